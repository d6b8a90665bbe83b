import app from '../../index.js';
import { readDefinition, type Definition } from '../../lint/publishing/definition.js';
import { lint } from '../../lint/publishing/rule.js';
import { rules } from '../../lint/publishing/rules/index.js';

let definition: Definition;
beforeAll(async () => void (definition = await readDefinition(app)));

describe('the app can be published', () => {
  test.each(rules.map((rule) => [rule.id, rule.says, rule] as const))('%s: %s', (_id, _says, rule) => {
    expect(lint(definition, [rule]).map(({ line }) => line)).toEqual([]);
  });
});
