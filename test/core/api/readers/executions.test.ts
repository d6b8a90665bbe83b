import fc from 'fast-check';
import { readExecutionPage } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';

const FIRST = { page: 1, offset: 0 };
const A = 'https://cdn.wireflow.ai/a.png';
const item = { id: 'exec_1', workflowId: 'cm_fake', status: 'COMPLETED', startTime: '2025-03-20T12:01:00.000Z', endTime: '2025-03-20T12:01:09.000Z' };
const read = (body: unknown, position = FIRST) => readExecutionPage(reply(body), position);
const ids = (body: unknown) => read(body)?.items.map(({ id }) => id);

describe('every usual form of a list is read', () => {
  test.each<[string, unknown]>([
    ['a bare list', [item]],
    ['data', { data: [item] }],
    ['executions', { executions: [item] }],
    ['executionRuns', { executionRuns: [item] }],
    ['items', { items: [item] }],
    ['results', { results: [item] }],
    ['history', { history: [item] }],
    ['data.items', { data: { executions: [item] } }],
    ['items that wrap an execution', [{ execution: item }]],
    ['items under executionId', [{ ...item, id: undefined, executionId: 'exec_1' }]],
    ['batches', [{ batchId: 'b', workflowId: 'cm_fake', executionRuns: [item] }]],
    ['items that are nothing between them', [null, 'x', item, {}]],
  ])('%s', (_name, body) => {
    expect(read(JSON.parse(JSON.stringify(body)))?.items).toMatchObject([
      { id: 'exec_1', workflowId: 'cm_fake', status: 'completed', startedAt: item.startTime, finishedAt: item.endTime, outputs: [] },
    ]);
  });

  test('each run of a batch stands for itself', () => {
    const batch = { batchId: 'b', status: 'COMPLETED', executionRuns: [item, { id: 'exec_2', status: 'RUNNING' }, { status: 'FAILED' }] };
    expect(read([batch])?.items.map(({ id, status }) => [id, status])).toEqual([['exec_1', 'completed'], ['exec_2', 'running']]);
  });

  test('an empty list is an empty list', () => {
    expect(read([])).toMatchObject({ items: [], next: null });
    expect(read({ data: [] })).toMatchObject({ items: [], next: null });
  });

  test.each([null, {}, 'x', 5, { data: {} }, { error: 'x' }, ['a', 'b'], [{ name: 'no id' }], { status: 'ok' }])('%j is no such list: another path has to be tried', (body) => {
    expect(read(body)).toBeNull();
  });
});

describe('the images in a list', () => {
  test('are taken where the nodes name them', () => {
    expect(read([{ ...item, nodeStates: [{ nodeId: 'g', outputUrls: [A] }], finalOutput: { url: A } }])?.items[0]?.outputs).toMatchObject([{ url: A }]);
  });

  test.each([
    [{ finalOutput: { url: A } }],
    [{ finalOutput: { url: A }, nodeStates: [{ nodeId: 'g', status: 'COMPLETED' }] }],
  ])('a final picture alone may not be all of them, so they are looked up: %j', (more) => {
    expect(read([{ ...item, ...more }])?.items[0]?.outputs).toEqual([]);
    expect(read([{ execution: { ...item, ...more } }])?.items[0]?.outputs).toEqual([]);
  });
});

describe('a page with damage in it', () => {
  test('keeps what can be read, and counts the rest', () => {
    expect(read([null, item, 'x', {}, { id: '' }])).toMatchObject({ items: [{ id: 'exec_1' }], length: 5, damaged: 4 });
  });
  test.each([[[null]], [[null, null]]])('%j is a page of a list all the same', (body) => expect(read(body)).toMatchObject({ items: [], damaged: body.length }));
  test('a batch is one entry with several runs', () => {
    expect(read([{ batchId: 'b', executionRuns: [{ id: 'a' }, { id: 'b' }] }])).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], length: 1, damaged: 0 });
  });
});

test('any JSON is a page with ids and states, or no page; nothing else happens', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.dictionary(fc.constantFrom('data', 'total', 'nextCursor', 'executions', 'id', '__proto__'), fc.jsonValue())), (body) => {
      for (const execution of read(body)?.items ?? []) {
        expect(execution.id).toMatch(/\S/);
        expect(Object.values(execution)).not.toContain(undefined);
      }
    }),
    { numRuns: 200 },
  );
  expect(ids([{ id: 'a' }, { id: 'b' }])).toEqual(['a', 'b']);
});
