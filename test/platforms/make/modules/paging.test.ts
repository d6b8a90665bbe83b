import type { HttpRequest } from '../../../../emulators/make/index.js';
import { fixedService, type Bundle, type FixedAnswer } from './fixed_service.js';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const SIZE = 17;
const ALL = 40;
const runs = Array.from({ length: ALL }, (_, at) => ({ id: `exec_${at}`, status: 'COMPLETED', startTime: new Date(NOW - at * 1000).toISOString(), endTime: new Date(NOW - at * 1000).toISOString() }));
const workflows = Array.from({ length: ALL }, (_, at) => ({ id: `cm_${at}`, name: `Workflow ${at}` }));

type Query = URLSearchParams;
type Shape = (items: readonly unknown[], query: Query) => FixedAnswer;
const page = (query: Query, from = 1) => Number(query.get('page') ?? from) - from;
const slice = (items: readonly unknown[], at: number) => items.slice(at * SIZE, (at + 1) * SIZE);
const isLast = (at: number) => (at + 1) * SIZE >= ALL;
/** What is not asked as this service wants it is its first page. */
const TOKEN = 'a+b/c==';
const byToken = (items: readonly unknown[], given: string | null, more: (token: string | null, at: number) => object): FixedAnswer => {
  const at = given?.startsWith(TOKEN) ? Number(given.slice(TOKEN.length)) : 0;
  return { body: { data: slice(items, at), ...more(isLast(at) ? null : `${TOKEN}${at + 1}`, at) } };
};
const href = (query: string) => `https://other.example/list?${query}`;

const SHAPES: Readonly<Record<string, Shape>> = {
  'a bare list': (items, query) => ({ body: slice(items, page(query)) }),
  'a bare list, by offset alone': (items, query) => ({ body: items.slice(Number(query.get('offset') ?? 0)).slice(0, SIZE) }),
  'a Link header with others around it, and a comma inside': (items, query) => {
    const at = page(query);
    const next = isLast(at) ? [] : [`<${href(`tags=a,b&page=${at + 2}`)}>; title="x"; rel="next"`];
    return { body: slice(items, at), headers: { link: [`<${href('page=1')}>; rel="first"`, ...next, `<${href('page=9')}>; rel="next-page"`, `<${href('page=8')}>; rel=prev`].join(', ') } };
  },
  'a Link header whose cursor is escaped': (items, query) => {
    const answer = byToken(items, query.get('page_info'), (token) => ({ token }));
    const { data, token } = answer.body as { data: unknown; token: string | null };
    return { body: data, headers: token === null ? {} : { link: `<${href(`page_info=${encodeURIComponent(token)}`)}>; rel=next` } };
  },
  '“next” with an address, and null at the end': (items, query) => ({ body: { results: slice(items, page(query)), next: isLast(page(query)) ? null : href(`page=${page(query) + 2}`) } }),
  '“next” with a path, beside a cursor that is null': (items, query) => ({ body: { data: slice(items, page(query)), meta: { next_cursor: null, next: isLast(page(query)) ? null : `/list?page=${page(query) + 2}` } } }),
  '“links.next.href”': (items, query) => ({ body: { items: slice(items, page(query)), _links: { next: isLast(page(query)) ? null : { href: href(`page=${page(query) + 2}#x`) } } } }),
  '“nextCursor” of odd signs': (items, query) => byToken(items, query.get('cursor'), (nextCursor) => ({ nextCursor })),
  '“cursor”, the one asked with, behind the next': (items, query) => byToken(items, query.get('cursor'), (next_cursor) => ({ next_cursor, cursor: query.get('cursor') })),
  'empty pages on the way, the first among them': (items, query) => {
    const at = Number((query.get('cursor') ?? 'c0').slice(1));
    const shown = [[], items.slice(0, 20), [], [], items.slice(20)][at] ?? [];
    return { body: { data: shown, nextCursor: at < 4 ? `c${at + 1}` : null } };
  },
  '“nextPageToken”': (items, query) => byToken(items, query.get('pageToken'), (token) => (token === null ? {} : { nextPageToken: token })),
  '“pageInfo.endCursor” with “hasNextPage”': (items, query) => byToken(items, query.get('after'), (token, at) => ({ pageInfo: { endCursor: token ?? 'x', hasNextPage: !isLast(at) } })),
  '“hasMore” alone': (items, query) => ({ body: { data: slice(items, page(query)), hasMore: !isLast(page(query)) } }),
  '“nextPage” with a number': (items, query) => ({ body: { data: slice(items, page(query)), nextPage: isLast(page(query)) ? null : page(query) + 2 } }),
  '“pagination.pages”': (items, query) => ({ body: { data: slice(items, page(query)), pagination: { page: page(query) + 1, pages: 3 } } }),
  'pages counted from 0, and their number as a text': (items, query) => ({ body: { data: slice(items, page(query, 0)), meta: { page: page(query, 0), totalPages: '3' } } }),
  '“total”, with notes around the list': (items, query) => ({ body: { warnings: [], data: { executions: slice(items, page(query)), items: slice(items, page(query)), total: ALL } } }),
  '“offset” and “total”': (items, query) => {
    const offset = Number(query.get('offset') ?? 0);
    return { body: { data: items.slice(offset, offset + SIZE), offset, limit: SIZE, total: ALL } };
  },
};

const queryOf = ({ url }: HttpRequest): Query => new URL(url).searchParams;
const serviceOf = (shape: Shape, items: readonly unknown[]) => fixedService((request) => (request.url.includes('/workflows') ? shape(items, queryOf(request)) : {}));
const watch = (service: ReturnType<typeof fixedService>) => {
  // What has ended just now waits for the next look.
  service.advance(60_000);
  return service.engine.activate('watchExecutions', { limit: 1000 }, { since: new Date(NOW - 3_600_000) }, { connection: { id: 'apiKey', label: null, data: { apiKey: 'sk-fake-000000' } } });
};

describe.each(Object.entries(SHAPES))('a list that goes on with %s', (_name, shape) => {
  test('is read to its end by the trigger', async () => {
    const service = serviceOf(shape, runs);
    const ids = ((await watch(service).poll()) as Bundle[]).map(({ execution_id: id }) => id);
    expect(ids.sort()).toEqual(runs.map(({ id }) => id).sort());
    expect(service.sent.length).toBeLessThanOrEqual(5);
    // The key goes to no host that a reply names.
    expect(service.sent.every(({ url }) => url.startsWith('https://www.wireflow.ai/api/v1/workflows/executions'))).toBe(true);
  });

  test('gives each workflow once, in the dropdown and in Search workflows', async () => {
    const service = serviceOf(shape, workflows);
    const options = await service.rpc('listWorkflows', {});
    expect(options.map(({ value }) => value)).toEqual(workflows.map(({ id }) => id));
    const listed = await service.engine.run('listWorkflows', { limit: 30 }, { connection: { id: 'apiKey', label: null, data: { apiKey: 'sk-fake-000000' } } });
    expect((listed as Bundle[]).map(({ id }) => id)).toEqual(workflows.slice(0, 30).map(({ id }) => id));
  });
});

const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...runs[0], id: `exec_many_${at}` }));

describe('a list that never ends', () => {
  test.each<[string, Shape, number]>([
    ['answers every page with the same', (items) => ({ body: { data: slice(items, 0), hasMore: true } }), 2],
    ['names the page that it is as the next', (items) => ({ body: { data: slice(items, 0), nextPage: 1 } }), 2],
    ['gives the same token for ever', (items) => ({ body: { data: slice(items, 0), nextCursor: 'x' } }), 2],
    ['goes on with empty pages', (items, query) => ({ body: { data: query.has('page') ? [] : slice(items, 0), hasMore: true } }), 2],
    ['has always more', (_items, query) => ({ body: { data: [{ ...runs[0], id: `exec_${query.get('page') ?? 1}` }], hasMore: true } }), 30],
  ])('since it %s, is left', async (_what, shape, most) => {
    const service = serviceOf(shape, runs);
    await watch(service).poll();
    expect(service.sent.length).toBeLessThanOrEqual(most);
  });
});

test('paging ends with the limit of requests, not with an error', async () => {
  let left = 3;
  const service = fixedService(({ url }) => {
    left -= 1;
    const at = page(new URL(url).searchParams);
    return left < 0 ? { status: 429, body: { error: 'slow' } } : { body: slice(runs, at), headers: { 'x-ratelimit-remaining': String(left) } };
  });
  expect(await watch(service).poll()).toHaveLength(ALL);
  const short = fixedService(({ url }) => ({ body: slice(many(200), page(new URL(url).searchParams)), headers: { 'x-ratelimit-remaining': '0' } }));
  expect(await watch(short).poll()).toHaveLength(SIZE);
  expect(short.sent).toHaveLength(1);
});

test('nothing is sent that a strict service could refuse, unless more is told of or likely', async () => {
  const service = fixedService(({ url }) => (new URL(url).search === '' ? { body: { data: runs.slice(0, 3) } } : { status: 400, body: { error: 'unknown parameter' } }));
  service.advance(60_000);
  const trigger = service.engine.activate('watchExecutions', { limit: 10, workflow: 'cm1' }, { since: new Date(NOW - 3_600_000) }, { connection: { id: 'apiKey', label: null, data: { apiKey: 'sk-fake-000000' } } });
  expect(await trigger.poll()).toHaveLength(3);
  expect(service.sent.map(({ url }) => new URL(url).search)).toEqual(['']);
});

test('overlapping pages, and a workflow that is listed twice, give each once', async () => {
  const overlapping: Shape = (items, query) => ({ body: { workflows: items.slice(page(query) * 15, page(query) * 15 + 20), hasMore: page(query) < 2 } });
  expect((await serviceOf(overlapping, workflows).rpc('listWorkflows', {})).map(({ value }) => value)).toEqual(workflows.map(({ id }) => id));
  const twice = serviceOf(() => ({ body: [workflows[0], workflows[1], workflows[0]] }), workflows);
  expect(await twice.rpc('listWorkflows', {})).toHaveLength(2);
  const otherKey = serviceOf(() => ({ body: [{ workflowId: 'a' }, { workflowId: 'b' }] }), workflows);
  expect((await otherKey.rpc('listWorkflows', {})).map(({ value }) => value)).toEqual(['a', 'b']);
});

test('an ID that is a number is no part of another', async () => {
  const numbered: Shape = (_items, query) => ({ body: { workflows: [[112, 3], [12, 112], [1]][page(query)]?.map((id) => ({ id, name: `Number ${id}` })), hasMore: page(query) < 2 } });
  expect((await serviceOf(numbered, workflows).rpc('listWorkflows', {})).map(({ value }) => value)).toEqual([112, 3, 12, 1]);
});

test('a list for the editor tells workflows of one name apart, and leaves the others short', async () => {
  const workflows = [{ id: 'cm1', name: 'Posters, large' }, { id: 'cm2', name: 'posters, large' }, { id: 'cm3', name: 'Posters' }, { id: 'cm4' }];
  expect((await fixedService(() => ({ body: workflows })).rpc('listWorkflows', {})).map(({ label }) => label)).toEqual(['Posters, large (cm1)', 'posters, large (cm2)', 'Posters', 'cm4']);
});

test('a short list of workflows that says nothing about more costs one request', async () => {
  const service = serviceOf(() => ({ body: workflows.slice(0, 9) }), workflows);
  expect(await service.rpc('listWorkflows', {})).toHaveLength(9);
  expect(service.sent).toHaveLength(1);
});

test.each([{ message: 'maintenance' }, { data: { total: 0 } }, 'ok', null])('a reply without a list, %j, is said to be none', async (body) => {
  const service = fixedService(() => ({ body }));
  await expect(service.rpc('listWorkflows', {})).rejects.toMatchObject({ type: 'DataError', message: expect.stringContaining('not a list of workflows') });
  await expect(watch(fixedService(() => ({ body }))).poll()).rejects.toMatchObject({ type: 'DataError', message: expect.stringContaining('not a list of executions') });
});
