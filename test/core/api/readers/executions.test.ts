import fc from 'fast-check';
import { readExecutionPage } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';

const FIRST = { page: 1, offset: 0 };
const A = 'https://cdn.wireflow.ai/a.png';
const item = { id: 'exec_1', workflowId: 'cm_fake', status: 'COMPLETED', startTime: '2025-03-20T12:01:00.000Z', endTime: '2025-03-20T12:01:09.000Z' };
const read = (body: unknown, position = FIRST) => readExecutionPage(reply(body), position);
const ids = (body: unknown) => read(body)?.executions.map(({ id }) => id);

describe('every usual form of a list is read', () => {
  test.each<[string, unknown]>([
    ['a bare list', [item]],
    ['data', { data: [item] }],
    ['executions', { executions: [item] }],
    ['executionRuns', { executionRuns: [item] }],
    ['items', { items: [item] }],
    ['results', { results: [item] }],
    ['history', { history: [item] }],
    ['data.executions', { data: { executions: [item] } }],
    ['items that wrap an execution', [{ execution: item }]],
    ['items under executionId', [{ ...item, id: undefined, executionId: 'exec_1' }]],
    ['batches', [{ batchId: 'b', workflowId: 'cm_fake', executionRuns: [item] }]],
    ['items that are nothing between them', [null, 'x', item, {}]],
  ])('%s', (_name, body) => {
    expect(read(JSON.parse(JSON.stringify(body)))?.executions).toMatchObject([
      { id: 'exec_1', workflowId: 'cm_fake', status: 'completed', startedAt: item.startTime, finishedAt: item.endTime, outputs: [] },
    ]);
  });

  test('each run of a batch stands for itself', () => {
    const batch = { batchId: 'b', status: 'COMPLETED', executionRuns: [item, { id: 'exec_2', status: 'RUNNING' }, { status: 'FAILED' }] };
    expect(read([batch])?.executions.map(({ id, status }) => [id, status])).toEqual([['exec_1', 'completed'], ['exec_2', 'running']]);
  });

  test('an empty list is an empty list', () => {
    expect(read([])).toEqual({ executions: [], next: null });
    expect(read({ data: [] })).toEqual({ executions: [], next: null });
  });

  test.each([null, {}, 'x', 5, { data: {} }, { error: 'x' }, ['a', 'b'], [{ name: 'no id' }], { status: 'ok' }])('%j is no such list: another path has to be tried', (body) => {
    expect(read(body)).toBeNull();
  });
});

describe('the images in a list', () => {
  test('are taken where the nodes name them', () => {
    expect(read([{ ...item, nodeStates: [{ nodeId: 'g', outputUrls: [A] }], finalOutput: { url: A } }])?.executions[0]?.outputs).toMatchObject([{ url: A }]);
  });

  test.each([
    [{ finalOutput: { url: A } }],
    [{ finalOutput: { url: A }, nodeStates: [{ nodeId: 'g', status: 'COMPLETED' }] }],
  ])('a final picture alone may not be all of them, so they are looked up: %j', (more) => {
    expect(read([{ ...item, ...more }])?.executions[0]?.outputs).toEqual([]);
    expect(read([{ execution: { ...item, ...more } }])?.executions[0]?.outputs).toEqual([]);
  });
});

describe('how to go on', () => {
  const PAGE_2 = { page: '2', offset: '1' };
  test.each<[string, object, object | null]>([
    ['a cursor', { nextCursor: 'abc' }, { cursor: 'abc' }],
    ['a cursor in pagination', { pagination: { next_cursor: 'abc' } }, { cursor: 'abc' }],
    ['a cursor by that name alone', { paging: { cursor: 'abc' } }, { cursor: 'abc' }],
    ['a page token', { nextPageToken: 't' }, { cursor: 't' }],
    ['an empty cursor', { nextCursor: null, hasMore: false }, null],
    ['more to come', { hasMore: true }, PAGE_2],
    ['more to come, in snake case', { meta: { has_more: true } }, PAGE_2],
    ['a next page', { pagination: { hasNextPage: true } }, PAGE_2],
    ['no more', { hasMore: false, total: 50 }, null],
    ['a number of pages', { totalPages: 3 }, PAGE_2],
    ['a number of pages, by other names', { pageCount: 3 }, PAGE_2],
    ['a number of pages, in snake case', { meta: { total_pages: 3 } }, PAGE_2],
    ['the last page', { totalPages: 1 }, null],
    ['a total', { total: 2 }, PAGE_2],
    ['a total that is reached', { total: 1 }, null],
    ['a total, in snake case', { total_count: 2 }, PAGE_2],
    ['a total as text', { meta: { totalCount: '9' } }, PAGE_2],
    ['no hint', {}, null],
  ])('%s', (_name, more, next) => {
    expect(read({ data: [item], ...more })?.next).toEqual(next);
  });

  test('counts what came before', () => {
    expect(read({ data: [item], total: 42 }, { page: 5, offset: 40 })?.next).toEqual({ page: '6', offset: '41' });
    expect(read({ data: [item], total: 41 }, { page: 5, offset: 40 })?.next).toBeNull();
  });
});

test('any JSON is a page with ids and states, or no page; nothing else happens', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.dictionary(fc.constantFrom('data', 'total', 'nextCursor', 'executions', 'id', '__proto__'), fc.jsonValue())), (body) => {
      for (const execution of read(body)?.executions ?? []) {
        expect(execution.id).toMatch(/\S/);
        expect(Object.values(execution)).not.toContain(undefined);
      }
    }),
    { numRuns: 200 },
  );
  expect(ids([{ id: 'a' }, { id: 'b' }])).toEqual(['a', 'b']);
});
