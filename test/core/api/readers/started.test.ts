import { Redactor } from '../../../../core/api/redact.js';
import fc from 'fast-check';
import { WireflowError } from '../../../../core/model/errors.js';
import { EXECUTION_STATUSES } from '../../../../core/model/execution.js';
import { executionNamedIn, parseReply, readStarted } from '../../../../core/api/readers/index.js';
import { reply, response } from '../../../helpers/core.js';

const NOTHING_SECRET = new Redactor([]);
const run = (id: string, more = {}) => ({
  id, startTime: '2025-03-20T12:01:00.000Z', endTime: null, status: 'RUNNING', error: null, nodeRuns: [], batchId: 'b', runIndexInBatch: 0, inputIndex: 0, ...more,
}); // prettier-ignore

describe('whichever way a start is answered, the run can be found again', () => {
  test.each<[string, unknown, object]>([
    ['webhook', { executionId: 'exec_1', status: 'queued', message: 'Workflow execution queued successfully' }, { status: 'queued', message: 'Workflow execution queued successfully' }],
    ['execute, article', { executionId: 'exec_1' }, { status: 'queued', message: null }],
    ['execute, docs', { workflowId: 'cm_fake', batchId: 'b', executionRuns: [run('exec_1')] }, { status: 'running', workflowId: 'cm_fake', startedAt: '2025-03-20T12:01:00.000Z', finishedAt: null }],
    ['execute, skill', { executionId: 'exec_1', status: 'RUNNING' }, { status: 'running' }],
    ['run, skill', { data: { executionId: 'exec_1', status: 'RUNNING' } }, { status: 'running' }],
    ['run, in lower case', { data: { executionId: 'exec_1', status: 'running' } }, { status: 'running' }],
    ['already over', { data: { executionId: 'exec_1', status: 'completed' } }, { status: 'completed' }],
    ['failed at once', { data: { executionId: 'exec_1', status: 'failed', error: 'Refused' } }, { status: 'failed', error: 'Refused' }],
    ['under execution', { execution: { id: 'exec_1', status: 'PENDING' } }, { status: 'queued' }],
    ['a bare id', { id: 'exec_1' }, { status: 'queued' }],
    ['a number for an id', { executionId: 17 }, { id: '17' }],
    ['all at once', { executionId: 'exec_1', status: 'RUNNING', workflowId: 'cm_fake', batchId: 'b', executionRuns: [run('exec_1')] }, { status: 'running', workflowId: 'cm_fake' }],
    ['a batch: its first run', { executionRuns: [run('exec_1'), run('exec_2')] }, { status: 'running' }],
    ['an id beside the workflow\'s', { id: 'cm_fake', executionId: 'exec_1' }, { status: 'queued' }],
    ['an id beside the run\'s, under execution', { id: 'cm_fake', execution: { id: 'exec_1' } }, { status: 'queued' }],
    ['an id beside the run\'s, in a batch', { id: 'cm_fake', executionRuns: [{ id: 'exec_1' }] }, { status: 'queued' }],
    ['an unknown word', { executionId: 'exec_1', status: 'accepted' }, { status: 'running' }],
  ])('%s', (_name, body, expected) => {
    expect(readStarted(reply(body))).toMatchObject({ id: 'exec_1', requestId: 'req_fake_1', outputs: [], ...expected });
  });
});

describe('where the reply is no JSON, or not in its place, its words still name the run', () => {
  test.each([
    ['cut off behind the id', '{"executionId":"exec_1","message":"Work'], ['a comma too many', '{"executionId": "exec_1",}'], ['in an event stream', 'event: queued\ndata: {"executionId":"exec_1"}\n\n'],
    ['in a list', '[{"executionId":"exec_1"}]'], ['twice quoted', '"{\\"executionId\\":\\"exec_1\\"}"'], ['behind a guard', ")]}',\n{\"execution_id\":\"exec_1\"}"], ['in single quotes', "{'executionId': 'exec_1'}"],
    ['twice over', '{"executionId":"exec_1"}{"executionId":"exec_1"}'], ['numbers that are none', '{"executionId":"exec_1","progress":NaN}'],
  ])('%s', (_name, words) => expect(readStarted(parseReply(response(202, words), NOTHING_SECRET, { starts: true })).id).toBe('exec_1')); // prettier-ignore

  test.each([
    ['cut off inside the id', '{"executionId":"exec_1'], ['two of them', '{"executionId":"exec_1","executionId":"exec_2",}'], ['beside an error', '{"executionId":"exec_1","error":"x",}'],
    ['one that stands deep in a whole reply', '{"message":"queued","previous":{"executionId":"exec_1"}}'], ['an id with a path', '{"executionId":"../exec_1",}'], ['another id', '{"id":"exec_1",}'], ['a page', '<html>executionId</html>'], ['nothing', ''],
  ])('but not %s', (_name, words) => expect(() => readStarted(parseReply(response(202, words), NOTHING_SECRET, { starts: true }))).toThrow(WireflowError)); // prettier-ignore

  test('an error names it too, so that it can be looked at', () => {
    expect(executionNamedIn(response(502, '<p>upstream: {"executionId":"exec_1","error":"late"'))).toBe('exec_1');
    expect(executionNamedIn(response(502, '<p>Bad gateway'))).toBeNull();
  });
});

describe('where only the Location header names the run', () => {
  test.each([
    'https://www.wireflow.ai/api/v1/workflows/executions/exec_1/poll',
    'https://www.wireflow.ai/api/v1/workflows/executions/exec_1',
    '/api/v1/workflows/executions/exec_1/poll',
    '/workflows/executions/exec_1/',
    'https://www.wireflow.ai/api/v1/workflows/executions/exec_1/poll?wait=1#x',
  ])('%s', (location) => {
    expect(readStarted(reply({}, { location })).id).toBe('exec_1');
    for (const body of ['', 'Created', '{}', 'null', '"ok"']) {
      expect(readStarted(parseReply(response(201, body, { Location: location }), new Redactor([])))).toMatchObject({ id: 'exec_1', status: 'queued' });
    }
  });

  test('the body\'s id comes first', () => {
    expect(readStarted(reply({ executionId: 'exec_1' }, { location: '/workflows/executions/exec_2/poll' })).id).toBe('exec_1');
  });

  test.each(['https://www.wireflow.ai', 'https://www.wireflow.ai/', '/', '', 'exec_1', '/workflows/executions/poll', '/workflows/executions', '/workflows/executions/..', '/workflows/executions/%2e%2e/poll', '/login', 'executions/', '/workflows/executions/exec_1/logs', '/login?next=/workflows/executions/exec_1', '/login#/workflows/executions/exec_1'])(
    'a Location that names none is no id: %j',
    (location) => expect(() => readStarted(reply({}, { location }))).toThrow(/not a started execution/),
  );
});

describe('a start that names no run is never taken for a success', () => {
  test.each([null, {}, [], 'queued', { status: 'queued' }, { executionRuns: [] }, { executionId: '' }, { executionId: '  ' }, { executionId: null }, { error: 'x' }, { data: {} }])('%j', (body) => {
    expect(() => readStarted(reply(body))).toThrow(WireflowError);
  });
});

test('any JSON gives a run with an id and a known state, or an error made for people', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.option(fc.webPath(), { nil: null }), fc.constantFrom('executionId', 'executionRuns', 'data', 'id'), (value, location, key) => {
      try {
        const { id, status } = readStarted(reply({ [key]: value }, { location }));
        expect(id).toMatch(/\S/);
        expect(EXECUTION_STATUSES).toContain(status);
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
      }
    }),
    { numRuns: 200 },
  );
});
