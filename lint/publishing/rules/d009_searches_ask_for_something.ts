import type { Rule } from '../rule.js';
import { isOpen, known, visibleSteps } from '../steps.js';

export const d009: Rule = {
  id: 'D009',
  says: 'Each search has at least one field to search by.',
  check: (app) =>
    visibleSteps(app, ['searches'])
      .filter(({ step: { operation } }) => !isOpen(operation.inputFields) && known(operation.inputFields).every(({ type }) => type === 'copy'))
      .map(({ where }) => ({ where: `${where}.inputFields`, what: 'Nothing to search by.', instead: 'Add a field, if only an optional one that narrows the result.' })),
};
