import fc from 'fast-check';
import { WireflowError } from '../../../core/model/errors.js';
import type { LockingMemory } from '../../../core/memory.js';
import { rememberStart, startedSince, targetMark } from '../../../core/watching/own_starts.js';
import { mapMemory } from '../../helpers/core.js';
import { HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

const idsOf = async (memory: LockingMemory, sinceMs = NOON_MS - HOUR_MS, nowMs = NOON_MS) => (await startedSince(memory, sinceMs, nowMs)).map(({ id }) => id);

describe('a run that a step has started', () => {
  test('is remembered with its time and a mark of what it was started through, which tells no secret', async () => {
    const memory = mapMemory();
    await rememberStart(memory, 'exec_1', 'whk_fake_secret', NOON_MS);
    expect(await startedSince(memory, NOON_MS, NOON_MS)).toEqual([{ id: 'exec_1', target: targetMark('whk_fake_secret'), startedAtMs: NOON_MS }]);
    expect([...memory.kept.entries()].flat().join()).not.toMatch(/whk|secret/);
    expect(targetMark('whk_fake_secret')).not.toBe(targetMark('whk_fake_other'));
  });

  test('is found among many, the newest first, from the moment asked for on', async () => {
    const memory = mapMemory();
    for (const minute of [0, 1, 4, 5, 29, 31, 59, 60, 61]) await rememberStart(memory, `m${minute}`, 'cm', NOON_MS - minute * MINUTE_MS);
    expect(await idsOf(memory)).toEqual(['m0', 'm1', 'm4', 'm5', 'm29', 'm31', 'm59', 'm60']);
    expect(await idsOf(memory, NOON_MS - 30 * MINUTE_MS)).toEqual(['m0', 'm1', 'm4', 'm5', 'm29']);
  });

  test('comes before an older one, whichever was remembered first', async () => {
    const memory = mapMemory();
    for (const second of [20, 40, 10, 30]) await rememberStart(memory, `s${second}`, 'cm', NOON_MS + second * 1000);
    expect(await idsOf(memory, NOON_MS, NOON_MS + MINUTE_MS)).toEqual(['s40', 's30', 's20', 's10']);
  });

  test('is left out where five hundred newer ones are more than can be followed', async () => {
    const memory = mapMemory();
    await rememberStart(memory, 'old', 'cm', NOON_MS - 12 * HOUR_MS);
    for (let run = 0; run < 450; run += 1) await rememberStart(memory, `run_${run}`, 'cm', NOON_MS - (run % 3) * 5 * MINUTE_MS);
    expect(await idsOf(memory, NOON_MS - 24 * HOUR_MS)).toContain('old');
    for (let run = 450; run < 500; run += 1) await rememberStart(memory, `run_${run}`, 'cm', NOON_MS - (run % 3) * 5 * MINUTE_MS);
    expect(await idsOf(memory, NOON_MS - 24 * HOUR_MS)).not.toContain('old');
  });

  test('is found whenever it was started, to the millisecond', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2 * HOUR_MS }), { maxLength: 20 }), fc.integer({ min: 0, max: 2 * HOUR_MS }), fc.integer({ min: 0, max: 10 * MINUTE_MS }), async (agosMs, sinceAgoMs, offsetMs) => {
        const [memory, nowMs] = [mapMemory(), NOON_MS + offsetMs];
        for (const [index, agoMs] of agosMs.entries()) await rememberStart(memory, `run_${index}`, 'cm', nowMs - agoMs);
        const wanted = agosMs.map((agoMs, index) => ({ agoMs, id: `run_${index}` })).filter(({ agoMs }) => agoMs <= sinceAgoMs);
        expect((await idsOf(memory, nowMs - sinceAgoMs, nowMs)).sort()).toEqual(wanted.map(({ id }) => id).sort());
      }),
      { numRuns: 50 },
    );
  });

  test('is kept for more than a day, as long as a trigger looks back', async () => {
    const kept: number[] = [];
    const memory = mapMemory();
    await rememberStart({ ...memory, claim: (key, value, ttlS) => (kept.push(ttlS), memory.claim(key, value)) }, 'exec_1', 'cm', NOON_MS);
    expect(kept[0]).toBeGreaterThan(24 * 60 * 60);
  });
});

test('steps that write at the same moment never overwrite each other, however their calls interleave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, steps) => {
      const memory = mapMemory();
      const slow: LockingMemory = {
        ...memory,
        get: async (key) => (await scheduler.schedule(Promise.resolve()), memory.get(key)),
        claim: async (key, value) => (await scheduler.schedule(Promise.resolve()), memory.claim(key, value)),
      };
      const writes = Array.from({ length: steps }, (_, index) => rememberStart(slow, `run_${index}`, 'cm', NOON_MS + index));
      await scheduler.waitFor(Promise.all(writes));
      expect((await idsOf(memory, NOON_MS, NOON_MS + steps)).sort()).toEqual(Array.from({ length: steps }, (_, index) => `run_${index}`));
    }),
    { numRuns: 60 },
  );
});

test('200 runs in five minutes are remembered, more than an account may start', async () => {
  const memory = mapMemory();
  for (let run = 0; run < 200; run += 1) await rememberStart(memory, `run_${run}`, 'cm', NOON_MS);
  expect(await idsOf(memory)).toHaveLength(200);
});

describe('a memory that is out of order never stops a step: its run has been started', () => {
  const down = async () => { throw new WireflowError({ kind: 'unavailable', problem: 'Down.', nextStep: 'Wait.' }); }; // prettier-ignore

  test.each<[string, Partial<LockingMemory>]>([
    ['can not be written', { claim: down }],
    ['can not be read', { get: async () => null }],
    ['says that everything is taken', { claim: async () => false }],
    ['holds something else everywhere', { get: async () => 'garbled' }],
  ])('one that %s', async (_what, fault) => {
    await expect(rememberStart({ ...mapMemory(), ...fault }, 'exec_1', 'cm', NOON_MS)).resolves.toBeUndefined();
  });

  test('one that can not be written is asked once, not two hundred times', async () => {
    let asked = 0;
    await rememberStart({ ...mapMemory(), claim: async () => ((asked += 1), down()) }, 'exec_1', 'cm', NOON_MS);
    expect(asked).toBe(1);
  });

  test.each([['text'], [7], [{}], [{ id: '', target: 'x', startedAtMs: NOON_MS }], [{ id: 'exec_1', startedAtMs: NOON_MS }], [{ id: 'exec_1', target: 'x', startedAtMs: 'noon' }]])('what can not be read, %j, is no run', async (kept) => {
    expect(await startedSince({ get: async () => kept, set: async () => undefined }, NOON_MS - HOUR_MS, NOON_MS)).toEqual([]);
  });
});
