import { endedExecutions, type EndedRequest } from '../../../core/watching/ended_executions.js';
import type { Execution } from '../../../core/model/execution.js';
import { failure, mapMemory, response } from '../../helpers/core.js';
import { HOUR_MS, ListingService, MINUTE_MS, SECOND_MS, type ListingOptions } from '../../helpers/listing_service.js';

/** A Zap: it polls, drops the ids that it has seen, and remembers what each run brought with it. */
class Zap {
  readonly fired = new Map<string, Execution>();
  readonly seen = new Set<string>();
  memory = mapMemory();
  mostRequests = 0;
  constructor(
    readonly service: ListingService,
    readonly workflowId: string | null = null,
  ) {}

  async poll(purpose: EndedRequest['purpose'] = 'new'): Promise<Execution[]> {
    const before = this.service.sent.length;
    try {
      const executions = await endedExecutions(this.service.client(), this.memory, { workflowId: this.workflowId, purpose });
      expect(new Set(executions.map(({ id }) => id)).size).toBe(executions.length);
      for (const execution of executions.filter(({ id }) => !this.seen.has(id))) {
        this.seen.add(execution.id);
        if (purpose === 'new') this.fired.set(execution.id, execution);
      }
      return executions;
    } finally {
      this.mostRequests = Math.max(this.mostRequests, this.service.sent.length - before);
    }
  }

  /** Polls every `everyMs` until `untilMs`, while `during` starts runs. */
  async run(forMs: number, everyMs: number, during: () => void = () => undefined): Promise<void> {
    const untilMs = this.service.nowMs + forMs;
    while (this.service.nowMs < untilMs) {
      during();
      this.service.nowMs += everyMs;
      await this.poll();
    }
  }

  get ids(): string[] {
    return [...this.fired.keys()].sort();
  }
}

/** Every run that completed has fired once, with all of its images, and no other. */
function expectAllFired(zap: Zap, prefix = ''): void {
  const wanted = zap.service.runs.filter(({ id, end, endsAtMs }) => end === 'COMPLETED' && endsAtMs <= zap.service.nowMs && id.startsWith(prefix));
  expect(zap.ids).toEqual(wanted.map(({ id }) => id).sort());
  for (const run of wanted) {
    expect(zap.fired.get(run.id)?.outputs.filter(({ kind }) => kind === 'image')).toHaveLength(run.images);
  }
}

const KINDS: readonly (readonly [string, Partial<ListingOptions>])[] = [
  ['with outputs', {}],
  ['without outputs', { outputs: 'none' }],
  ['with only the final picture', { outputs: 'final' }],
  ['by page number', { paging: 'page', pageSize: 20 }],
  ['by cursor', { paging: 'cursor', pageSize: 20 }],
  ['by offset, without a hint', { hints: false, pageSize: 20 }],
  ['without paging', { paging: 'none', pageSize: 1000 }],
  ['oldest first', { order: 'oldest', pageSize: 25 }],
  ['in no order', { order: 'mixed', pageSize: 25 }],
  ['without times', { tellsTimes: false }],
  ['without states', { tellsStatus: false }],
  ['without the names of workflows', { namesWorkflows: false }],
  ['that says nothing about pages', { paging: 'page', hints: false, pageSize: 7 }],
  ['that counts pages from 0 and says nothing about it', { paging: 'page_from_0', hints: false, pageSize: 11 }],
  ...(['page_from_0', 'token', 'link_header', 'next_link', 'links', 'next_page', 'page_count', 'spring', 'total', 'skip'] as const).map((paging) => [`with ${paging}, in pages of 13`, { paging, pageSize: 13 }] as const),
  ['in tiny pages', { paging: 'cursor', pageSize: 3 }],
  ['oldest first, by token, in pages of 9', { order: 'oldest', paging: 'token', pageSize: 9 }],
  ['oldest first, by page', { order: 'oldest', paging: 'page_count', pageSize: 17 }],
  ['that takes a limit of 50 at most', { largestLimit: 50 }],
  ['that takes no limit', { refused: ['limit'], pageSize: 20 }],
  ['that takes no offset beside the page', { refused: ['offset'], paging: 'page', hints: false, pageSize: 30 }],
  ['that takes no page beside the offset', { refused: ['page'], hints: false, pageSize: 30 }],
  ['whose times are seven hours behind', { zoneMs: -7 * HOUR_MS, pageSize: 20 }],
  ['whose times are nine hours ahead, without outputs', { zoneMs: 9 * HOUR_MS, outputs: 'none' }],
  ['whose times are behind and tell no zone', { zoneMs: -5 * HOUR_MS, tellsZone: false, outputs: 'none', pageSize: 20 }],
  ['of each workflow only, seven hours behind', { account: false, zoneMs: -7 * HOUR_MS }],
  ['with damaged entries', { damagedEvery: 4, paging: 'cursor', pageSize: 10 }],
  ['that lags a minute and a half behind', { lagMs: 90_000 }],
  ['of each workflow only', { account: false }],
  ['of each workflow only, without outputs', { account: false, outputs: 'none' }],
];

describe('whatever the list is like, each run fires once, with all of its images', () => {
  test.each(KINDS)('a list %s', async (_name, options) => {
    const service = new ListingService({ requestsPerMinute: 60, ...options });
    // Where the list tells no states, what is over can't be told from what goes on when a Zap is switched on.
    const history = options.tellsStatus === false ? 0 : 30;
    for (let index = 0; index < history; index += 1) service.start(`old_${index}`, { startsAtMs: service.nowMs - (index + 3) * MINUTE_MS, workflowId: index % 3 ? 'cm_a' : 'cm_b' });
    const zap = new Zap(service);
    await zap.poll('known');
    let count = 0;
    await zap.run(20 * MINUTE_MS, MINUTE_MS, () => {
      count += 1;
      if (count > 12) return;
      service.start(`new_${count}a`, { images: 4, workflowId: 'cm_a' });
      service.start(`new_${count}b`, { takesMs: 150 * SECOND_MS, workflowId: 'cm_b' });
      service.start(`new_${count}x`, { end: 'FAILED' });
      service.start(`new_${count}y`, { end: 'CANCELLED' });
    });
    expectAllFired(zap, 'new');
    expect(zap.mostRequests).toBeLessThanOrEqual(45);
  });

  test('a workflow that is chosen brings no other\'s runs, whether or not the filter is obeyed', async () => {
    for (const options of [{}, { filters: false }, { filters: false, namesWorkflows: false }, { account: false }]) {
      const service = new ListingService(options);
      const zap = new Zap(service, 'cm_a');
      await zap.poll('known');
      await zap.run(5 * MINUTE_MS, MINUTE_MS, () => {
        service.start(`a_${service.runs.length}`, { workflowId: 'cm_a' });
        service.start(`b_${service.runs.length}`, { workflowId: 'cm_b' });
      });
      expectAllFired(zap, 'a');
    }
  });
});

describe('a list that obeys no filter and names no workflow', () => {
  test.each(['poll', 'other'] as const)('is told apart by asking each new execution once (%s)', async (oneNamesWorkflow) => {
    const service = new ListingService({ filters: false, namesWorkflows: false, perWorkflow: false, oneNamesWorkflow });
    const zap = new Zap(service, 'cm_a');
    service.start('b_old', { workflowId: 'cm_b', startsAtMs: service.nowMs - MINUTE_MS });
    await zap.poll('known');
    await zap.run(5 * MINUTE_MS, MINUTE_MS, () => {
      service.start(`a_${service.runs.length}`, { workflowId: 'cm_a' });
      service.start(`b_${service.runs.length}`, { workflowId: 'cm_b' });
    });
    await zap.run(3 * MINUTE_MS, MINUTE_MS);
    expectAllFired(zap, 'a');
    const asked = service.sent.filter(({ url }) => /executions\/[^/?]+\/poll/.test(url)).map(({ url }) => url);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('and whose executions do not say it either hands them on, and says so', async () => {
    const service = new ListingService({ filters: false, namesWorkflows: false, perWorkflow: false });
    const memory = mapMemory();
    const said: string[] = [];
    const poll = (purpose: EndedRequest['purpose']) => endedExecutions(service.client(), memory, { workflowId: 'cm_a', purpose, onWay: (sentence) => said.push(sentence) });
    await poll('known');
    expect(said.join()).not.toMatch(/may be of another/);
    service.start('x', { workflowId: 'cm_b' });
    service.nowMs += MINUTE_MS;
    expect((await poll('new')).map(({ id }) => id)).toEqual(['x']);
    expect(said.join()).toMatch(/may be of another than the chosen one/);
  });
});

describe('nothing is missed', () => {
  test('when a long run ends after a thousand later ones', async () => {
    const service = new ListingService({ requestsPerMinute: 60 });
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('long', { takesMs: 6 * HOUR_MS });
    await zap.poll();
    for (let index = 0; index < 1200; index += 1) service.start(`later_${index}`, { startsAtMs: service.nowMs + index * 15 * SECOND_MS });
    await zap.run(5 * HOUR_MS, 15 * MINUTE_MS);
    expect(zap.fired.has('long')).toBe(false);
    await zap.run(75 * MINUTE_MS, 15 * MINUTE_MS);
    expectAllFired(zap);
    expect(zap.mostRequests).toBeLessThanOrEqual(12);
  });

  test('when runs come in while the pages are being read', async () => {
    const service = new ListingService({ pageSize: 20 });
    const zap = new Zap(service);
    await zap.poll('known');
    for (let index = 0; index < 70; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs + index });
    service.nowMs += MINUTE_MS;
    service.fault = (_request, url) => {
      if (url.pathname.endsWith('/executions') && service.runs.length < 120) service.start(`between_${service.runs.length}`, { takesMs: 0 });
      return undefined;
    };
    await zap.run(3 * MINUTE_MS, MINUTE_MS);
    service.fault = () => undefined;
    await zap.run(MINUTE_MS, MINUTE_MS);
    expectAllFired(zap);
  });

  test('when the platform forgets what was seen', async () => {
    const service = new ListingService({ outputs: 'none', requestsPerMinute: 60 });
    const zap = new Zap(service);
    await zap.poll('known');
    await zap.run(30 * MINUTE_MS, MINUTE_MS, () => {
      service.start(`run_${service.runs.length}`, { takesMs: 90 * SECOND_MS });
      if (service.runs.length % 5 === 0) zap.memory = mapMemory();
    });
    await zap.run(5 * MINUTE_MS, MINUTE_MS);
    expectAllFired(zap);
  });

  test('when nothing is ever kept', async () => {
    const service = new ListingService({ requestsPerMinute: 60 });
    const zap = new Zap(service);
    await zap.run(10 * MINUTE_MS, MINUTE_MS, () => {
      zap.memory = mapMemory();
      service.start(`run_${service.runs.length}`, { takesMs: 3 * MINUTE_MS });
    });
    expectAllFired(zap);
  });

  test('when the platform did not poll for half a day', async () => {
    const service = new ListingService();
    const zap = new Zap(service);
    await zap.poll('known');
    for (let index = 0; index < 12; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs + index * HOUR_MS });
    service.nowMs += 12 * HOUR_MS;
    await zap.poll();
    expectAllFired(zap);
  });

  test('when a page is refused midway', async () => {
    const service = new ListingService({ pageSize: 20 });
    const zap = new Zap(service);
    await zap.poll('known');
    for (let index = 0; index < 70; index += 1) service.start(`run_${String(index).padStart(2, '0')}`, { startsAtMs: service.nowMs + index * 1000 });
    service.start('going', { startsAtMs: service.nowMs + 69_500, takesMs: 5 * MINUTE_MS });
    service.nowMs += 2 * MINUTE_MS;
    let refusals = 3;
    service.fault = (_request, url) => (url.searchParams.get('offset') === '40' && (refusals -= 1) >= 0 ? response(429, {}, { 'Retry-After': '20' }) : undefined);
    await zap.poll();
    expect(zap.ids).toHaveLength(39);
    await zap.run(8 * MINUTE_MS, MINUTE_MS);
    expectAllFired(zap);
  });

  test('when listing alone would use up all that may be asked', async () => {
    const service = new ListingService({ account: false, outputs: 'none', requestsPerMinute: 10 });
    const zap = new Zap(service);
    for (let workflow = 0; workflow < 9; workflow += 1) service.start(`old_${workflow}`, { workflowId: `cm_${workflow}`, startsAtMs: service.nowMs - HOUR_MS });
    await zap.poll('known');
    await zap.run(6 * MINUTE_MS, MINUTE_MS);
    service.start('new', { workflowId: 'cm_0' });
    await zap.run(4 * MINUTE_MS, MINUTE_MS);
    expect(zap.ids).toContain('new');
    // All that there is, once, when it is switched on: no word is wasted then.
    expect(zap.mostRequests).toBeLessThanOrEqual(10);
  });

  test('when a run can not be read, the others do not wait for it', async () => {
    const service = new ListingService({ outputs: 'none' });
    const zap = new Zap(service);
    await zap.poll('known');
    for (let index = 0; index < 8; index += 1) service.start(`broken_${index}`);
    service.fault = (_request, url) => (url.pathname.includes('broken') ? response(500, '<html>') : undefined);
    await zap.run(2 * MINUTE_MS, MINUTE_MS);
    for (let index = 0; index < 6; index += 1) service.start(`fine_${index}`);
    await zap.run(12 * MINUTE_MS, MINUTE_MS);
    expect(zap.ids).toEqual(['fine_0', 'fine_1', 'fine_2', 'fine_3', 'fine_4', 'fine_5']);
    service.fault = () => undefined;
    await zap.run(8 * MINUTE_MS, MINUTE_MS);
    expectAllFired(zap);
  });

  test('when two Zaps share what is remembered', async () => {
    const service = new ListingService({ outputs: 'none', requestsPerMinute: 60 });
    const [first, second] = [new Zap(service), new Zap(service)];
    second.memory = first.memory;
    await first.poll('known');
    await first.run(10 * MINUTE_MS, MINUTE_MS, () => void service.start(`run_${service.runs.length}`));
    await second.poll('known');
    const later = service.start('later', { takesMs: 90 * SECOND_MS });
    for (let minute = 0; minute < 4; minute += 1) {
      service.nowMs += MINUTE_MS;
      await first.poll();
      await second.poll();
    }
    expectAllFired(first);
    expect(second.ids).toEqual([later.id]);
  });
});

describe('no run fires without its images', () => {
  test.each(KINDS)('while COMPLETED comes before the output, in a list %s', async (_name, options) => {
    const service = new ListingService(options);
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('early', { endsAtMs: service.nowMs + 65 * SECOND_MS, outputAtMs: service.nowMs + 100 * SECOND_MS });
    await zap.run(10 * MINUTE_MS, 15 * SECOND_MS);
    expectAllFired(zap);
  });

  test('also after it ran for an hour, where no reply tells when it ended', async () => {
    const service = new ListingService({ tellsTimes: false, outputs: 'none' });
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('long', { takesMs: HOUR_MS, outputAtMs: service.nowMs + HOUR_MS + 40 * SECOND_MS });
    await zap.run(HOUR_MS + 5 * MINUTE_MS, 20 * SECOND_MS);
    expectAllFired(zap);
  });

  test.each([true, false])('whoever waits for images waits a quarter of an hour for the first, and no longer; what is taken for known stays so: %s', async (isOld) => {
    const service = new ListingService({ outputs: 'none' });
    const memory = mapMemory();
    const poll = async (purpose: EndedRequest['purpose'] = 'new') => endedExecutions(service.client(), memory, { workflowId: null, purpose, tellsImagesApart: true });
    if (isOld) service.start('late', { startsAtMs: service.nowMs - HOUR_MS, outputAtMs: service.nowMs + 6 * MINUTE_MS });
    const known = (await poll('known')).map(({ id }) => id);
    if (!isOld) service.start('late', { outputAtMs: service.nowMs + 6 * MINUTE_MS });
    service.start('words', { images: 0 });
    const images = new Map<string, number>();
    let requests = 0;
    for (let minute = 0; minute < 40; minute += 1) {
      service.nowMs += MINUTE_MS;
      const before = service.sent.length;
      for (const { id, outputs } of await poll()) if (!known.includes(id)) images.set(id, outputs.filter(({ kind }) => kind === 'image').length);
      if (minute > 30) requests += service.sent.length - before;
    }
    expect([...images]).toEqual(isOld ? [['words', 0]] : expect.arrayContaining([['late', 1], ['words', 0]]));
    // One for the list at each poll, and none for what is over.
    expect(requests).toBe(9);
  });

  test.each([true, false])('what never gives one is handed over all the same, after a while; times told: %s', async (tellsTimes) => {
    const service = new ListingService({ tellsTimes });
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('words', { images: 0 });
    await zap.run(30 * SECOND_MS, 15 * SECOND_MS);
    expect(zap.ids).toEqual([]);
    await zap.run(2 * MINUTE_MS, 15 * SECOND_MS);
    expect(zap.fired.get('words')).toMatchObject({ status: 'completed', outputs: [{ kind: 'text' }] });
  });
});

describe('runs that ended in another way', () => {
  test.each(['all', 'none'] as const)('each fires once, with the reason, and no completed one does; outputs listed: %s', async (outputs) => {
    const service = new ListingService({ outputs });
    const memory = mapMemory();
    const fired = new Map<string, Execution>();
    for (let minute = 0; minute < 8; minute += 1) {
      if (minute < 3) for (const end of ['FAILED', 'CANCELLED', 'TIMEOUT', 'COMPLETED']) service.start(`${end}_${minute}`, { end });
      service.nowMs += MINUTE_MS;
      for (const execution of await endedExecutions(service.client(), memory, { workflowId: null, purpose: 'new', outcome: 'failed' })) fired.set(execution.id, execution);
    }
    expect([...fired.keys()].sort()).toEqual(['CANCELLED_0', 'CANCELLED_1', 'CANCELLED_2', 'FAILED_0', 'FAILED_1', 'FAILED_2', 'TIMEOUT_0', 'TIMEOUT_1', 'TIMEOUT_2']);
    for (const { id, error } of fired.values()) expect(error).toBe(id.startsWith('FAILED') ? 'Moderation refused the prompt' : null);
  });
});

describe('a Zap that is switched on', () => {
  test('takes what has completed for known, and fires what goes on', async () => {
    const service = new ListingService({ outputs: 'none' });
    for (let index = 0; index < 40; index += 1) service.start(`old_${index}`, { startsAtMs: service.nowMs - (index + 1) * 10 * MINUTE_MS });
    service.start('going', { takesMs: 2 * MINUTE_MS });
    const zap = new Zap(service);
    const known = await zap.poll('known');
    expect(known.map(({ id }) => id).sort()).toEqual(service.runs.filter(({ id }) => id.startsWith('old')).map(({ id }) => id).sort());
    expect(service.sent.every(({ endpoint }) => endpoint !== 'poll')).toBe(true);
    await zap.run(5 * MINUTE_MS, MINUTE_MS);
    expect(zap.ids).toEqual(['going']);
  });

  test('does not take half a list for the whole', async () => {
    const service = new ListingService({ pageSize: 20 });
    for (let index = 0; index < 50; index += 1) service.start(`old_${index}`, { startsAtMs: service.nowMs - (index + 1) * MINUTE_MS });
    service.fault = (_request, url) => (url.searchParams.get('offset') === '20' ? response(503, {}, { 'Retry-After': '5' }) : undefined);
    expect(await failure(() => new Zap(service).poll('known'))).toMatchObject({ kind: 'unavailable', canRetry: true });
  });
});

describe('a sample', () => {
  test.each(KINDS.filter(([name]) => !['oldest first', 'in no order', 'without states', 'without times', 'that lags a minute and a half behind'].includes(name) && !name.startsWith('oldest first')))('is the last few, with their images, however old, from a list %s', async (_name, options) => {
    const service = new ListingService(options);
    for (let index = 0; index < 8; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs - (8 - index) * 40 * HOUR_MS, images: 2, workflowId: index % 2 ? 'cm_a' : 'cm_b' });
    service.start('failed', { startsAtMs: service.nowMs - HOUR_MS, end: 'FAILED' });
    service.start('going');
    const sample = await new Zap(service).poll('sample');
    expect(sample.map(({ id }) => id)).toEqual(['run_7', 'run_6', 'run_5']);
    for (const { outputs } of sample) expect(outputs.filter(({ kind }) => kind === 'image')).toHaveLength(2);
    expect(service.sent.length).toBeLessThanOrEqual(9);
  });

  test('is still there when a run can not be read', async () => {
    const service = new ListingService({ outputs: 'none' });
    service.start('run', { startsAtMs: service.nowMs - HOUR_MS });
    service.fault = (_request, url) => (url.pathname.endsWith('/poll') ? response(500, '') : undefined);
    expect(await new Zap(service).poll('sample')).toMatchObject([{ id: 'run', status: 'completed' }]);
  });

  test('leaves nothing behind', async () => {
    const service = new ListingService();
    service.start('run', { startsAtMs: service.nowMs - HOUR_MS });
    const zap = new Zap(service);
    await zap.poll('sample');
    expect([...zap.memory.kept.keys()].filter((key) => key.startsWith('completed'))).toEqual([]);
  });
});

describe('what a poll costs', () => {
  test('is one request when nothing has happened, however long the history', async () => {
    const service = new ListingService();
    for (let index = 0; index < 5000; index += 1) service.start(`old_${index}`, { startsAtMs: service.nowMs - (index + 1) * 10 * MINUTE_MS });
    const zap = new Zap(service);
    await zap.poll('known');
    await zap.poll();
    service.sent.length = 0;
    await zap.poll();
    expect(service.sent).toHaveLength(1);
  });

  test('is bounded when everything has happened at once', async () => {
    const service = new ListingService({ outputs: 'none', pageSize: 20, order: 'mixed', tellsTimes: false });
    for (let index = 0; index < 1500; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs - index * SECOND_MS - MINUTE_MS });
    const zap = new Zap(service);
    await zap.run(3 * MINUTE_MS, MINUTE_MS);
    expect(zap.mostRequests).toBeLessThanOrEqual(8);
    expect(Math.max(...[...zap.memory.kept.values()].map((value) => value.length))).toBeLessThan(1_000_000);
  });

  test('a refused list is an error, and nothing is lost by it', async () => {
    const service = new ListingService();
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('run');
    service.nowMs += MINUTE_MS;
    service.fault = () => response(429, {}, { 'Retry-After': '20' });
    expect(await failure(() => zap.poll())).toMatchObject({ kind: 'rate_limited' });
    service.fault = () => undefined;
    await zap.poll();
    expectAllFired(zap);
  });

  test('a run that is gone is not asked for for ever', async () => {
    const service = new ListingService({ outputs: 'none' });
    const zap = new Zap(service);
    await zap.poll('known');
    service.start('gone', { takesMs: HOUR_MS });
    await zap.poll();
    service.runs.length = 0;
    await zap.run(12 * MINUTE_MS, MINUTE_MS);
    service.sent.length = 0;
    await zap.run(12 * MINUTE_MS, MINUTE_MS);
    expect(service.sent.filter(({ url }) => url.includes('gone'))).toEqual([]);
    expect(zap.ids).toEqual([]);
  });
});
