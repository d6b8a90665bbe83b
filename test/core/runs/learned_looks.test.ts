import fc from 'fast-check';
import { learnedLooks, withDuration } from '../../../core/runs/learned_looks.js';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import { knownRuns, NOTHING_KNOWN, rememberRuns } from '../../../core/runs/run_durations.js';
import { unknownExecution } from '../../../core/model/execution.js';
import { bestLooks, costMs } from '../../../proof/bench/pace/best.js';
import { drawSeconds, IMAGE_SECONDS } from '../../../proof/bench/pace/durations.js';
import { Random } from '../../../proof/random.js';
import { mapMemory } from '../../helpers/core.js';

describe('looks that are learned', () => {
  test('are none until five runs are known', () => {
    expect(learnedLooks([12_000, 13_000, 14_000, 15_000])).toBeNull();
    expect(learnedLooks([12_000, 13_000, 14_000, 15_000, 16_000])).toHaveLength(9);
  });

  test('are none while runs of two kinds are known', () => {
    expect(learnedLooks([6_000, 7_000, 6_000, 7_000, 21_000])).toBeNull();
  });

  test('are none after a run unlike those before it, until the next is like them again', () => {
    const five = [20, 21, 22, 23, 24].map((s) => s * 1_000);
    for (const unlikeMs of [16_000, 31_000]) {
      expect(learnedLooks([...five, unlikeMs])).toBeNull();
      expect(learnedLooks([...five, unlikeMs, 22_000])).toHaveLength(9);
    }
    expect(learnedLooks([...five, 18_000])).toHaveLength(9);
    expect(learnedLooks([...five, 29_000])).toHaveLength(9);
  });

  test('keep to ten requests in a minute with the start, whatever was seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 200_000 }), fc.array(fc.double({ min: 1, max: 3, noNaN: true }), { minLength: 5, maxLength: 8 }), (leastMs, times) => {
        const looks = learnedLooks(times.map((one) => one * leastMs)) ?? LOOK_AFTER_MS;
        expect(looks).toHaveLength(9);
        looks.reduce((before, at) => {
          expect(at - before).toBeGreaterThanOrEqual(1_000);
          return at;
        }, 0);
        expect(looks.at(-1)).toBeGreaterThanOrEqual(60_000);
      }),
      { numRuns: 30 },
    );
  });

  // Waiting and requests, a request as dear as half a second, over what the best list costs that knows the distribution.
  test.each(IMAGE_SECONDS)('after five runs of $model cost no more than 1.15 times the least, and less than the usual ones', (range) => {
    const random = new Random(11);
    const draw = () => Math.round(drawSeconds(random, range) * 1000);
    const durationsMs = Array.from({ length: 1_500 }, draw);
    const costs = Array.from({ length: 40 }, () => costMs(learnedLooks(Array.from({ length: 5 }, draw)) ?? LOOK_AFTER_MS, durationsMs));
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    expect(mean).toBeLessThanOrEqual(1.15 * costMs(bestLooks(durationsMs, 9), durationsMs));
    expect(mean).toBeLessThan(costMs(LOOK_AFTER_MS, durationsMs));
  });
});

describe('durations', () => {
  test('of the last eight runs are known, until two in a row are unlike those before in the same way', () => {
    const eight = [10, 11, 12, 13, 14, 15, 16, 17].map((s) => s * 1_000);
    expect(withDuration(eight, 12_500)).toEqual([...eight.slice(1), 12_500]);
    const [faster, slower] = [4_000, 30_000].map((ms) => withDuration(eight, ms)) as [number[], number[]];
    expect(faster).toEqual([...eight.slice(1), 4_000]);
    expect(withDuration(faster, 5_000)).toEqual([4_000, 5_000]);
    expect(withDuration(slower, 25_000)).toEqual([30_000, 25_000]);
    expect(withDuration(faster, 30_000)).toEqual([...faster.slice(1), 30_000]);
    expect(withDuration(faster, 12_000)).toEqual([...faster.slice(1), 12_000]);
    expect(withDuration([], 4_000)).toEqual([4_000]);
    expect(withDuration([10_000, 11_000, 12_000], 4_000)).toEqual([10_000, 11_000, 12_000, 4_000]);
  });

  const run = (startedAt: string | null, finishedAt: string | null) => ({ ...unknownExecution('exec_1'), status: 'completed', startedAt, finishedAt }) as const;
  const AT = '2026-03-20T12:00:00.000Z';

  const seen = (execution: ReturnType<typeof run>, seenAfterMs = 13_000) => [{ execution, seenAfterMs }];
  const TWELVE_S = run(AT, '2026-03-20T12:00:12.000Z');

  test('are kept under a mark of each address, and say nothing but numbers', async () => {
    const memory = mapMemory();
    await rememberRuns(memory, ['whk_fake_1', 'wf_1'], { durationsMs: [9_000], perMinute: null }, seen(TWELVE_S), 60);
    for (const address of ['whk_fake_1', 'wf_1']) expect(await knownRuns(memory, address)).toEqual({ durationsMs: [9_000, 12_000], perMinute: 60 });
    expect(await knownRuns(memory, 'whk_fake_2')).toEqual(NOTHING_KNOWN);
    expect(JSON.stringify([...memory.kept])).not.toMatch(/whk_fake|wf_1/);
  });

  test('stay when only the plan is new, and the plan stays when a look tells of none', async () => {
    const memory = mapMemory();
    await rememberRuns(memory, ['wf_1'], { durationsMs: [9_000], perMinute: 10 }, [], 60);
    expect(await knownRuns(memory, 'wf_1')).toEqual({ durationsMs: [9_000], perMinute: 60 });
    await rememberRuns(memory, ['wf_1'], { durationsMs: [9_000], perMinute: 60 }, seen(TWELVE_S), null);
    expect(await knownRuns(memory, 'wf_1')).toEqual({ durationsMs: [9_000, 12_000], perMinute: 60 });
  });

  test.each([
    ['no start', run(null, AT)],
    ['no end', run(AT, null)],
    ['an end before the start', run(AT, '2026-03-20T11:59:00.000Z')],
    ['longer than it was waited for', run(AT, '2026-03-20T12:00:14.000Z')],
    ['no time', run('soon', AT)],
    ['a failed run', { ...TWELVE_S, status: 'failed' as const }],
  ])('with %s are not remembered', async (_what, execution) => {
    const memory = mapMemory();
    await rememberRuns(memory, ['whk_fake_1'], NOTHING_KNOWN, seen(execution as ReturnType<typeof run>), null);
    expect(memory.kept.size).toBe(0);
  });

  test.each([null, 7, {}, { durationsMs: 'x', perMinute: 'x' }, { durationsMs: [null, -1, 'x', 1e12], perMinute: 0 }])('that are kept as %j count for nothing', async (kept) => {
    const memory = mapMemory();
    await memory.set([...(await keysAfter('whk_fake_1'))][0]!, kept);
    expect(await knownRuns(memory, 'whk_fake_1')).toEqual(NOTHING_KNOWN);
  });

  async function keysAfter(address: string) {
    const memory = mapMemory();
    await rememberRuns(memory, [address], NOTHING_KNOWN, seen(TWELVE_S), null);
    return memory.kept.keys();
  }
});
