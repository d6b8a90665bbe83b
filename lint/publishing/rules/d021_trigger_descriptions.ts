import type { Rule } from '../rule.js';
import { steps } from '../steps.js';

export const d021: Rule = {
  id: 'D021',
  says: 'Each trigger’s description starts with “Triggers when ” and ends with a full stop.',
  check: (app) =>
    steps(app, ['triggers'])
      .filter(({ step: { display }, isHidden }) => !(isHidden && display.description === undefined) && !/^Triggers when \S.*\.$/s.test(display.description ?? ''))
      .map(({ where, step: { display } }) => ({ where: `${where}.description`, what: `“${display.description ?? ''}”.`, instead: 'Write “Triggers when … .”' })),
};
