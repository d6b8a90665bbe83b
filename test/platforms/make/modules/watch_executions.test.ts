import type { ExecutionListOptions, Profile } from '../../../../emulators/wireflow/index.js';
import { fixedService } from './fixed_service.js';
import { startMakeWorld, type Bundle, type MakeWorld } from './world.js';

let world: MakeWorld;
afterEach(() => world.close());

const MINUTE_MS = 60_000;
const WORDS = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;
const watch = (values: Bundle = {}) => world.engine.activate('watchExecutions', values, 'from now on', { connection: world.connection });
const idsOf = (bundles: readonly unknown[]) => (bundles as Bundle[]).map((bundle) => bundle['execution_id']);

/** Polls until nothing new comes, as scenarios do whose limit is small. */
async function drain(trigger: { poll(): Promise<readonly unknown[]> }): Promise<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const bundles = await trigger.poll();
    if (bundles.length === 0) return all;
    all.push(...bundles);
  }
}

const WAYS: readonly ExecutionListOptions[] = [
  ...(['none', 'cursor', 'page', 'offset'] as const).map((paging) => ({ paging, pageSize: 20 })),
  { paging: 'cursor', order: 'oldest', pageSize: 20 },
  { paging: 'cursor', outputs: false, pageSize: 20 },
];

describe.each(WAYS)('Watch executions, if Wireflow lists with %j', (executionList) => {
  beforeEach(async () => void (world = await startMakeWorld({ executionList })));

  test('gives each run that has ended once, the oldest first, over pages and polls', async () => {
    const trigger = watch({ limit: 20 });
    for (let run = 0; run < 45; run += 1) world.emulator.addExecution({ finishedAt: world.emulator.clock.now() + run * 1000 });
    world.emulator.clock.advance(MINUTE_MS);
    const ids = idsOf(await drain(trigger));
    expect(ids).toEqual(world.emulator.executions.map(({ id }) => id));
    expect(await trigger.poll()).toEqual([]);
  });

  test('does not miss a long run that ended after shorter ones which started later', async () => {
    const trigger = watch();
    const now = world.emulator.clock.now();
    const long = world.emulator.addExecution({ startedAt: now + 1_000, finishedAt: now + 5 * MINUTE_MS });
    const short = world.emulator.addExecution({ startedAt: now + 10_000, finishedAt: now + 20_000 });
    world.emulator.clock.advance(MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual([short.id]);
    world.emulator.clock.advance(5 * MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual([long.id]);
  });
});

describe.each(['superset', 'article', 'docs', 'modern'] as const satisfies readonly Profile[])('Watch executions in the reply profile %s', (profile) => {
  beforeEach(async () => void (world = await startMakeWorld({ profile })));

  test('gives images and times', async () => {
    const trigger = watch();
    const { id } = world.emulator.addExecution({ finishedAt: world.emulator.clock.now() + 1000 });
    world.emulator.clock.advance(MINUTE_MS);
    const [bundle] = await drain(trigger);
    expect(bundle).toMatchObject({ execution_id: id, status: 'completed', image_count: 1, image_url: expect.stringContaining('/cdn/'), finished_at: expect.any(Date) });
  });

  test('shows where to start', async () => {
    world.emulator.addExecution({});
    world.emulator.clock.advance(MINUTE_MS);
    const [row] = await world.engine.epoch('watchExecutions', {}, { connection: world.connection });
    expect(row).toEqual({ label: expect.stringContaining('exec_'), date: expect.any(Date) });
  });
});

describe('Watch executions', () => {
  beforeEach(async () => void (world = await startMakeWorld()));

  test.each([
    ['completed', ['COMPLETED']],
    ['failed', ['FAILED']],
    ['ended', ['COMPLETED', 'FAILED', 'CANCELLED']],
  ])('watches for %s runs when asked to', async (status, wanted) => {
    const trigger = watch({ status });
    const now = world.emulator.clock.now();
    const ended = WORDS.map((word, at) => world.emulator.addExecution({ status: word, finishedAt: now + at * 1000 }));
    world.emulator.addExecution({ status: 'RUNNING' });
    world.emulator.clock.advance(MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual(ended.filter((_run, at) => wanted.includes(WORDS[at] ?? '')).map(({ id }) => id));
  });

  test('hands out two at a time unless told otherwise, and forgets none of the rest', async () => {
    const [few, many] = [watch(), watch({ limit: 10 })];
    for (let run = 0; run < 5; run += 1) world.emulator.addExecution({ finishedAt: world.emulator.clock.now() + run });
    world.emulator.clock.advance(MINUTE_MS);
    expect(await few.poll()).toHaveLength(2);
    expect(await drain(few)).toHaveLength(3);
    expect(await many.poll()).toHaveLength(5);
  });

  test('asks for one workflow’s runs where one is chosen', async () => {
    const trigger = watch({ workflow: world.emulator.workflow('chain').id });
    const now = world.emulator.clock.now();
    world.emulator.addExecution({ finishedAt: now });
    const { id } = world.emulator.addExecution({ workflow: 'chain', finishedAt: now });
    world.emulator.clock.advance(MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual([id]);
  });

  test('leaves out other workflows also where Wireflow ignores the filter', async () => {
    await world.close();
    world = await startMakeWorld({ executionList: { filters: false } });
    const trigger = watch({ workflow: world.emulator.workflow('chain').id });
    world.emulator.addExecution({ finishedAt: world.emulator.clock.now() });
    world.emulator.clock.advance(MINUTE_MS);
    expect(await trigger.poll()).toEqual([]);
  });

  test('costs no more requests as an account’s history grows', async () => {
    const trigger = watch();
    const now = world.emulator.clock.now();
    for (let run = 0; run < 400; run += 1) world.emulator.addExecution({ finishedAt: now - (run + 1) * 10 * MINUTE_MS });
    world.emulator.clock.advance(MINUTE_MS);
    const before = world.sent('listExecutions');
    await trigger.poll();
    expect(world.sent('listExecutions') - before).toBeLessThanOrEqual(2);
  });

  test('says what to do where Wireflow has no such list', async () => {
    await world.close();
    world = await startMakeWorld({ executionList: { paths: 'none' } });
    await expect(watch().poll()).rejects.toMatchObject({ statusCode: 404, message: expect.stringContaining('Get an execution') });
  });

  test('reads the list of a workflow where Wireflow has only that', async () => {
    await world.close();
    world = await startMakeWorld({ executionList: { paths: 'workflow' } });
    const trigger = watch({ workflow: world.emulator.workflow('chain').id, list: 'workflow' });
    const { id } = world.emulator.addExecution({ workflow: 'chain', finishedAt: world.emulator.clock.now() });
    world.emulator.clock.advance(MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual([id]);
  });
});

describe('an end that lies ahead (report n8n#24539)', () => {
  const HOUR_MS = 60 * MINUTE_MS;
  const at = (ms: number) => new Date(NOW + ms).toISOString();
  const NOW = Date.parse('2026-03-20T12:00:00Z');
  const run = (executionId: string, startedMs: number, endedMs: number) => ({ executionId, status: 'COMPLETED', startedAt: at(startedMs), completedAt: at(endedMs), outputs: { image: 'https://cdn.wireflow.ai/a.png' } });

  /** What three looks give: at one run each, the first of which has a time of its own. */
  async function looks(first: object, shiftMs = 0): Promise<unknown[]> {
    const listed: object[] = [];
    const service = fixedService(() => ({ body: { executions: [...listed].reverse() } }));
    const trigger = service.engine.activate('watchExecutions', { limit: 20 }, 'from now on', { connection: service.connection });
    const given: unknown[] = [idsOf(await trigger.poll())];
    for (const next of [first, run('exec_2', shiftMs + MINUTE_MS, shiftMs + 2 * MINUTE_MS), run('exec_3', shiftMs + 4 * MINUTE_MS, shiftMs + 5 * MINUTE_MS)]) {
      listed.push(next);
      service.advance(3 * MINUTE_MS);
      given.push(idsOf(await trigger.poll()));
    }
    return given;
  }

  test.each([
    ['hours after its start', run('exec_1', 0, 13 * HOUR_MS)],
    ['in years', run('exec_1', 0, 20 * 365 * 24 * HOUR_MS)],
    ['in years, as its start', run('exec_1', 20 * 365 * 24 * HOUR_MS, 20 * 365 * 24 * HOUR_MS)],
  ])('does not have Make pass over all that ends before it: %s', async (_, odd) => {
    expect(await looks(odd)).toEqual([[], [], ['exec_2'], ['exec_3']]);
  });

  test('of every run, by the clock of another zone, is taken as it is', async () => {
    expect(await looks(run('exec_1', 9 * HOUR_MS, 9 * HOUR_MS + 5000), 9 * HOUR_MS)).toEqual([[], ['exec_1'], ['exec_2'], ['exec_3']]);
  });

  test('is taken when its time has come', async () => {
    const service = fixedService(() => ({ body: { executions: [run('exec_1', 0, 5 * HOUR_MS)] } }));
    const trigger = service.engine.activate('watchExecutions', { limit: 20 }, 'from now on', { connection: service.connection });
    expect(await trigger.poll()).toEqual([]);
    service.advance(5 * HOUR_MS + MINUTE_MS);
    expect(idsOf(await drain(trigger))).toEqual(['exec_1']);
  });
});

describe('an execution that the list shows a moment after one that ended later', () => {
  const T = Date.parse('2026-03-20T12:00:00Z');
  const ended = (id: string, s: number) => ({ id, status: 'COMPLETED', startedAt: new Date(T + s * 1000 - 20_000).toISOString(), completedAt: new Date(T + s * 1000).toISOString() });
  const polled = async (looks: readonly (readonly [afterS: number, listed: readonly unknown[]])[]) => {
    let executions: readonly unknown[] = [];
    const service = fixedService(() => ({ body: { executions } }));
    const trigger = service.engine.activate('watchExecutions', { limit: 10 }, 'from now on', { connection: service.connection });
    const given: unknown[][] = [];
    for (const [afterS, listed] of looks) {
      service.advance(afterS * 1000);
      executions = listed;
      given.push(idsOf(await trigger.poll()));
    }
    return given;
  };
  const [a, b] = [ended('a', 100), ended('b', 102)];

  test.each<[string, number]>([['at the same time', 102], ['just after it', 105], ['before it, by a clock that goes behind', 60]])('is given, where the look comes %s', async (_what, lookS) => {
    expect(await polled([[lookS, [b]], [300, [b, a]], [300, [b, a]]])).toEqual([[], ['a', 'b'], []]);
  });

  test.each([30, 90, 300])('or is a longer one, by a service’s clock that is %i s ahead', async (aheadS) => {
    const of = (id: string, startS: number, endS: number) => ({ ...ended(id, endS + aheadS), startedAt: new Date(T + (startS + aheadS) * 1000).toISOString() });
    const both = [of('short', 115, 120), of('long', 0, 119)];
    expect((await polled([[121, both], [600, both], [600, both]])).flat()).toEqual(['long', 'short']);
  });

  test('holds nothing back that ended some time ago, nor where the service’s clock is another one', async () => {
    expect(await polled([[115, [b, a]]])).toEqual([['a', 'b']]);
    expect(await polled([[115, [ended('ahead', 115 + 5 * 3600)]]])).toEqual([['ahead']]);
  });
});

describe('one record of a list that can not be used', () => {
  const FINE = { id: 'fine', status: 'COMPLETED', startedAt: '2026-03-20T12:10:00Z', completedAt: '2026-03-20T12:10:20Z' };
  const TIMED = { ...FINE, id: 'odd' };

  test.each<[string, unknown]>([
    ...[null, 'x', 7, [], {}].map((record): [string, unknown] => [JSON.stringify(record), record]),
    ...[undefined, null, '', { a: 1 }].map((id): [string, unknown] => [`its ID is ${JSON.stringify(id)}`, { ...FINE, id }]),
    ...['tomorrow', '', {}, null].map((at): [string, unknown] => [`no time but ${JSON.stringify(at)}`, { id: 'odd', status: 'COMPLETED', completedAt: at }]),
    ...[null, 7, {}].map((status): [string, unknown] => [`its status is ${JSON.stringify(status)}`, { ...TIMED, status }]),
  ])('is left out, and takes nothing else with it: %s', async (_what, record) => {
    for (const executions of [[record, FINE], [FINE, record]]) {
      const service = fixedService(() => ({ body: { executions } }));
      const trigger = service.engine.activate('watchExecutions', { limit: 10 }, 'from now on', { connection: service.connection });
      service.advance(60 * MINUTE_MS);
      expect(idsOf(await trigger.poll())).toEqual(['fine']);
      expect(await service.engine.epoch('watchExecutions', {}, { connection: service.connection })).toHaveLength(1);
    }
  });

  test.each(['2026-13-01T12:00:00Z', '2026-00-10', '2026-02-30T12:00:00Z', '2026-04-31T12:00:00Z', '2026-03-32', '0000-00-00T00:00:00Z', '2026-03-20T25:00:00Z', '2026-03-20T12:60:00Z', '2026-03-20T12:00:61Z', '2026-03-20T12:00:00+19:00', '2026-03-20 24:30:00'])(
    'an end that no calendar knows counts as none: %s',
    async (completedAt) => {
      const service = fixedService(() => ({ body: { executions: [FINE, { ...TIMED, completedAt }] } }));
      const trigger = service.engine.activate('watchExecutions', { limit: 10 }, 'from now on', { connection: service.connection });
      service.advance(60 * MINUTE_MS);
      const bundles = (await trigger.poll()) as Bundle[];
      expect(bundles.map(({ execution_id: id, finished_at: at }) => [id, at])).toEqual([['odd', undefined], ['fine', new Date(FINE.completedAt)]]);
      const looked = fixedService(() => ({ body: { ...TIMED, completedAt } }));
      const execution = await looked.run('getExecution', { execution_id: 'odd' });
      expect([execution['started_at'], execution['finished_at']]).toEqual([new Date(FINE.startedAt), undefined]);
    },
  );

  test.each(['2026-12-31T23:59:59Z', '2024-02-29T00:00:00+14:00', '2026-01-31', '2026-03-20T12:10:20.123456-11:30'])('every other is read: %s', async (completedAt) => {
    expect(await fixedService(() => ({ body: { ...FINE, completedAt } })).run('getExecution', { execution_id: 'fine' })).toMatchObject({ finished_at: new Date(completedAt) });
  });
});
