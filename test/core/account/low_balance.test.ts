import { WireflowError } from '../../../core/model/errors.js';
import { lowBalance, SAMPLE_LOW_BALANCE, LOW_BALANCE_FIELDS } from '../../../core/account/low_balance.js';
import type { LockingMemory } from '../../../core/memory.js';
import { mapMemory } from '../../helpers/core.js';
import { HandClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

/** A Zap that is told of a low balance: it polls every minute, and drops the ids that it has seen. */
function zap(memory: LockingMemory, limit = 100, clock = new HandClock()) {
  const fired: string[] = [];
  const poll = async (credits: number) => {
    clock.atMs += MINUTE_MS;
    const low = await lowBalance(memory, credits, limit, clock.atMs);
    if (low !== null && !fired.includes(low.id)) fired.push(low.id);
    return low;
  };
  return { fired, poll };
}

describe('a low balance fires once', () => {
  test('however long it stays low, and however low it falls', async () => {
    const { fired, poll } = zap(mapMemory());
    for (const credits of [150, 100, 99, 98, 0, 99, 50]) await poll(credits);
    expect(fired).toEqual(['low-100-2026-03-20T12:03:00.000Z']);
  });

  test('and again only after it has recovered to the limit', async () => {
    const { fired, poll } = zap(mapMemory());
    for (const credits of [99, 100, 99, 42, 300, 300, 7]) await poll(credits);
    expect(fired).toEqual(['low-100-2026-03-20T12:01:00.000Z', 'low-100-2026-03-20T12:03:00.000Z', 'low-100-2026-03-20T12:07:00.000Z']);
  });

  test('with what the balance is now, and since when it is low', async () => {
    const { poll } = zap(mapMemory());
    await poll(99);
    expect(await poll(12.5)).toEqual({ id: 'low-100-2026-03-20T12:01:00.000Z', credits: 12.5, limit: 100, since: '2026-03-20T12:01:00.000Z' });
  });

  test('with one id, whichever of several Zaps sees it first, also at the same moment', async () => {
    const memory = mapMemory();
    const slow: LockingMemory = { ...memory, get: async (key) => (await new Promise((done) => setTimeout(done, 1)), memory.get(key)) };
    const zaps = [zap(slow), zap(slow), zap(slow)];
    for (const credits of [500, 50, 50, 500, 500, 40, 40, 500, 30]) await Promise.all(zaps.map(({ poll }, index) => (poll(credits), new Promise((done) => setTimeout(done, index)))));
    for (const { poll } of zaps) await poll(30);
    expect(zaps.map(({ fired }) => fired.length)).toEqual([3, 3, 3]);
    expect(new Set(zaps.map(({ fired }) => fired.join())).size).toBe(1);
  });

  test('for each limit by itself', async () => {
    const [memory, clock] = [mapMemory(), new HandClock()];
    const [high, low] = [zap(memory, 100, clock), zap(memory, 10, clock)];
    for (const credits of [50, 5, 50, 5]) {
      await high.poll(credits);
      await low.poll(credits);
    }
    expect([high.fired.length, low.fired.length]).toEqual([1, 2]);
  });

  test('a balance at the limit is not below it', async () => {
    expect(await lowBalance(mapMemory(), 100, 100, NOON_MS)).toBeNull();
  });

  test('is remembered for three months, from the last poll on', async () => {
    const kept: number[] = [];
    const memory = mapMemory();
    const watched = { ...memory, set: (key: string, value: unknown, ttlS: number) => (kept.push(ttlS), memory.set(key, value)), claim: (key: string, value: unknown, ttlS: number) => (kept.push(ttlS), memory.claim(key, value)) };
    for (const credits of [99, 99, 100]) await lowBalance(watched, credits, 100, NOON_MS);
    expect(kept.length).toBeGreaterThan(2);
    expect(new Set(kept)).toEqual(new Set([7_776_000]));
  });
});

describe('a memory that is out of order for a while does not make it fire twice', () => {
  test.each<[string, Partial<LockingMemory>]>([
    ['shows nothing', { get: async () => null }],
    ['shows nothing and can not be written', { get: async () => null, set: async () => undefined, claim: async () => { throw new WireflowError({ kind: 'unavailable', problem: 'Down.', nextStep: 'Wait.' }); } }],
  ])('one that %s', async (_what, fault) => {
    const memory = mapMemory();
    const { fired, poll } = zap(memory);
    await poll(99);
    const ill = zap({ ...memory, ...fault }, 100, new HandClock(NOON_MS + HOUR_MS));
    expect(await ill.poll(98)).toBeNull();
    await poll(97);
    expect(fired).toHaveLength(1);
  }); // prettier-ignore

  test('what it has garbled counts as not low yet', async () => {
    const memory = mapMemory();
    await memory.set('low_balance:100', { since: {} });
    const { fired, poll } = zap(memory);
    await poll(1);
    await poll(1);
    expect(fired).toHaveLength(1);
  });
});

test('the sample looks like the real thing', async () => {
  const low = await lowBalance(mapMemory(), 42, 100, NOON_MS);
  expect(low).toEqual(SAMPLE_LOW_BALANCE);
  expect(Object.keys(SAMPLE_LOW_BALANCE)).toEqual(LOW_BALANCE_FIELDS.map(({ key }) => key));
});
