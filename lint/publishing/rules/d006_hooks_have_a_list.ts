import type { Rule } from '../rule.js';
import { isHook } from './d016_d017_static_hooks.js';
import { steps } from '../steps.js';

export const d006: Rule = {
  id: 'D006',
  says: 'An instant trigger can also list recent items, for testing in the editor.',
  check: (app) =>
    steps(app, ['triggers'])
      .filter(({ step }) => isHook(step) && step.operation.performList === undefined)
      .map(({ where }) => ({ where: `${where}.operation`, what: 'No `performList`.', instead: 'Add one that returns recent items in the form of the hook’s.' })),
};
