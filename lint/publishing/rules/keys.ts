import type { Rule } from '../rule.js';
import { authFields, inputsOf, outputsOf, steps } from '../steps.js';

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const SAYS_NOTHING = /^(trigger|action|create|search|field)_?\d*$/;

export const keys: Rule = {
  id: 'key',
  says: 'Keys are words in snake_case that say what they stand for.',
  check: (app) =>
    [
      ...authFields(app).map(({ where, field }) => ({ where, key: field.key })),
      ...steps(app).flatMap((placed) => [
        { where: placed.where, key: placed.step.key },
        ...inputsOf(placed).map(({ where, field }) => ({ where, key: field.key })),
        // `images[]url` and `workflow__name` are paths through the output, each part of them a key.
        ...outputsOf(placed).flatMap(({ where, field }) => field.key.split(/\[\]|__/).filter(Boolean).map((key) => ({ where, key }))),
        ...(placed.step.operation.inputFieldGroups ?? []).map(({ key }) => ({ where: `${placed.where}.inputFieldGroups`, key })),
      ]),
    ]
      .filter(({ key }) => !SNAKE_CASE.test(key) || SAYS_NOTHING.test(key))
      .map(({ where, key }) => ({ where, what: `“${key}”.`, instead: 'Write lower-case words with underscores that name the thing.' })),
};
