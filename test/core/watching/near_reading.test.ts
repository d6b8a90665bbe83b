import { endedExecutions } from '../../../core/watching/ended_executions.js';
import { mapMemory } from '../../helpers/core.js';
import { HOUR_MS, ListingService, MINUTE_MS, type ListingOptions } from '../../helpers/listing_service.js';

const EVERY_MS = 5 * MINUTE_MS;

/** Zaps that share a connection's memory, on an account with a run in five minutes and a day of history. */
function account(options: Partial<ListingOptions> = {}) {
  const service = new ListingService(options);
  for (let index = 200; index > 0; index -= 1) service.start(`old_${index}`, { startsAtMs: service.nowMs - index * EVERY_MS });
  const memory = mapMemory();
  const zap = () => {
    const fired: string[] = [];
    const seen = new Set<string>();
    return {
      fired,
      async poll(purpose: 'new' | 'known' = 'new') {
        for (const { id } of await endedExecutions(service.client(), memory, { workflowId: null, purpose })) {
          if (!seen.has(id) && purpose === 'new') fired.push(id);
          seen.add(id);
        }
      },
    };
  };
  const limits = () => service.sent.splice(0).map(({ url }) => new URL(url).searchParams.get('limit'));
  return { service, zap, limits };
}

/** Starts a run at each step, polls after it, and says which page sizes were asked for. */
async function live(world: ReturnType<typeof account>, one: { poll(): Promise<void> }, steps: number, name: string): Promise<(string | null)[][]> {
  const asked: (string | null)[][] = [];
  for (let step = 0; step < steps; step += 1) {
    world.service.start(`${name}_${step}`);
    world.service.nowMs += EVERY_MS;
    await one.poll();
    asked.push(world.limits());
  }
  return asked;
}

test('while little is new, one small page is read, and as far as a window twice an hour', async () => {
  const world = account();
  const one = world.zap();
  await one.poll('known');
  world.limits();
  const asked = await live(world, one, 24, 'new');
  expect(one.fired.sort()).toEqual(Array.from({ length: 24 }, (_, step) => `new_${step}`).sort());
  const whole = asked.filter((limits) => limits.includes('100'));
  expect(whole.length).toBeLessThanOrEqual(5);
  expect(asked.filter((limits) => limits.length === 1 && Number(limits[0]) < 10).length).toBeGreaterThanOrEqual(19);
});

test('another Zap that polls less often is handed what the first has read', async () => {
  const world = account();
  const [often, seldom] = [world.zap(), world.zap()];
  await often.poll('known');
  await seldom.poll('known');
  for (let round = 0; round < 8; round += 1) {
    await live(world, often, 3, `r${round}`);
    await seldom.poll();
  }
  expect(seldom.fired.sort()).toEqual(often.fired.sort());
  expect(seldom.fired).toHaveLength(24);
});

test('more than a small page holds is read all the same, and no small page is tried for a while', async () => {
  const world = account();
  const one = world.zap();
  await one.poll('known');
  await live(world, one, 2, 'new');
  for (let index = 0; index < 40; index += 1) world.service.start(`burst_${index}`);
  world.service.nowMs += EVERY_MS;
  await one.poll();
  expect(one.fired.filter((id) => id.startsWith('burst_'))).toHaveLength(40);
  expect(world.limits()).toEqual(['7', '25', '100']);
  expect((await live(world, one, 3, 'after')).flat()).toEqual(['100', '100', '100']);
});

test('somewhat more than a small page holds is in a larger one, and the next page has room for as many', async () => {
  const world = account();
  const one = world.zap();
  await one.poll('known');
  await live(world, one, 2, 'new');
  for (let index = 0; index < 12; index += 1) world.service.start(`burst_${index}`);
  world.service.nowMs += EVERY_MS;
  await one.poll();
  expect(one.fired.filter((id) => id.startsWith('burst_'))).toHaveLength(12);
  expect(world.limits()).toEqual(['7', '25']);
  const [[next], ...later] = await live(world, one, 6, 'after') as [[string], ...string[][]];
  expect(Number(next)).toBeGreaterThan(12);
  expect(later.flat().some((limit) => Number(limit) < 10)).toBe(true);
});

test('what is followed is in reach of the page, or is looked up', async () => {
  const world = account();
  const one = world.zap();
  await one.poll('known');
  await live(world, one, 2, 'new');
  world.service.start('long', { takesMs: HOUR_MS });
  await live(world, one, 16, 'more');
  expect(one.fired).toContain('long');
});

// Nobody has seen the list: it may show executions only when they have ended, below those that started later.
test('an execution that is listed late, below others, is met within the half hour', async () => {
  const world = account();
  const one = world.zap();
  await one.poll('known');
  await live(world, one, 3, 'new');
  world.service.start('late', { startsAtMs: world.service.nowMs - 40 * MINUTE_MS, endsAtMs: world.service.nowMs });
  await live(world, one, 7, 'more');
  expect(one.fired.filter((id) => id === 'late')).toEqual(['late']);
});

test.each<[string, Partial<ListingOptions>]>([
  ['runs from old to new', { order: 'oldest' }],
  ['is in no order', { order: 'mixed' }],
  ['takes no limit', { refused: ['limit'] }],
  ['has pages of five', { pageSize: 5 }],
  ['is seven hours behind', { zoneMs: -7 * HOUR_MS }],
  ['is two hours ahead', { zoneMs: 2 * HOUR_MS }],
  ['tells no times', { tellsTimes: false }],
  ['has no outputs', { outputs: 'none' }],
  ['is one of each workflow', { account: false }],
])('a list that %s loses nothing', async (_what, options) => {
  const world = account(options);
  const one = world.zap();
  await one.poll('known');
  await live(world, one, 12, 'new');
  world.service.nowMs += EVERY_MS;
  await one.poll();
  expect(one.fired.filter((id) => id.startsWith('new_')).sort()).toEqual(Array.from({ length: 12 }, (_, step) => `new_${step}`).sort());
});
