import fc from 'fast-check';
import { fieldKeyOf, nodeIdOf, readRunInputs, unestimatedInputs } from '../../../core/fields/workflow_inputs.js';
import type { WorkflowInput } from '../../../core/model/workflow.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { expectReadable, failure } from '../../helpers/core.js';

const input = (type: WorkflowInput['type'], more: Partial<WorkflowInput> = {}): WorkflowInput => ({
  nodeId: 'n-1', label: 'Scene', type, required: false, description: null, default: null, choices: [], ...more,
}); // prettier-ignore
const KEY = fieldKeyOf('n-1');
const read = (one: WorkflowInput, given: unknown) => readRunInputs([one], { [KEY]: given }).get('n-1');

const nodeId = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1 }),
  fc.string({ unit: fc.constantFrom('_', '-', '2', 'd', 'f', '5', '\ud83c', '\udf88', '🎈', '.', ' ', 'Ä'), minLength: 1 }),
);

describe('a node’s field', () => {
  test('has a key that every platform takes, whatever the node is called', () => {
    fc.assert(fc.property(nodeId, (id) => expect(fieldKeyOf(id)).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/)), { numRuns: 1_000 });
  });

  test('leads back to its node', () => {
    fc.assert(fc.property(nodeId, (id) => expect(nodeIdOf(fieldKeyOf(id))).toBe(id)), { numRuns: 1_000 });
  });

  test('belongs to no other node', () => {
    fc.assert(fc.property(nodeId, nodeId, (a, b) => expect(fieldKeyOf(a) === fieldKeyOf(b)).toBe(a === b)), { numRuns: 1_000 });
    const alike = ['a-b', 'a_b', 'a_2d_b', 'a 2d b', 'a.b', 'ab', 'A-b', 'a--b', 'a-_b', '2d', '_2d_', '-', '_'];
    expect(new Set(alike.map(fieldKeyOf)).size).toBe(alike.length);
  });

  test.each([['prompt-1', 'input_prompt_2d_1'], ['1776100982446-x7', 'input_1776100982446_2d_x7'], ['🎈', 'input__1f388_']])('%s is %s, today and tomorrow: Zaps keep it', (id, key) => {
    expect(fieldKeyOf(id)).toBe(key);
  });

  test.each(['workflow', 'run_id', '', 'nodes'])('the step’s own field %j stands for no node', (key) => expect(nodeIdOf(key)).toBeNull());

  test('a key that no node can have made is no reason to break', () => {
    fc.assert(fc.property(fc.stringMatching(/^input_[a-z0-9_]*$/), (key) => void nodeIdOf(key)));
    expect(nodeIdOf('input__ffffff_')).toBeNull();
  });
});

describe('values of inputs that the workflow has no more', () => {
  const OLD = { [fieldKeyOf('old-1')]: 'a red fox' };
  const other = input('text', { nodeId: 'n-2', default: 'saved' });

  test.each<[string, WorkflowInput[], Record<string, unknown>]>([
    ['nothing else is filled in', [input('text', { default: 'saved' })], {}],
    ['the rest is what is saved', [input('text', { default: 'saved' }), input('number', { nodeId: 'n-2', default: 7 })], { [KEY]: 'saved', [fieldKeyOf('n-2')]: '7' }],
    ['the workflow has no inputs left', [], {}],
  ])('stop the run where %s: it would be paid for, and made without them', async (_what, inputs, values) => {
    expect(await failure(() => readRunInputs(inputs, { ...values, ...OLD }))).toMatchObject({ kind: 'bad_input', field: fieldKeyOf('old-1'), message: expect.stringContaining('has no more') });
  });

  test.each<[string, Record<string, unknown>]>([
    ['are left over from another workflow, and this one is filled in', { [KEY]: 'a blue fox', ...OLD }],
    ['are empty', { [KEY]: 'saved', [fieldKeyOf('old-1')]: ' ' }],
    ['are no inputs', { [KEY]: 'saved', workflow: 'x', run_id: '7' }],
  ])('are no reason to stop where they %s', (_what, values) => expect([...readRunInputs([input('text', { default: 'saved' }), other], values).keys()]).toEqual(['n-1']));
});

describe('text', () => {
  test.each(['Ein „Tisch“ {{x}}\n🎈', '  indented  ', '0', 'false'])('stays as typed: %j', (words) => expect(read(input('text'), words)).toBe(words));
  test('a number that was mapped is text', () => expect(read(input('text'), 7)).toBe('7'));
  test.each([[true], [{}], [['a']], [Number.NaN], ['undefined'], ['[object Object]'], ['#REF!'], [' #N/A']])('%j is none', async (given) => {
    const error = await failure(() => read(input('text'), given));
    expect(error).toMatchObject({ kind: 'bad_input', field: KEY });
    expect(error.problem).toMatch(/^The field Scene /);
    expectReadable(error);
  });
});

describe('a number', () => {
  test.each([['42', 42], [' 7 ', 7], ['-1.5', -1.5], ['１٥', 15], ['\ufeff7\u200b', 7], [0, 0], ['0', 0], [3.25, 3.25]])('%j is %s', (given, value) => expect(read(input('number'), given)).toBe(value));
  test.each(['abc', '1,5', '0x10', '0b11', '1_000', '1,000', '7²', '7½', '7 px', 'Infinity', Infinity, true, {}, ['7', '8']])('%j is none', async (given) => {
    const error = await failure(() => read(input('number'), given));
    expect(error.problem).toBe('The field Scene needs a number.');
    expectReadable(error);
  });
  test.each(['9007199254740993', 9007199254740993, '-9007199254740993', '12345678901234567890', '9007199254740992.5', '1e20'])('%j would arrive rounded', async (given) => {
    const error = await failure(() => read(input('number'), given));
    expect(error.problem).toBe('The field Scene needs a number of at most 15 digits.');
    expectReadable(error);
  });
  test.each(['9007199254740991', '0.12345678901234567890', '123456789012345.5'])('%s is near enough', (given) => expect(read(input('number'), given)).toBe(Number(given)));
});

describe('yes or no', () => {
  test.each([[true, true], ['true', true], [' Yes ', true], ['1', true], [1, true], ['ON', true], ['Checked', true], ['y', true], ['unchecked', false], ['N', false], [false, false], ['False', false], ['no', false], [0, false], ['off', false]])('%j is %s', (given, value) => {
    expect(read(input('boolean'), given)).toBe(value);
  });
  test.each(['maybe', 2, {}, 'yesno', ['true'], [[true]]])('%j is neither', async (given) => {
    const error = await failure(() => read(input('boolean'), given));
    expect(error.problem).toBe('The field Scene needs yes or no.');
    expectReadable(error);
  });
});

describe('a choice', () => {
  const choices = [{ value: '1:1', label: 'Square' }, { value: '16:9', label: 'Wide' }];
  test.each([['1:1', '1:1'], [' square ', '1:1'], ['WIDE', '16:9']])('%j is %s, by value or label in any case', (given, value) => expect(read(input('select', { choices }), given)).toBe(value));
  test('is sent as the workflow has it: a number as a number, a yes as a yes', () => {
    const typed = [{ value: 1, label: 'One' }, { value: 4, label: 'Four' }, { value: true, label: 'Yes' }, { value: '1', label: 'Text' }];
    for (const [given, sent] of [['4', 4], [4, 4], ['four', 4], ['Yes', true], ['true', true], [true, true], ['1', 1], ['TEXT', '1']]) expect(read(input('select', { choices: typed }), given)).toBe(sent);
  });
  test('that is written exactly goes before one that only looks like it', () => {
    const alike = { choices: [{ value: 'Red', label: 'Red' }, { value: 'red', label: 'red' }, { value: '１', label: 'wide' }, { value: '1', label: 'narrow' }] };
    expect(['red', 'Red', 'RED', '1'].map((given) => read(input('select', alike), given))).toEqual(['red', 'Red', 'Red', '1']);
  });
  test.each([[null], [''], [{ w: 16 }], [[1, 2]]])('that stands for %j sends that', (sends) => expect(read(input('select', { choices: [{ value: 'Wide', label: 'Wide', sends }] }), 'wide')).toEqual(sends));
  test('of several is sent as a list, whether a list, words behind commas or one alone is given', async () => {
    const several = input('select', { choices: [{ value: 1, label: 'One' }, { value: 2, label: 'Two' }, { value: 'a, b', label: 'Both' }], takesSeveral: true });
    for (const [given, sent] of [[['1', 'Two'], [1, 2]], ['One, 2', [1, 2]], ['1\n2', [1, 2]], ['2', [2]], [2, [2]], ['a, b', ['a, b']]]) expect(read(several, given)).toEqual(sent);
    expect((await failure(() => read(several, ['1', '3']))).problem).toMatch(/takes one of/);
  });
  test('is found in any Unicode form, its value before a label of the same words', () => {
    expect(read(input('select', { choices: [{ value: 'caf\u00e9', label: 'x' }] }), 'Cafe\u0301')).toBe('caf\u00e9');
    expect(read(input('select', { choices: [{ value: 'a', label: 'b' }, { value: 'b', label: 'a' }] }), 'b')).toBe('b');
  });
  test.each([['a list', ['1:1']], ['an object', { value: '1:1' }]])('given as %s is refused', async (_what, given) => {
    expect((await failure(() => read(input('select', { choices }), given))).problem).toMatch(/takes one of/);
    expect((await failure(() => read(input('select'), given))).problem).toMatch(/needs one text/);
  });
  test('another one is refused, with all there are', async () => {
    const error = await failure(() => read(input('select', { choices }), '2:1'));
    expect(error.problem).toBe('The field Scene takes one of: “Square”, “Wide”.');
    expectReadable(error);
  });
  test('is left to the service where the choices are not known', () => expect(read(input('select'), 'Anything')).toBe('Anything'));
});

describe.each(['url', 'image'] as const)('a link for the type %s', (type) => {
  test.each(['https://example.com/a.png', 'http://example.com/a.png?x=1#y', ' https://example.com/ü '])('%j is one', (link) => expect(read(input(type), link)).toBe(link.trim()));
  test.each(['photo.png', 'example.com/a.png', 'ftp://example.com/a', 'javascript:alert(1)', 'data:image/png;base64,AA', 'file:///etc/passwd', 'https://', 7])('%j is none', async (given) => {
    const error = await failure(() => read(input(type), given));
    expect(error.problem).toMatch(type === 'image' ? /needs a file or a link/ : /needs a link/);
    expectReadable(error);
  });
});

test.each(['url', 'image'] as const)('several links for the type %s are too many', async (type) => {
  const error = await failure(() => read(input(type), 'https://a.example/1.png,https://a.example/2.png'));
  expect(error.problem).toBe('The field Scene takes one link, and several were given.');
  expect(read(input(type), ' https://a.example/my photo.png')).toBe('https://a.example/my%20photo.png');
});

describe('a field left empty', () => {
  test.each([undefined, null, '', ' \n '])('as %j leaves the workflow’s own value', (given) => {
    expect(readRunInputs([input('text', { required: true, default: 'Saved' }), input('number')], { [KEY]: given }).size).toBe(0);
  });

  test.each(['text', 'number', 'boolean', 'select', 'url'] as const)('that is required and has no saved value stops the run (%s)', async (type) => {
    for (const none of [null, '', '  ']) {
      const error = await failure(() => read(input(type, { required: true, default: none }), ''));
      expect(error).toMatchObject({ kind: 'bad_input', field: KEY });
      expect(error.problem).toBe('The field Scene is empty, and this workflow needs it.');
      expectReadable(error);
    }
  });

  test.each([0, false])('that is required and saved as %s does not', (saved) => {
    expect(read(input('text', { required: true, default: saved }), '')).toBeUndefined();
  });

  test.each([{ default: 'https://cdn.wireflow.ai/sample.png' }, { required: true }, { required: true, default: 'https://cdn.wireflow.ai/sample.png' }])('that is an image with %j stops the run, which would be billed for the author’s sample', async (more) => {
    const error = await failure(() => read(input('image', more), ''));
    expect(error).toMatchObject({ kind: 'bad_input', field: KEY });
    expect(error.problem).toMatch(/Scene is empty.*charge for.*sample image/);
    expectReadable(error);
  });

  test.each([null, '', ' '])('that is an image nobody has to give, saved as %j, does not', (saved) => {
    expect(read(input('image', { default: saved }), undefined)).toBeUndefined();
  });
});

test('every input is read by itself, and what belongs to none is not sent', () => {
  const inputs = [input('text', { nodeId: 'a' }), input('number', { nodeId: 'b' }), input('text', { nodeId: 'c' })];
  expect([...readRunInputs(inputs, { input_a: 'x', input_b: '2', input_d: 'stray', b: 3, workflow: 'cm' })]).toEqual([['a', 'x'], ['b', 2]]);
});

describe('what the estimate of the saved workflow does not know', () => {
  const input = (type: WorkflowInput['type'], saved: WorkflowInput['default'] = null): WorkflowInput => ({ nodeId: 'a', label: 'Part', type, required: false, description: null, default: saved, choices: [] });
  test.each<[WorkflowInput['type'], WorkflowInput['default'], unknown, boolean]>([
    ['text', null, 'A boat', false], ['text', 'saved', 'another', false],
    ['number', 1, 4, true], ['number', 4, 4, false], ['number', null, 1, true],
    ['select', '1K', '4K', true], ['select', '4K', '4K', false],
    ['boolean', false, true, true], ['boolean', true, true, false],
    ['image', 'https://x.example/a.png', 'https://x.example/b.png', true], ['url', null, 'https://x.example', true],
  ])('a %s input, saved as %j and sent as %j: %s', (type, saved, sent, isUnknown) => {
    expect(unestimatedInputs([input(type, saved)], new Map([['a', sent]]))).toEqual(isUnknown ? ['the input “Part”'] : []);
  }); // prettier-ignore
  test('an input that is not sent runs as it was saved', () => {
    expect(unestimatedInputs([input('number', 1)], new Map())).toEqual([]);
  });
});
