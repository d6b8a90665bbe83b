import { endedExecutions, type EndedRequest } from '../../../core/watching/ended_executions.js';
import { rememberStart } from '../../../core/watching/own_starts.js';
import type { Execution } from '../../../core/model/execution.js';
import { failure, mapMemory, response } from '../../helpers/core.js';
import { HOUR_MS, ListingService, MINUTE_MS, SECOND_MS, type ListingOptions } from '../../helpers/listing_service.js';

/** Some Zaps of one connection, each of which drops what it has seen. */
class Zap {
  readonly fired: Execution[] = [];
  readonly #seen = new Set<string>();
  readonly said: string[] = [];
  constructor(
    readonly service: ListingService,
    readonly memory = mapMemory(),
    readonly more: Partial<EndedRequest> = {},
  ) {}

  async poll(purpose: EndedRequest['purpose'] = 'new'): Promise<void> {
    const executions = await endedExecutions(this.service.client(), this.memory, { workflowId: null, purpose, onWay: (sentence) => this.said.push(sentence), ...this.more });
    for (const execution of executions.filter(({ id }) => !this.#seen.has(id))) {
      this.#seen.add(execution.id);
      if (purpose === 'new') this.fired.push(execution);
    }
  }

  async polls(count: number, everyMs = MINUTE_MS): Promise<void> {
    for (let poll = 0; poll < count; poll += 1) {
      this.service.nowMs += everyMs;
      await this.poll();
    }
  }

  get ids(): string[] {
    return this.fired.map(({ id }) => id).sort();
  }
}
const service = (options: Partial<ListingOptions> = {}) => new ListingService({ requestsPerMinute: 60, ...options });
/** A run whose end changes over time. */
function changing(of: ListingService, id: string, word: () => { status: string; images?: number }): void {
  const run = of.start(id);
  of.fault = (_request, url) => {
    const { status, images = 0 } = word();
    const body = { id, workflowId: run.workflowId, status, error: status === 'FAILED' ? 'Out of memory' : null, startTime: new Date(run.startsAtMs).toISOString(), nodeStates: [{ nodeId: 'g', outputUrls: Array.from({ length: images }, (_, index) => `https://cdn.wireflow.ai/${id}-${index}.png`) }] };
    if (url.pathname.endsWith(`/${id}/poll`)) return response(200, body);
    return url.pathname.endsWith('/executions') && of.options.account ? response(200, { data: [body], hasMore: false }) : undefined;
  };
}

describe('a run that failed may be resumed', () => {
  test.each(['FAILED', 'CANCELLED', 'TIMEOUT'])('%s, going on, completed: it fires as completed', async (end) => {
    for (const options of [{}, { account: false, perWorkflow: false }]) {
      const world = service(options);
      const zap = new Zap(world);
      await zap.poll('known');
      let status = 'RUNNING';
      changing(world, 'resumed', () => ({ status, images: status === 'COMPLETED' ? 1 : 0 }));
      await rememberStart(zap.memory, 'resumed', 'cm_a', world.nowMs);
      for (status of ['RUNNING', end, 'RUNNING', 'COMPLETED', 'COMPLETED']) await zap.polls(1, 5 * MINUTE_MS);
      expect(zap.ids).toEqual(['resumed']);
    }
  });

  test('also hours later, when the list has long gone on without it', async () => {
    const world = service();
    const zap = new Zap(world);
    await zap.poll('known');
    let status = 'FAILED';
    changing(world, 'resumed', () => ({ status, images: 1 }));
    await zap.polls(2);
    const look = world.fault;
    world.fault = (request, url) => (url.pathname.endsWith('/executions') ? undefined : look(request, url));
    world.runs.length = 0;
    await zap.polls(16, 15 * MINUTE_MS);
    world.sent.length = 0;
    status = 'COMPLETED';
    await zap.polls(16, 15 * MINUTE_MS);
    expect(zap.ids).toEqual(['resumed']);
    // Ever more seldom.
    expect(world.sent.filter(({ endpoint }) => endpoint === 'poll').length).toBeLessThanOrEqual(2);
  });

  test('hands on no draft of the time before', async () => {
    const world = service();
    const zap = new Zap(world);
    await zap.poll('known');
    let [status, images] = ['FAILED', 1];
    changing(world, 'resumed', () => ({ status, images }));
    await zap.polls(1);
    [status, images] = ['COMPLETED', 0];
    await zap.polls(1, 20 * SECOND_MS);
    expect(zap.ids).toEqual([]);
    images = 2;
    await zap.polls(1, 20 * SECOND_MS);
    expect(zap.fired.map(({ outputs }) => outputs.length)).toEqual([2]);
  });
});

describe('a Zap that is switched on with few requests left', () => {
  test.each([['newest', 'offset'], ['newest', 'token'], ['oldest', 'page_count']] as const)('fires nothing that was over, and everything that comes; %s first, by %s', async (order, paging) => {
    const world = service({ order, paging, pageSize: 10, requestsPerMinute: 60 });
    for (let run = 0; run < 90; run += 1) world.start(`old_${run}`, { startsAtMs: world.nowMs - 12 * MINUTE_MS - run * MINUTE_MS });
    // Other steps have used up nearly all of this minute's.
    for (let request = 0; request < 56; request += 1) await world.client().balance().catch(() => undefined);
    const zap = new Zap(world);
    await zap.poll('known');
    expect(zap.said.join(' ')).toMatch(/list may go on behind what could be read/);
    for (let run = 0; run < 25; run += 1) world.start(`new_${run}`, { startsAtMs: world.nowMs + run * SECOND_MS });
    await zap.polls(20);
    expect(zap.ids).toEqual(Array.from({ length: 25 }, (_, run) => `new_${run}`).sort());
  });

  test('is told to come again where nothing tells the old from the new', async () => {
    const world = service({ tellsTimes: false, pageSize: 10 });
    for (let run = 0; run < 90; run += 1) world.start(`old_${run}`, { startsAtMs: world.nowMs - HOUR_MS });
    for (let request = 0; request < 56; request += 1) await world.client().balance().catch(() => undefined);
    expect(await failure(() => new Zap(world).poll('known'))).toMatchObject({ kind: 'rate_limited', canRetry: true });
  });

  test('takes nothing from a Zap that was on before', async () => {
    const world = service({ pageSize: 10 });
    const [first, second] = [new Zap(world), new Zap(world)];
    const both = second.memory;
    Object.assign(first, { memory: both });
    await first.poll('known');
    for (let run = 0; run < 60; run += 1) world.start(`run_${run}`, { startsAtMs: world.nowMs + run * SECOND_MS });
    world.nowMs += 3 * MINUTE_MS;
    for (let request = 0; request < 56; request += 1) await world.client().balance().catch(() => undefined);
    await second.poll('known');
    await first.polls(10);
    expect(first.ids).toHaveLength(60);
  });

  test('images of runs that were over are known, however many there are and whatever the list says of them', async () => {
    const world = service({ outputs: 'none' });
    for (let run = 0; run < 60; run += 1) world.start(`old_${run}`, { startsAtMs: world.nowMs - (run + 1) * 10 * MINUTE_MS, images: 20 });
    const zap = new Zap(world, mapMemory(), { tellsImagesApart: true });
    await zap.poll('known');
    await zap.polls(5);
    expect(zap.ids.filter((id) => !id.startsWith('old'))).toEqual([]);
    world.start('new', { images: 20 });
    await zap.polls(3);
    expect(zap.ids).toContain('new');
  });
});

describe('more than one check can read', () => {
  test.each([
    ['newest first, by offset', { pageSize: 10 }],
    ['newest first, by cursor', { pageSize: 10, paging: 'cursor' }],
    ['oldest first, by page', { pageSize: 10, order: 'oldest', paging: 'page_count' }],
    ['oldest first, by token', { pageSize: 10, order: 'oldest', paging: 'token' }],
    ['in no order', { pageSize: 10, order: 'mixed' }],
  ] as const)('comes with the next ones; %s, on the smallest plan', async (_name, options) => {
    const world = service({ requestsPerMinute: 10, ...options });
    const zap = new Zap(world);
    await zap.poll('known');
    for (let run = 0; run < 300; run += 1) world.start(`run_${run}`, { startsAtMs: world.nowMs + run * 200 });
    await zap.polls(30, 2 * MINUTE_MS);
    expect(zap.ids).toHaveLength(300);
    // And does not cost more for ever.
    world.sent.length = 0;
    if (options.pageSize === 10 && 'order' in options && options.order === 'mixed') return;
    world.nowMs += 6 * HOUR_MS;
    await zap.polls(4, 5 * MINUTE_MS);
    expect(world.sent.length).toBeLessThanOrEqual(4 * 5);
  });

  test('of many workflows each has its turn', async () => {
    const world = service({ account: false, requestsPerMinute: 10 });
    const zap = new Zap(world);
    for (let workflow = 0; workflow < 24; workflow += 1) world.start(`old_${workflow}`, { workflowId: `cm_${workflow}`, startsAtMs: world.nowMs - 20 * MINUTE_MS });
    await zap.poll('known');
    for (let workflow = 0; workflow < 24; workflow += 1) world.start(`new_${workflow}`, { workflowId: `cm_${workflow}` });
    await zap.polls(12, 2 * MINUTE_MS);
    expect(zap.ids.filter((id) => id.startsWith('new'))).toHaveLength(24);
    expect(zap.ids.filter((id) => id.startsWith('old'))).toEqual([]);
  });
});

describe('a service that is behind', () => {
  test('a look that is too early is no end', async () => {
    const world = service({ outputs: 'none' });
    const zap = new Zap(world);
    await zap.poll('known');
    world.start('early', { takesMs: 5 * SECOND_MS });
    const untilMs = world.nowMs + 5 * MINUTE_MS;
    world.fault = (_request, url) => (url.pathname.endsWith('/poll') && world.nowMs < untilMs ? response(404, { error: 'Execution not found' }) : undefined);
    await zap.polls(8);
    expect(zap.ids).toEqual(['early']);
  });

  test('runs that are listed later than younger ones fire all the same', async () => {
    const world = service();
    const zap = new Zap(world);
    await zap.poll('known');
    const late = new Set(['late_1', 'late_2']);
    world.start('late_1');
    world.start('late_2', { startsAtMs: world.nowMs + SECOND_MS });
    world.start('prompt', { startsAtMs: world.nowMs + 10 * SECOND_MS });
    const all = [...world.runs];
    world.runs.splice(0, world.runs.length, ...all.filter(({ id }) => !late.has(id)));
    await zap.polls(20);
    world.runs.push(...all.filter(({ id }) => late.has(id)));
    await zap.polls(2);
    expect(zap.ids).toEqual(['late_1', 'late_2', 'prompt']);
  });

  test('a time in the future stops nothing', async () => {
    const world = service({ pageSize: 20 });
    const zap = new Zap(world);
    await zap.poll('known');
    world.start('odd');
    world.fault = (_request, url) => {
      if (!url.pathname.endsWith('/executions')) return undefined;
      const items = [{ id: 'odd', status: 'COMPLETED', startTime: '2099-01-01T00:00:00Z', endTime: '2099-01-01T00:00:10Z', output: { url: 'https://cdn.wireflow.ai/odd.png' } }];
      const more = world.runs.filter(({ id, endsAtMs }) => id !== 'odd' && endsAtMs <= world.nowMs).map(({ id, startsAtMs }) => ({ id, status: 'COMPLETED', startTime: new Date(startsAtMs).toISOString(), output: { url: `https://cdn.wireflow.ai/${id}.png` } }));
      return response(200, { data: [...items, ...more], hasMore: false });
    };
    await zap.polls(1);
    world.start('usual');
    await zap.polls(2);
    expect(zap.ids).toEqual(['odd', 'usual']);
  });

  test('runs of one moment are all seen', async () => {
    const world = service({ pageSize: 7, paging: 'cursor' });
    const zap = new Zap(world);
    await zap.poll('known');
    const atMs = world.nowMs + SECOND_MS;
    for (let run = 0; run < 40; run += 1) world.start(`run_${run}`, { startsAtMs: atMs, endsAtMs: atMs + 5000 });
    await zap.polls(3);
    expect(zap.ids).toHaveLength(40);
  });

  test('runs that are deleted while pages are read hide no other', async () => {
    const world = service({ pageSize: 10 });
    const zap = new Zap(world);
    await zap.poll('known');
    for (let run = 0; run < 60; run += 1) world.start(`run_${run}`, { startsAtMs: world.nowMs + run * 100 });
    let deleted = 0;
    world.fault = (_request, url) => {
      if (url.searchParams.has('offset') && deleted < 5) {
        world.runs.splice(-1 - deleted, 1);
        deleted += 1;
      }
      return undefined;
    };
    await zap.polls(4);
    expect(deleted).toBe(5);
    expect(world.runs.filter(({ id }) => !zap.ids.includes(id))).toEqual([]);
  });

  test('a check that fails moves nothing on', async () => {
    const world = service();
    const zap = new Zap(world);
    await zap.poll('known');
    world.start('run');
    for (let poll = 0; poll < 8; poll += 1) {
      world.nowMs += 15 * MINUTE_MS;
      world.fault = () => response(500, '<html>');
      await failure(() => zap.poll());
    }
    world.fault = () => undefined;
    await zap.polls(1);
    expect(zap.ids).toEqual(['run']);
  });

  test('a run that takes longer than the time between two checks fires', async () => {
    const world = service({ outputs: 'none' });
    const zap = new Zap(world);
    await zap.poll('known');
    world.start('long', { takesMs: 100 * MINUTE_MS });
    await zap.polls(9, 15 * MINUTE_MS);
    expect(zap.ids).toEqual(['long']);
  });
});

describe('a page that is larger than can be received', () => {
  test('is asked for in parts', async () => {
    const world = service({ pageSize: 100 });
    const zap = new Zap(world);
    const { NetworkError } = await import('../../../core/api/network_error.js');
    world.fault = (_request, url) => {
      if (Number(url.searchParams.get('limit') ?? 100) > 20 && url.pathname.endsWith('/executions')) throw NetworkError.from({ type: 'max-size' });
      return undefined;
    };
    await zap.poll('known');
    for (let run = 0; run < 30; run += 1) world.start(`run_${run}`, { startsAtMs: world.nowMs + run });
    await zap.polls(3);
    expect(zap.ids).toHaveLength(30);
  });
});

describe('a completed run whose later node is still empty', () => {
  const partly = (final: boolean) => [{ nodeId: 'draft', output: { images: [{ url: 'https://cdn.wireflow.ai/draft.png' }] } }, { nodeId: 'upscale', label: 'Upscale', output: { images: final ? [{ url: 'https://cdn.wireflow.ai/final.png' }] : [] } }];
  function world(isFinal: () => boolean) {
    const of = service();
    const run = of.start('run');
    of.fault = (_request, url) => {
      const body = { id: 'run', status: 'COMPLETED', startTime: new Date(run.startsAtMs).toISOString(), nodeRuns: partly(isFinal()) };
      if (url.pathname.endsWith('/run/poll')) return response(200, body);
      return url.pathname.endsWith('/executions') ? response(200, { data: [body], hasMore: false }) : undefined;
    };
    return of;
  }

  test('is waited for', async () => {
    let final = false;
    const zap = new Zap(world(() => final));
    await zap.polls(1, 20 * SECOND_MS);
    expect(zap.ids).toEqual([]);
    final = true;
    await zap.polls(2, 20 * SECOND_MS);
    expect(zap.fired.map(({ outputs }) => outputs.length)).toEqual([2]);
  });

  test('within a bound; then what came is handed on, and the node is named', async () => {
    const zap = new Zap(world(() => false));
    await zap.polls(5, 30 * SECOND_MS);
    expect(zap.fired).toMatchObject([{ outputs: [{ url: 'https://cdn.wireflow.ai/draft.png' }], emptyNode: 'Upscale' }]);
  });
});
