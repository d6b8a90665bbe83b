import type { ListRequest } from '../../../core/watching/listed.js';
import { listExecutions } from '../../../core/watching/service_list.js';
import { RequestBudget } from '../../../core/watching/request_budget.js';
import type { Memory } from '../../../core/memory.js';
import { ForgetfulMemory } from '../../../proof/prove/lost/forgetful_memory.js';
import { expectReadable, failure, mapMemory, response } from '../../helpers/core.js';
import { HOUR_MS, ListingService, MINUTE_MS } from '../../helpers/listing_service.js';

function list(service: ListingService, more: Partial<ListRequest> = {}, memory: Memory = mapMemory()) {
  const client = service.client();
  const budget = new RequestBudget(client, { maxRequests: 40, maxMs: 10_000 });
  return listExecutions(client, memory, { workflowId: null, backToMs: service.nowMs - HOUR_MS, maxPages: 10, budget, keptRequests: 0, mayEndEarly: false, ...more }).then(({ executions }) => executions);
}
const paths = (service: ListingService) => service.sent.map(({ url }) => url.replace('https://www.wireflow.ai/api/v1', '').replace(/\?.*/, ''));
const withRuns = (options: ConstructorParameters<typeof ListingService>[0], count: number, everyMs = MINUTE_MS) => {
  const service = new ListingService(options);
  for (let index = 0; index < count; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs - (index + 1) * everyMs, workflowId: `cm_${index % 3}` });
  return service;
};

describe('the way to the list is found, and remembered', () => {
  test('the account\'s list comes first', async () => {
    const service = withRuns({}, 5);
    expect(await list(service)).toHaveLength(5);
    expect(paths(service)).toEqual(['/workflows/executions']);
  });

  test('where there is none, each workflow\'s, the most recently run first', async () => {
    const service = withRuns({ account: false }, 6);
    const memory = mapMemory();
    expect(await list(service, {}, memory)).toHaveLength(6);
    expect(paths(service)).toEqual(['/workflows/executions', '/workflows', '/workflows/cm_0/executions', '/workflows/cm_1/executions', '/workflows/cm_2/executions']);
    service.sent.length = 0;
    const again = await list(service, {}, memory);
    expect(paths(service)).toEqual(['/workflows', '/workflows/cm_0/executions', '/workflows/cm_1/executions', '/workflows/cm_2/executions']);
    expect(again[0]).toMatchObject({ workflowId: 'cm_0', workflowName: 'Workflow cm_0' });
  });

  test('what was found out is kept for a day: it costs nothing more for so long', async () => {
    const service = withRuns({ account: false, requestsPerMinute: 60 }, 3);
    const memory = new ForgetfulMemory(() => service.nowMs);
    const asks = async (afterMs: number) => {
      service.nowMs += afterMs;
      service.sent.length = 0;
      await list(service, { backToMs: 0 }, memory);
      return paths(service).filter((path) => path === '/workflows/executions').length;
    };
    expect([await asks(0), await asks(MINUTE_MS), await asks(HOUR_MS), await asks(22 * HOUR_MS), await asks(2 * HOUR_MS)]).toEqual([1, 0, 0, 0, 1]);
  });

  test('so is what it refuses, and how it counts', async () => {
    for (const options of [{ refused: ['limit', 'workflowId'] }, { largestLimit: 20 }, { paging: 'page', hints: false, pageSize: 7 }] as const) {
      const service = withRuns({ requestsPerMinute: 60, ...options }, 40);
      const memory = mapMemory();
      const counts: number[] = [];
      for (let reading = 0; reading < 2; reading += 1) {
        service.sent.length = 0;
        expect(await list(service, { workflowId: 'cm_1' }, memory)).toHaveLength(13);
        counts.push(service.sent.length);
      }
      expect(counts[1]).toBeLessThan(counts[0] as number);
    }
  });

  test('where every form is refused, the error repeats the service\'s words', async () => {
    const service = withRuns({}, 3);
    service.fault = (_request, url) => (url.pathname.endsWith('/executions') ? response(400, { error: 'History needs the Pro plan' }) : undefined);
    const error = await failure(() => list(service));
    expect(error).toMatchObject({ kind: 'no_execution_list', problem: expect.stringMatching(/History needs the Pro plan/) });
    expectReadable(error);
  });

  test('a chosen workflow is asked for alone', async () => {
    const service = withRuns({ account: false }, 6);
    expect((await list(service, { workflowId: 'cm_1' })).map(({ id }) => id)).toEqual(['run_1', 'run_4']);
    expect(paths(service)).toEqual(['/workflows/executions', '/workflows/cm_1/executions']);
  });

  test('a way that stops answering is left for the other', async () => {
    const memory = mapMemory();
    await list(withRuns({ account: false }, 3), {}, memory);
    const service = withRuns({ perWorkflow: false }, 3);
    expect(await list(service, {}, memory)).toHaveLength(3);
  });

  test('with few requests left, a list that was not asked for does not count as one', async () => {
    const service = withRuns({ account: false, perWorkflow: false, requestsPerMinute: 5 }, 3);
    expect(await failure(() => list(service, { workflowId: 'cm_1', keptRequests: 3 }))).toMatchObject({ kind: 'no_execution_list' });
    const limited = withRuns({ account: false, requestsPerMinute: 1 }, 3);
    const memory = mapMemory();
    expect(await failure(() => list(limited, { workflowId: 'cm_1', keptRequests: 3 }, memory))).toMatchObject({ kind: 'rate_limited' });
    expect(memory.kept.size).toBe(0);
  });

  test('where none answers, the error says exactly that, after a few requests', async () => {
    const service = withRuns({ account: false, perWorkflow: false }, 30);
    const error = await failure(() => list(service));
    expect(error).toMatchObject({ kind: 'no_execution_list' });
    expectReadable(error);
    expect(service.sent.length).toBeLessThanOrEqual(4);
  });

  test.each([['HTML', '<html>'], ['another thing', { workflows: [] }]])('%s under the path is no list', async (_name, body) => {
    const service = withRuns({}, 3);
    service.fault = (_request, url) => (url.pathname.endsWith('/workflows/executions') ? response(typeof body === 'string' ? 404 : 200, body) : undefined);
    expect(await list(service)).toHaveLength(3);
  });

  test.each([401, 403, 429, 500])('a %s is no missing path: it is told as it is', async (status) => {
    const service = withRuns({}, 3);
    service.fault = () => response(status, {});
    expect(await failure(() => list(service))).toMatchObject({ status });
    expect(service.sent).toHaveLength(1);
  });

  test('one deleted workflow does not hide the lists of the others', async () => {
    const service = withRuns({ account: false }, 6);
    service.fault = (_request, url) => (url.pathname.includes('/cm_0/') ? response(404, {}) : undefined);
    expect((await list(service)).map(({ id }) => id)).toEqual(['run_1', 'run_4', 'run_2', 'run_5']);
  });

  test('a list that knows no workflows of its own brings each run once', async () => {
    const service = withRuns({ account: false }, 6);
    service.fault = (_request, url) => (/cm_\d\/executions$/.test(url.pathname) ? response(200, [{ id: 'run_same', status: 'COMPLETED' }]) : undefined);
    expect(await list(service)).toMatchObject([{ id: 'run_same', workflowId: 'cm_0' }]);
  });

  test('an account without workflows has an empty list', async () => expect(await list(new ListingService({ account: false }))).toEqual([]));

  test('workflows that do not say when they ran are all asked', async () => {
    const service = withRuns({ account: false }, 6);
    service.fault = (_request, url) => (url.pathname.endsWith('/workflows') ? response(200, [{ id: 'cm_0' }, { id: 'cm_2' }]) : undefined);
    expect(await list(service)).toHaveLength(4);
  });
});

describe('as much is read as is needed', () => {
  const offsets = (service: ListingService) => service.sent.map(({ url }) => new URL(url).searchParams.get('offset'));

  test('up to the first page that goes back far enough', async () => {
    const service = withRuns({ pageSize: 20 }, 500);
    expect((await list(service)).length).toBeGreaterThanOrEqual(60);
    expect(offsets(service)).toEqual([null, '20', '40', '60'].slice(0, service.sent.length));
    expect(service.sent.length).toBeLessThanOrEqual(4);
  });

  test('all of a list that is not sorted, or sorted the other way', async () => {
    for (const order of ['oldest', 'mixed'] as const) expect(await list(withRuns({ pageSize: 25, order, requestsPerMinute: 60 }, 150), {})).toHaveLength(150);
  });

  test('runs that started in another order than they were accepted in do not cost more pages', async () => {
    for (const [swappedByMs, requests] of [[30_000, 1], [10 * MINUTE_MS, 8]] as const) {
      const service = new ListingService();
      const item = (index: number) => ({ id: `run_${service.sent.length}_${index}`, startTime: new Date(service.nowMs - index * 10_000 * 60 + (index % 2) * (10 * MINUTE_MS + swappedByMs)).toISOString() });
      service.fault = () => response(200, { data: Array.from({ length: 21 }, (_, index) => item(index)), hasMore: true });
      await list(service);
      expect(service.sent).toHaveLength(requests);
    }
  });

  test('one page where a server ignores what page is asked for', async () => {
    const service = withRuns({ paging: 'none', pageSize: 50, hints: false }, 200, 1000);
    expect(await list(service)).toHaveLength(50);
    expect(service.sent).toHaveLength(3);
  });

  test('no more pages than allowed, and no more requests than the budget has', async () => {
    const service = withRuns({ pageSize: 20 }, 1000, 1000);
    await list(service, { maxPages: 3 });
    expect(service.sent).toHaveLength(3);
    service.sent.length = 0;
    await list(service);
    expect(service.sent).toHaveLength(8);
    service.sent.length = 0;
    await list(service, { keptRequests: 3 });
    expect(service.sent).toHaveLength(5);
  });

  test('a filter that the server does not know is applied here', async () => {
    const service = withRuns({ filters: false }, 9);
    expect((await list(service, { workflowId: 'cm_2' })).map(({ id }) => id)).toEqual(['run_2', 'run_5', 'run_8']);
    expect(service.sent[0]?.url).toContain('workflowId=cm_2');
  });

  test('where items name no workflow, the workflow\'s own list is asked', async () => {
    const service = withRuns({ filters: false, namesWorkflows: false }, 9);
    expect((await list(service, { workflowId: 'cm_2' })).map(({ id }) => id)).toEqual(['run_2', 'run_5', 'run_8']);
    expect(await list(withRuns({ namesWorkflows: false, perWorkflow: false }, 9), { workflowId: 'cm_2' })).toHaveLength(3);
  });
});

describe('when the service stops answering midway', () => {
  const halfway = (status: number) => {
    const service = withRuns({ pageSize: 20 }, 100, 1000);
    service.fault = (_request, url) => (url.searchParams.get('offset') === '40' ? response(status, {}) : undefined);
    return service;
  };
  test.each([429, 500, 503])('after a %s, what has come will do where the rest can follow', async (status) => {
    expect(await list(halfway(status), { mayEndEarly: true })).toHaveLength(40);
  });
  test('where the whole is needed, the refusal is told', async () => {
    expect(await failure(() => list(halfway(429)))).toMatchObject({ kind: 'rate_limited' });
  });
  test('a lost key is always told', async () => {
    expect(await failure(() => list(halfway(401), { mayEndEarly: true }))).toMatchObject({ kind: 'bad_key' });
  });
  test('a page that has gone ends the list', async () => expect(await list(halfway(404))).toHaveLength(40));
  test('the first request is never left out', async () => {
    const service = withRuns({}, 3);
    service.fault = () => response(500, {});
    expect(await failure(() => list(service, { mayEndEarly: true }))).toMatchObject({ kind: 'unavailable' });
  });
  test('among the lists of workflows, what has come will do as well', async () => {
    const service = withRuns({ account: false }, 6);
    service.fault = (_request, url) => (url.pathname.includes('/cm_1/') ? response(500, {}) : undefined);
    expect((await list(service, { mayEndEarly: true })).map(({ id }) => id)).toEqual(['run_0', 'run_3', 'run_2', 'run_5']);
    expect(await failure(() => list(service))).toMatchObject({ kind: 'unavailable' });
  });
});
