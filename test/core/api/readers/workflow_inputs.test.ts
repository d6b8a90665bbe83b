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
      { value: false, label: 'false' }, { value: 'k', label: 'Key' }, { value: 'None', label: 'None' },
    ]); // prettier-ignore
  });

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
