import type { WireflowClient } from '../../../core/api/client.js';
import { assertAffordable, checkCost, costInWords } from '../../../core/runs/cost_cap.js';
import { expectReadable, failure } from '../../helpers/core.js';

const estimate = (credits: number, more = {}) => ({ credits, isComplete: true, available: 1_000, isCovered: true as boolean | null, nodes: [], ...more });

test.each([
  [estimate(0), '0 credits'], [estimate(1), '1 credit'], [estimate(12), '12 credits'], [estimate(1_500), '1,500 credits'], [estimate(0.5), '0.5 credits'],
  [estimate(1, { isComplete: false }), 'at least 1 credit'], [estimate(12, { isComplete: false }), 'at least 12 credits'],
])('%j is called “%s”', (given, words) => expect(costInWords(given)).toBe(words)); // prettier-ignore

describe('a run is stopped before it starts', () => {
  test('when it costs more than the person allows, with both numbers', async () => {
    const error = await failure(() => assertAffordable(estimate(1_500), 1_000));
    expect(error).toMatchObject({ kind: 'too_expensive', canRetry: false });
    expect(error.message).toMatch(/^The field Maximum Credits allows 1,000, and this execution would cost 1,500 credits\. Nothing was started\./);
    expectReadable(error);
  });

  test('when already its lower bound is over the cap', async () => {
    expect((await failure(() => assertAffordable(estimate(11, { isComplete: false }), 10))).message).toMatch(/at least 11 credits/);
  });

  test('when the balance does not cover it, with both numbers', async () => {
    const error = await failure(() => assertAffordable(estimate(12, { available: 3, isCovered: false }), 50));
    expect(error).toMatchObject({ kind: 'out_of_credits' });
    expect(error.message).toMatch(/would cost 12 credits, and the account has 3 left\. Nothing was started\. Add credits/);
    expectReadable(error);
  });

  test('when the service says so without a number', async () => {
    const error = await failure(() => assertAffordable(estimate(12, { available: null, isCovered: false }), 50));
    expect(error.message).toMatch(/the account has fewer left/);
    expectReadable(error);
  });

  test('the cap is named first where both are passed', async () => {
    expect(await failure(() => assertAffordable(estimate(12, { isCovered: false }), 11))).toMatchObject({ kind: 'too_expensive' });
  });
});

test.each([
  ['that costs exactly the maximum', estimate(10), 10],
  ['that is free, under a cap of nothing', estimate(0), 0],
  ['of which nobody knows whether it is covered', estimate(10, { available: null, isCovered: null }), 10],
])('a run %s may start', (_what, given, maxCredits) => expect(() => assertAffordable(given, maxCredits)).not.toThrow());

describe('a cap of exactly so many times the price', () => {
  const check = async (credits: number, runs: number, maxCredits: number, available = maxCredits) => {
    const client = { estimate: async () => estimate(credits, { available }) } as unknown as WireflowClient;
    return checkCost(client, { unestimated: [], uncertainCost: 'stop', runs: { all: runs, toStart: runs }, workflow: async () => ({ id: 'w', isCertain: true }) }, maxCredits);
  };
  const counts = Array.from({ length: 60 }, (_, index) => index + 1);

  test.each([1, 2, 3, 5, 7, 11, 15, 25, 33])('is kept for a price of %d tenths, and a tenth less is not', async (tenths) => {
    for (const runs of counts) {
      const [price, cap, less] = [tenths / 10, (tenths * runs) / 10, (tenths * runs - 1) / 10];
      await expect(check(price, runs, cap)).resolves.toBeNull();
      expect(await failure(() => check(price, runs, less))).toMatchObject({ kind: 'too_expensive' });
      // What one run costs alone is the estimate's own to compare.
      if (runs > 1) expect(await failure(() => check(price, runs, cap, less))).toMatchObject({ kind: 'out_of_credits' });
    }
  });

  test('is told without the noise of floating-point numbers, and with what lies over it', async () => {
    expect((await failure(() => check(0.1, 3, 0.2))).message).toContain('allows 0.2, and these 3 executions would cost 0.3 credits.');
    expect((await failure(() => check(0.5001, 2, 1))).message).toContain('allows 1, and these 2 executions would cost 1.0002 credits.');
  });
});
