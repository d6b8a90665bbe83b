import fc from 'fast-check';
import { ENDPOINTS, urlOf, type EndpointName } from '../../../core/api/endpoints.js';
import { WireflowError } from '../../../core/model/errors.js';
import { readChosenWorkflowId, readExecutionId, readWorkflowId } from '../../../core/fields/chosen_ids.js';
import { isSafeId, isUnresolvedMapping } from '../../../core/model/safe_id.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { BASE_URL, expectReadable, failure } from '../../helpers/core.js';

const GOOD = ['exec_456', 'cm1abc123', '550e8400-e29b-41d4-a716-446655440000', '1776100982446', '1776100968381e1h3', 'run:7', 'a.b', '_x', 'a'];
const BAD = ['..', '.', '../x', 'a/b', '/a', 'a\\b', 'a?b', 'a#b', 'a%2fb', '%2e%2e', 'a b', 'a\nb', 'a..b', 'ä', '٣', '🌊', '\ud800', 'a\u0000', '{{123__id}}', 'x'.repeat(201), '-x', 'a"b', '<a>'];

describe('an execution ID', () => {
  test.each(GOOD)('%s', (id) => expect([readExecutionId(id), readExecutionId(` ${id}\n`)]).toEqual([id, id]));
  test('a number is one', () => expect(readExecutionId(456)).toBe('456'));
  test.each(BAD)('%j is none, and the field is named before anything is sent', async (id) => {
    const error = await failure(() => readExecutionId(id));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'execution_id' });
    expect(error.problem).toMatch(/Execution ID/);
    expectReadable(error);
  });
  test.each([{}, [], true, NaN, ['exec_1'], { id: 'exec_1' }])('%j is something else than a text', async (id) => {
    expect((await failure(() => readExecutionId(id))).problem).toBe('The field Execution ID needs one text, but something else was mapped.');
  });
  test.each([undefined, null, '', '  '])('%j is empty', async (id) => expect((await failure(() => readExecutionId(id))).problem).toBe('The field Execution ID is empty.'));
});

describe('a workflow', () => {
  test.each(GOOD)('%s', (id) => expect(readWorkflowId(` ${id} `)).toBe(id));
  test.each([{}, [], ['cm1'], false])('%j never means every workflow', async (id) => {
    expect((await failure(() => readWorkflowId(id))).problem).toBe('The field Workflow needs one text, but something else was mapped.');
  });
  test.each([undefined, null, '', '  '])('%j means every workflow', (id) => expect(readWorkflowId(id)).toBeNull());
  test.each(BAD)('%j is none', async (id) => {
    const error = await failure(() => readWorkflowId(id));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'workflow' });
    expectReadable(error);
  });
});

test.each<[unknown, boolean]>([['{{123__id}}', true], ['a {{x}} b', true], ['{{}}', true], ['{x}', false], ['', false], [null, false], [5, false], [{}, false], [['{{x}}'], false]])('an unfilled mapping: %j, %s', (value, is) => {
  expect(isUnresolvedMapping(value)).toBe(is);
});

describe('no id changes the path that it is put into', () => {
  const withId = (Object.keys(ENDPOINTS) as EndpointName[]).filter((name) => ENDPOINTS[name].path.includes('{id}'));
  test('on any endpoint, for any text', () => {
    const part = fc.constantFrom('..', '.', '/', '%2e', 'a', 'executions', '?', '#', '\\', ':', '$&', '{id}', '@', '\ud800');
    fc.assert(
      fc.property(fc.constantFrom(...withId), fc.oneof(fc.string({ unit: anyCharacter }), fc.array(part).map((parts) => parts.join(''))), (name, id) => {
        try {
          const url = urlOf(BASE_URL, name, id, { limit: '1&x' });
          expect(new URL(url).pathname).toBe(`/api/v1${ENDPOINTS[name].path.replace('{id}', () => encodeURIComponent(id))}`);
          expect(new URL(url).search).toBe('?limit=1%26x');
          expect(isSafeId(id)).toBe(true);
        } catch (error) {
          if (!(error instanceof WireflowError)) throw error;
          expect(error.message).not.toMatch(/undefined/);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('a forgotten id is no path', () => {
    for (const name of withId) expect(() => urlOf(BASE_URL, name)).toThrow(WireflowError);
    expect(urlOf(BASE_URL, 'listWorkflows')).toBe(`${BASE_URL}/workflows`);
  });
  test('the words "executions" and "poll" as ids stay ids', () => {
    expect(urlOf(BASE_URL, 'poll', 'executions')).toBe(`${BASE_URL}/workflows/executions/executions/poll`);
    expect(urlOf(BASE_URL, 'trigger', 'poll')).toBe(`${BASE_URL}/workflow/poll/trigger`);
  });
});

test('a workflow that has to be chosen is asked for by the name of its field', async () => {
  expect(readChosenWorkflowId(' cm1fake ')).toBe('cm1fake');
  for (const given of [undefined, null, '', ' ']) {
    const error = await failure(() => readChosenWorkflowId(given));
    expect(error).toMatchObject({ kind: 'bad_input' });
    expect(error.message).toMatch(/^The field Workflow.* is empty\. Choose a workflow from the list\.$/);
  }
});
