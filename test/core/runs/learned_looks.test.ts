import fc from 'fast-check';
import { learnedLooks, withDuration } from '../../../core/runs/learned_looks.js';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import { rememberDuration, runDurations } from '../../../core/runs/run_durations.js';
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
  test('of the last eight runs are known, and one much faster than all others stands alone', () => {
    const eight = [10, 11, 12, 13, 14, 15, 16, 17].map((s) => s * 1_000);
    expect(withDuration(eight, 12_500)).toEqual([...eight.slice(1), 12_500]);
    expect(withDuration(eight, 30_000)).toEqual([...eight.slice(1), 30_000]);
    expect(withDuration(eight, 4_000)).toEqual([4_000]);
    expect(withDuration([], 4_000)).toEqual([4_000]);
    expect(withDuration([10_000, 11_000, 12_000], 4_000)).toEqual([10_000, 11_000, 12_000, 4_000]);
  });

  const run = (startedAt: string | null, finishedAt: string | null) => ({ ...unknownExecution('exec_1'), status: 'completed', startedAt, finishedAt }) as const;
  const AT = '2026-03-20T12:00:00.000Z';

  test('are kept under a mark of the address, and say nothing but numbers', async () => {
    const memory = mapMemory();
    await rememberDuration(memory, 'whk_fake_1', [9_000], run(AT, '2026-03-20T12:00:12.000Z'), 13_000);
    expect(await runDurations(memory, 'whk_fake_1')).toEqual([9_000, 12_000]);
    expect(await runDurations(memory, 'whk_fake_2')).toEqual([]);
    expect(JSON.stringify([...memory.kept])).not.toContain('whk_fake');
  });

  test.each([
    ['no start', run(null, AT)],
    ['no end', run(AT, null)],
    ['an end before the start', run(AT, '2026-03-20T11:59:00.000Z')],
    ['longer than it was waited for', run(AT, '2026-03-20T12:00:14.000Z')],
    ['no time', run('soon', AT)],
    ['a failed run', { ...run(AT, '2026-03-20T12:00:12.000Z'), status: 'failed' as const }],
  ])('with %s are not remembered', async (_what, execution) => {
    const memory = mapMemory();
    await rememberDuration(memory, 'whk_fake_1', [], execution, 13_000);
    expect(memory.kept.size).toBe(0);
  });

  test.each([null, 7, {}, { durationsMs: 'x' }, { durationsMs: [null, -1, 'x', 1e12] }])('that are kept as %j count for nothing', async (kept) => {
    const memory = mapMemory();
    await memory.set([...(await keysAfter('whk_fake_1'))][0]!, kept);
    expect(await runDurations(memory, 'whk_fake_1')).toEqual([]);
  });

  async function keysAfter(address: string) {
    const memory = mapMemory();
    await rememberDuration(memory, address, [], run(AT, '2026-03-20T12:00:12.000Z'), 13_000);
    return memory.kept.keys();
  }
});
