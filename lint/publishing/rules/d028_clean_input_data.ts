import type { Rule } from '../rule.js';
import { steps } from '../steps.js';

export const d028: Rule = {
  id: 'D028',
  says: 'Empty values reach our code, where a list’s places depend on them.',
  check: (app) => [
    ...(app.flags?.['cleanInputData'] === false ? [] : [{ where: 'flags.cleanInputData', what: 'Zapier removes empty values.', instead: 'Set it to false.' }]),
    ...steps(app)
      .filter(({ step }) => step.operation.cleanInputData === true)
      .map(({ where }) => ({ where: `${where}.operation.cleanInputData`, what: 'Zapier removes empty values in this step.', instead: 'Leave it out.' })),
  ],
};
