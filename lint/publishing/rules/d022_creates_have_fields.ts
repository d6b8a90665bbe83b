import type { Rule } from '../rule.js';
import { known, visibleSteps } from '../steps.js';

export const d022: Rule = {
  id: 'D022',
  says: 'Each create has fields that are the same for everybody, so that a Zap template can fill them.',
  check: (app) =>
    visibleSteps(app, ['creates'])
      .filter(({ step: { operation } }) => !known(operation.inputFields).some(({ fromFunction, type }) => !fromFunction && type !== 'copy'))
      .map(({ where }) => ({ where: `${where}.inputFields`, what: 'No fixed input field.', instead: 'Add at least one that needs no function.' })),
};
