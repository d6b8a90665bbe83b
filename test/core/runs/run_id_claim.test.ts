import fc from 'fast-check';
import { WireflowError, type ErrorKind } from '../../../core/model/errors.js';
import { unknownExecution, type Execution } from '../../../core/model/execution.js';
import type { LockingMemory } from '../../../core/memory.js';
import { OF_A_WEBHOOK } from '../../../core/runs/owner.js';
import { earlierRun, endAttempt, isClaimed, renewClaim, startOnce, type ClaimedRun } from '../../../core/runs/run_id_claim.js';
import { runKey, targetOf } from '../../../core/runs/run_key.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { expectReadable, failure, mapMemory } from '../../helpers/core.js';
import { HOUR_MS, NOON_MS, SECOND_MS } from '../../helpers/hand_clock.js';

const KEY = runKey('cm_fake', 'order 7');
const NAME = `run:${KEY}`;
const DAY_S = 24 * 60 * 60;

/** The service: every call of `start` is a run that somebody pays. */
class Shop {
  readonly runs: Execution[] = [];
  readonly start = async (): Promise<Execution> => {
    const run = unknownExecution(`exec_${this.runs.length + 1}`);
    this.runs.push(run);
    return run;
  };
}

/** A memory each of whose calls takes its turn, so that steps meet at every point. */
function slow(memory: LockingMemory, turns: () => Promise<void>): LockingMemory {
  return {
    get: async (key) => (await turns(), memory.get(key)),
    set: async (key, value, ttlS) => (await turns(), memory.set(key, value, ttlS)),
    claim: async (key, value, ttlS) => (await turns(), memory.claim(key, value, ttlS)),
    forget: async (key) => (await turns(), memory.forget(key)),
  };
}

const down = () => new WireflowError({ kind: 'unavailable', problem: 'Nothing can be kept.', nextStep: 'Try again later.', canRetry: true });
const refusal = (kind: ErrorKind) => new WireflowError({ kind, problem: 'It was refused.', nextStep: 'Do something.' });

/** What a step does: asks for an earlier run, and starts one if there is none. */
async function step(memory: LockingMemory, start: (idempotencyKey: string) => Promise<Execution>, nowMs = NOON_MS): Promise<ClaimedRun> {
  const found = await earlierRun(memory, KEY, OF_A_WEBHOOK, nowMs);
  return isClaimed(found) ? found : startOnce(memory, KEY, OF_A_WEBHOOK, found.attempt, nowMs, start);
}

describe('what an Only Once ID stands for', () => {
  test('the same Only Once ID on the same workflow is the same run, spaces around it or not', () => {
    expect(runKey('cm_fake', ' order 7\n')).toBe(KEY);
  });
  test.each([['caf\u00e9', 'cafe\u0301'], ['\u212b', '\u00c5'], ['\ud55c', '\u1112\u1161\u11ab']])('text is one Only Once ID in each form of its characters: %j and %j', (one, other) => {
    expect(runKey('cm_fake', one)).toBe(runKey('cm_fake', other));
  });
  test.each([['7\u00b2', '72'], ['\uff17', '7'], ['\ufb01', 'fi'], ['A', 'a']])('what only looks alike is not: %j and %j', (one, other) => {
    expect(runKey('cm_fake', one)).not.toBe(runKey('cm_fake', other));
  });
  test('two kinds of step keep Only Once IDs of their own', () => {
    expect(runKey(targetOf('generate_image', 'cm_fake'), '7')).not.toBe(runKey(targetOf('run_workflow', 'cm_fake'), '7'));
  });
  test('another workflow or another Only Once ID is another run, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{1,20}$/), fc.string({ unit: anyCharacter }), fc.stringMatching(/^[\w.-]{1,20}$/), fc.string({ unit: anyCharacter }), (target, id, otherTarget, otherId) => {
        const isSame = target === otherTarget && Buffer.from(id.trim().normalize()).equals(Buffer.from(otherId.trim().normalize()));
        expect(runKey(target, id) === runKey(otherTarget, otherId)).toBe(isSame);
      }),
    );
  });
  test('the webhook, a secret, can not be read out of it, and any header can hold it', () => {
    expect(runKey('whk_fake', 'Bestellung №7 🎈\r\nx: y')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('one Only Once ID, one run', () => {
  test('the first step starts it; the next ones are given that run', async () => {
    const [memory, shop] = [mapMemory(), new Shop()];
    expect(await step(memory, shop.start)).toMatchObject({ executionId: 'exec_1', started: { id: 'exec_1' }, startedAtMs: NOON_MS });
    expect(await step(memory, shop.start, NOON_MS + 23 * HOUR_MS)).toEqual({ executionId: 'exec_1', started: null, startedAtMs: NOON_MS, attempt: 0, account: null, wait: null });
    expect(shop.runs).toHaveLength(1);
  });

  test('a replay that finds the key free, and then taken, is given the run too', async () => {
    const [memory, shop] = [mapMemory(), new Shop()];
    await startOnce(memory, KEY, OF_A_WEBHOOK, 0, NOON_MS, shop.start);
    expect(await startOnce(memory, KEY, OF_A_WEBHOOK, 0, NOON_MS + SECOND_MS, shop.start)).toMatchObject({ executionId: 'exec_1', started: null });
    expect(shop.runs).toHaveLength(1);
  });

  test('everything is kept for as long as the service keeps its own key: a day', async () => {
    const kept: number[] = [];
    const memory = mapMemory();
    const watched = { ...memory, claim: (key: string, value: unknown, ttlS: number) => (kept.push(ttlS), memory.claim(key, value)), set: (key: string, value: unknown, ttlS: number) => (kept.push(ttlS), memory.set(key, value)) };
    await startOnce(watched, KEY, OF_A_WEBHOOK, 0, NOON_MS, new Shop().start);
    await failure(() => startOnce(watched, runKey('cm_fake', 'b'), OF_A_WEBHOOK, 0, NOON_MS, async () => { throw refusal('start_unknown'); }));
    expect(kept).toEqual([DAY_S, DAY_S, DAY_S, DAY_S]);
  }); // prettier-ignore

  test.each([2, 5])('%s steps at the same moment start one run, however their calls interleave; the others wait or are given it', async (steps) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [memory, shop] = [mapMemory(), new Shop()];
        const turns = () => scheduler.schedule(Promise.resolve());
        const outcomes = Promise.allSettled(Array.from({ length: steps }, () => step(slow(memory, turns), async () => (await turns(), shop.start()))));
        const settled = await scheduler.waitFor(outcomes);
        expect(shop.runs).toHaveLength(1);
        for (const outcome of settled) {
          if (outcome.status === 'fulfilled') expect(outcome.value.executionId).toBe('exec_1');
          else expect(outcome.reason).toMatchObject({ kind: 'conflict', canRetry: true });
        }
        expect(settled.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.started !== null)).toHaveLength(1);
        expect(await step(memory, shop.start)).toMatchObject({ executionId: 'exec_1', started: null });
      }),
      { numRuns: 150 },
    );
  });

  test('when the first of five is refused for sure, at most one of the others starts it, and none is told of a run that is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [memory, shop] = [mapMemory(), new Shop()];
        let calls = 0;
        const turns = () => scheduler.schedule(Promise.resolve());
        const start = async () => {
          calls += 1;
          const isFirst = calls === 1;
          await turns();
          if (isFirst) throw refusal('out_of_credits');
          return shop.start();
        };
        const outcomes = Promise.allSettled(Array.from({ length: 5 }, () => step(slow(memory, turns), start)));
        const kinds = (await scheduler.waitFor(outcomes)).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.executionId : (outcome.reason as WireflowError).kind));
        expect(shop.runs.length).toBeLessThanOrEqual(1);
        expect(kinds.filter((kind) => kind === 'out_of_credits')).toHaveLength(1);
        expect(kinds.filter((kind) => !['out_of_credits', 'conflict', 'exec_1'].includes(kind))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('while another step is just starting the run', () => {
  const starting = async (atMs: number) => {
    const memory = mapMemory();
    await memory.claim(NAME, { startingAtMs: atMs });
    return memory;
  };

  test.each([0, 30 * SECOND_MS, 60 * SECOND_MS - 1, -5 * SECOND_MS])('a step that comes %s ms later waits, and says that it started nothing', async (laterMs) => {
    const memory = await starting(NOON_MS);
    for (const look of [() => earlierRun(memory, KEY, OF_A_WEBHOOK, NOON_MS + laterMs), () => startOnce(memory, KEY, OF_A_WEBHOOK, 0, NOON_MS + laterMs, new Shop().start)]) {
      const error = await failure(look);
      expect(error).toMatchObject({ kind: 'conflict', canRetry: true });
      expect(error.message).toMatch(/just starting.*Nothing was started here/);
      expectReadable(error);
    }
  });

  test.each([60 * SECOND_MS, HOUR_MS])('%s ms later that step is gone, and nobody knows how it ended', async (laterMs) => {
    const error = await failure(async () => earlierRun(await starting(NOON_MS), KEY, OF_A_WEBHOOK, NOON_MS + laterMs));
    expect(error).toMatchObject({ kind: 'start_unknown', canRetry: false });
    expect(error.message).toMatch(/may have started.*another Only Once ID/);
    expectReadable(error);
  });
});

describe('a start that failed', () => {
  test.each<ErrorKind>(['out_of_credits', 'rejected', 'rate_limited', 'unreachable', 'timed_out', 'not_found', 'bad_input', 'too_large'])('with %s has started nothing: the Only Once ID is free again', async (kind) => {
    const [memory, shop] = [mapMemory(), new Shop()];
    expect(await failure(() => step(memory, async () => { throw refusal(kind); }))).toMatchObject({ kind });
    expect(memory.kept.size).toBe(0);
    expect(await step(memory, shop.start)).toMatchObject({ started: { id: 'exec_1' } });
  }); // prettier-ignore

  test.each<[string, Error]>([
    ['without an answer', refusal('start_unknown')],
    ['by a mistake in this program', new RangeError('bug')],
  ])('%s may have started: the Only Once ID is used up, at once and a minute later', async (_name, fault) => {
    const [memory, shop] = [mapMemory(), new Shop()];
    await expect(step(memory, async () => { throw fault; })).rejects.toBe(fault);
    for (const laterMs of [1, 59 * SECOND_MS, HOUR_MS]) {
      expect(await failure(() => step(memory, shop.start, NOON_MS + laterMs))).toMatchObject({ kind: 'start_unknown', canRetry: false });
    }
    expect(shop.runs).toEqual([]);
  }); // prettier-ignore
});

describe('a memory that does not do its work never buys twice', () => {
  test('one that can not keep a claim stops the step before anything starts', async () => {
    const shop = new Shop();
    const memory = { ...mapMemory(), claim: async () => { throw down(); } };
    expect(await failure(() => step(memory, shop.start))).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(shop.runs).toEqual([]);
  }); // prettier-ignore

  test('one that says “taken” and shows nothing makes the step wait', async () => {
    const shop = new Shop();
    const memory = { ...mapMemory(), claim: async () => false };
    expect(await failure(() => step(memory, shop.start))).toMatchObject({ kind: 'conflict', canRetry: true });
    expect(shop.runs).toEqual([]);
  });

  test('one that loses what the start gave still hands over this run, and holds the next step back', async () => {
    const shop = new Shop();
    const memory = { ...mapMemory(), set: async () => undefined };
    expect(await step(memory, shop.start)).toMatchObject({ executionId: 'exec_1', started: { id: 'exec_1' } });
    expect(await failure(() => step(memory, shop.start))).toMatchObject({ kind: 'conflict' });
    expect(await failure(() => step(memory, shop.start, NOON_MS + HOUR_MS))).toMatchObject({ kind: 'start_unknown' });
    expect(shop.runs).toHaveLength(1);
  });

  test('one that can not forget keeps an Only Once ID that could be used again, rather than the other way round', async () => {
    const memory = { ...mapMemory(), forget: async () => undefined };
    await failure(() => step(memory, async () => { throw refusal('rejected'); }));
    expect(await failure(() => step(memory, new Shop().start, NOON_MS + SECOND_MS))).toMatchObject({ kind: 'conflict' });
  }); // prettier-ignore

  test.each([
    [{ state: 'gone', atMs: NOON_MS }],
    [{ executionId: '', startingAtMs: 'soon' }],
    [{}],
  ])('what it keeps and nobody can read, %j, is no leave to start', async (kept) => {
    const [memory, shop] = [mapMemory(), new Shop()];
    await memory.set(NAME, kept);
    expect(await failure(() => step(memory, shop.start))).toMatchObject({ kind: 'start_unknown' });
    expect(shop.runs).toEqual([]);
  });

  test('an id that it gives back as a number is the run’s id all the same', async () => {
    const memory = mapMemory();
    await memory.set(NAME, { executionId: 77, startedAtMs: String(NOON_MS) });
    expect(await earlierRun(memory, KEY, OF_A_WEBHOOK, NOON_MS)).toEqual({ executionId: '77', started: null, startedAtMs: NOON_MS, attempt: 0, account: null, wait: null });
  });
});

describe('the key that the service is given', () => {
  const refused = (kind: ErrorKind, status: number | null, canRetry = false) => new WireflowError({ kind, problem: 'No.', nextStep: 'Stop.', status, canRetry });
  const keysAfter = async (fault: WireflowError) => {
    const [memory, keys] = [mapMemory(), [] as string[]];
    await failure(() => step(memory, async (key) => { keys.push(key); throw fault; }));
    await step(memory, async (key) => { keys.push(key); return new Shop().start(); });
    return keys;
  }; // prettier-ignore

  test.each<[ErrorKind, number]>([['out_of_credits', 402], ['rejected', 400], ['forbidden', 403], ['not_found', 404], ['too_large', 413]])('is another one after %s: a service may answer the first with its %s again', async (kind, status) => {
    expect(await keysAfter(refused(kind, status))).toEqual([KEY, `${KEY}-1`]);
  });
  test.each<[ErrorKind, number | null, boolean]>([['rate_limited', 429, true], ['unavailable', 503, true], ['conflict', 409, false], ['unreachable', null, true], ['timed_out', null, true], ['bad_input', null, false]])('stays after %s, where nothing was decided or something may be under way', async (kind, status, canRetry) => {
    expect(await keysAfter(refused(kind, status, canRetry))).toEqual([KEY, KEY]);
  });

  test('steps that meet at an attempt that was refused start one run between them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [memory, shop] = [mapMemory(), new Shop()];
        let calls = 0;
        const turns = () => scheduler.schedule(Promise.resolve());
        const start = async () => {
          const isFirst = (calls += 1) === 1;
          await turns();
          if (isFirst) throw refused('out_of_credits', 402);
          return shop.start();
        };
        await scheduler.waitFor(Promise.allSettled(Array.from({ length: 4 }, () => step(slow(memory, turns), start))));
        expect(shop.runs.length).toBeLessThanOrEqual(1);
        expect(await step(memory, shop.start)).toMatchObject({ executionId: 'exec_1' });
        expect(shop.runs).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('refusals without end are told, and start nothing', async () => {
    const memory = mapMemory();
    for (let attempt = 0; attempt < 40; attempt += 1) await memory.set(attempt === 0 ? NAME : `${NAME}:${attempt}`, { isOver: true });
    const error = await failure(() => step(memory, new Shop().start));
    expect(error).toMatchObject({ kind: 'rejected', canRetry: false });
    expectReadable(error);
  });
});

describe('a claim whose answer is lost on the way', () => {
  const lossy = (memory: ReturnType<typeof mapMemory>, answer: () => boolean) => ({ ...memory, claim: async (key: string, value: unknown) => (await memory.claim(key, value), answer()) });
  test.each<[string, () => boolean]>([
    ['and is asked for again, so that it seems to be somebody else’s', () => false],
    ['and never comes', () => { throw down(); }],
  ])('%s is known by its mark: the run is started once', async (_how, answer) => {
    const [memory, shop] = [mapMemory(), new Shop()];
    expect(await step(lossy(memory, answer), shop.start)).toMatchObject({ started: { id: 'exec_1' } });
    expect(await step(memory, shop.start)).toMatchObject({ executionId: 'exec_1', started: null });
    expect(shop.runs).toHaveLength(1);
  }); // prettier-ignore
});

describe('a run that is waited for', () => {
  const RUN: ClaimedRun = { executionId: 'exec_1', started: null, startedAtMs: NOON_MS, attempt: 0, account: null, wait: null };
  const wait = { sinceMs: NOON_MS, dueMs: NOON_MS + SECOND_MS };

  test('is kept for another day with each look, with the wait for it', async () => {
    const [memory, kept] = [mapMemory(), [] as unknown[]];
    const watched = { ...memory, set: (key: string, value: unknown, ttlS: number) => (kept.push(ttlS), memory.set(key, value)) };
    expect(await renewClaim(watched, KEY, RUN, wait)).toBe(true);
    expect(kept).toEqual([DAY_S]);
    expect(await earlierRun(memory, KEY, OF_A_WEBHOOK, NOON_MS)).toEqual({ ...RUN, wait });
    expect(await renewClaim(memory, KEY, RUN, null)).toBe(true);
    expect(await earlierRun(memory, KEY, OF_A_WEBHOOK, NOON_MS)).toEqual(RUN);
  });

  test('is known not to be kept, where the store takes it and keeps what it had', async () => {
    const memory = mapMemory();
    await renewClaim(memory, KEY, RUN, wait);
    expect(await renewClaim({ ...memory, set: async () => undefined }, KEY, RUN, { ...wait, dueMs: NOON_MS + HOUR_MS })).toBe(false);
    expect(await renewClaim({ ...memory, get: async () => null }, KEY, RUN, wait)).toBe(false);
  });

  test('makes room for another attempt when it is over', async () => {
    const memory = mapMemory();
    await endAttempt(memory, KEY, RUN);
    expect(await earlierRun(memory, KEY, OF_A_WEBHOOK, NOON_MS)).toEqual({ attempt: 1 });
  });
});
