import app from '../../index.js';
import { readDefinition, type Definition } from './definition.js';
import { lint } from './rule.js';
import { rules } from './rules/index.js';

let definition: Definition;
beforeAll(async () => void (definition = await readDefinition(app)));

describe('the app can be published', () => {
  test.each(rules.map((rule) => [rule.id, rule.says, rule] as const))('%s: %s', (_id, _says, rule) => {
    expect(lint(definition, [rule]).map(({ line }) => line)).toEqual([]);
  });
});
