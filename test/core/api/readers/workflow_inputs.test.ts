import fc from 'fast-check';
import { WireflowError } from '../../../../core/model/errors.js';
import { readWorkflowInputs } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';

const DOCUMENTED = {
  workflowId: 'cm1fake', workflowName: 'Video Analyzer',
  inputs: [
    { nodeId: 'node-tiktok', label: 'TikTok Import', type: 'url', required: true, description: 'TikTok video URL' },
    { nodeId: 'node-theme', label: 'Analysis Theme', type: 'text', required: false, default: 'Break down …' },
  ],
  endpoint: '/api/v1/workflows/cm1fake/run', method: 'POST', example: { inputs: { 'node-tiktok': '<url>' } },
}; // prettier-ignore
const one = (item: object) => readWorkflowInputs(reply({ inputs: [{ nodeId: 'n', ...item }] }))[0];

describe('what a workflow asks for', () => {
  test.each<[string, unknown]>([['data', { data: DOCUMENTED }], ['bare', DOCUMENTED], ['a list under data', { data: DOCUMENTED.inputs }], ['a bare list', DOCUMENTED.inputs]])('%s', (_name, body) => {
    expect(readWorkflowInputs(reply(body))).toEqual([
      { nodeId: 'node-tiktok', label: 'TikTok Import', type: 'url', required: true, description: 'TikTok video URL', default: null, choices: [] },
      { nodeId: 'node-theme', label: 'Analysis Theme', type: 'text', required: false, description: null, default: 'Break down …', choices: [] },
    ]);
  });

  test.each(['text', 'image', 'url', 'number', 'boolean', 'select'])('type %s', (type) => {
    expect(one({ type })?.type).toBe(type);
    expect(one({ type: type.toUpperCase() })?.type).toBe(type);
  });
  test.each(['colour', '', null, 7, undefined, 'constructor'])('an unknown type can still be typed in: %j', (type) => expect(one({ type })?.type).toBe('text'));

  test.each([['zero', 0], ['false', false], ['an empty text', ''], ['a number', 7.5]])('a default of %s is kept', (_name, value) => expect(one({ default: value })?.default).toBe(value));
  test.each([[{}], [[1]], [null]])('a default that is %j can not be shown', (value) => expect(one({ default: value })?.default).toBeNull());

  test('an input without a label is known by its node', () => expect(one({ nodeId: '1776100968381e1h3' })?.label).toBe('1776100968381e1h3'));
  test('its other names: id, name, help', () => {
    expect(readWorkflowInputs(reply([{ id: 'n', name: 'Theme', help: 'Which one' }]))).toMatchObject([{ nodeId: 'n', label: 'Theme', description: 'Which one' }]);
  });
  test('only true means required', () => expect(['true', 1, null, undefined].map((required) => one({ required })?.required)).toEqual([false, false, false, false]));

  test.each(['options', 'choices', 'enum', 'values'])('choices under %s, as texts or objects', (key) => {
    expect(one({ [key]: ['small', { label: 'Large', value: 'lg' }, { id: 'm', name: 'Medium' }, { label: 'Only' }, 5, { label: 'Four', value: 4 }, { label: 'Yes', value: true }, false, { key: 'k', title: 'Key' }, { label: 'None', value: '' }, null, {}, ''] })?.choices).toEqual([
      { value: 'small', label: 'small' }, { value: 'lg', label: 'Large' }, { value: 'm', label: 'Medium' }, { value: 'Only', label: 'Only' }, { value: 5, label: '5' }, { value: 4, label: 'Four' }, { value: true, label: 'Yes' },
      { value: false, label: 'false' }, { value: 'k', label: 'Key' }, { value: 'None', label: 'None', sends: '' },
    ]); // prettier-ignore
  });

  const A_AND_B = [{ value: 'a', label: 'Alpha' }, { value: 'b', label: 'Beta' }];
  test.each<[string, object]>([
    ['in groups', { options: [{ label: 'Letters', options: [A_AND_B[0]] }, { name: 'More', children: [{ name: 'Deep', items: [A_AND_B[1]] }] }] }],
    ['as pairs', { options: [['a', 'Alpha'], ['b', 'Beta']] }],
    ['as a record', { choices: { a: 'Alpha', b: 'Beta' } }],
    ['beside their labels', { enum: ['a', 'b'], enumNames: ['Alpha', 'Beta'] }],
    ['as JSON Schema has them', { oneOf: [{ const: 'a', title: 'Alpha' }, { const: 'b', title: 'Beta' }] }],
    ['twice', { options: [...A_AND_B, ...A_AND_B] }],
  ])('choices %s', (_how, item) => expect(one({ type: 'select', ...item })?.choices).toEqual(A_AND_B));
  test('what no field can hold is sent all the same, and its label stands for it', () => {
    expect(one({ options: [{ label: 'None', value: null }, { label: 'Wide', value: { w: 16 } }, { label: 'Both', value: [1, 2] }] })?.choices).toEqual([
      { value: 'None', label: 'None', sends: null }, { value: 'Wide', label: 'Wide', sends: { w: 16 } }, { value: 'Both', label: 'Both', sends: [1, 2] },
    ]); // prettier-ignore
  });
  test.each([['integer', 'number'], ['Slider', 'number'], ['bool', 'boolean'], ['checkbox', 'boolean'], ['dropdown', 'select'], ['radio', 'select'], ['multi-select', 'select'], ['uri', 'url']])('the type %s is a documented one in another word: %s', (word, type) => expect(one({ type: word })?.type).toBe(type));
  test('a type that is not known can be chosen where it has choices', () => expect(one({ type: 'aspect', options: ['1:1'] })?.type).toBe('select'));
  test.each([{ type: 'multi_select' }, { type: 'select', multiple: true }, { isMulti: true }])('several may be chosen of %j', (item) => expect(one({ ...item, options: ['a', 'b'] })?.takesSeveral).toBe(true));
  test.each([{ type: 'select' }, { type: 'select', multiple: 'no' }, { type: 'text', multiple: true }])('one is to be chosen of %j', (item) => expect(one({ ...item, options: ['a', 'b'] })).not.toHaveProperty('takesSeveral'));

  test('a workflow that asks for nothing has no inputs', () => expect(readWorkflowInputs(reply({ data: { inputs: [] } }))).toEqual([]));
  test('what has no node can not be set, and is left out', () => expect(readWorkflowInputs(reply([{ label: 'x' }, { nodeId: 'n' }]))).toHaveLength(1));
  test.each([null, {}, 'x', { inputs: {} }, { inputs: ['a'] }, { data: { inputs: [{ label: 'no node' }] } }])('%j is an error, never "no inputs"', (body) => {
    expect(() => readWorkflowInputs(reply(body))).toThrow(/not a description of inputs/);
  });

  test('any JSON is read, or refused in a sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          for (const input of readWorkflowInputs(reply({ inputs: [{ nodeId: 'n', label: value, type: value, default: value, options: value }] }))) {
            expect(Object.values(input)).not.toContain(undefined);
          }
          readWorkflowInputs(reply(value));
        } catch (error) {
          if (!(error instanceof WireflowError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
