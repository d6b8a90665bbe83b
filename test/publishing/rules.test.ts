import app from '../../index.js';
import { readDefinition, type Definition } from '../../lint/publishing/definition.js';
import { PLANTED_FOR_CHECKS } from './planted/checks.js';
import { PLANTED_FOR_GUIDELINES } from './planted/guidelines.js';
import { lint } from '../../lint/publishing/rule.js';
import { rules } from '../../lint/publishing/rules/index.js';

const planted = [...PLANTED_FOR_CHECKS, ...PLANTED_FOR_GUIDELINES];

let definition: Definition;
/** What the rules find in the app as it is: nothing, or another test fails. */
let known: Set<string>;
beforeAll(async () => {
  definition = await readDefinition(app);
  known = new Set(lint(definition, rules).map(({ line }) => line));
});

describe('each rule sees its own fault, and only that', () => {
  test.each(planted.map((each) => [each.rule, each.fault, each] as const))('%s: %s', (rule, _fault, { plant }) => {
    const copy = structuredClone(definition);
    plant(copy);
    const added = lint(copy, rules).filter(({ line }) => !known.has(line));
    expect([...new Set(added.map(({ id }) => id))]).toEqual([rule]);
    for (const { line } of added) expect(line).toMatch(/^\S+ [\w.[\]]+: .+ \S+/);
  });

  test('no rule goes without a fault that it has been seen to find', () => {
    expect(rules.map(({ id }) => id).filter((id) => !planted.some(({ rule }) => rule === id))).toEqual([]);
  });

  test('every check of a definition that Zapier numbers has a rule', () => {
    const unused = ['D019', 'D020'];
    const numbers = Array.from({ length: 28 }, (_none, index) => `D0${String(index + 1).padStart(2, '0')}`);
    expect(rules.map(({ id }) => id).filter((id) => id.startsWith('D')).sort()).toEqual(numbers.filter((id) => !unused.includes(id)));
  });

  test('no two rules share a name', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
