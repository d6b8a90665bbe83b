import type { Rule } from '../rule.js';
import { authFields } from '../steps.js';

/** Where a person pastes what they have copied from the service. */
const PASTED = ['custom', 'session', 'digest'];

export const d002: Rule = {
  id: 'D002',
  says: 'The help of each connection field links to the page where its value is found.',
  check: (app) =>
    (PASTED.includes(app.authentication?.type ?? '') ? authFields(app) : [])
      .filter(({ field }) => field.computed !== true && field.type !== 'copy' && !/\[[^\]]+\]\([^)\s]+\)/.test(field.helpText ?? ''))
      .map(({ where }) => ({ where: `${where}.helpText`, what: 'No link.', instead: 'Say where the value is found, as in “Copy it from [Settings](https://…)”.' })),
};
