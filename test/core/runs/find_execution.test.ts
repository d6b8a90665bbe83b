import { findExecution, type FindPlan } from '../../../core/runs/find_execution.js';
import type { Memory } from '../../../core/memory.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { ForgetfulMemory } from '../../../proof/prove/lost/forgetful_memory.js';
import { clientOf, failure, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { HandClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

const RUNNING = response(200, { status: 'RUNNING' });
const FINISHED = response(200, { status: 'COMPLETED', output: { url: 'https://cdn.wireflow.ai/a.png' } });

/** A connection whose looks are answered by the next of `looks`, the last of them again and again. */
function finder(looks: readonly HttpResponse[], memory: Memory = mapMemory()) {
  const clock = new HandClock();
  const wire = recorded((_request, index) => looks[Math.min(index, looks.length - 1)] as HttpResponse);
  const find = (plan: Partial<FindPlan> = {}) =>
    findExecution(clientOf(wire, FAKE_KEY, clock.now), memory, clock, { executionId: 'exec_1', wait: 'no', longestWaitMinutes: 60, deadlineMs: clock.atMs + 25_000, canLookAgain: true, ...plan });
  return { find, clock, wire };
}

test('without waiting, one look gives the execution as it is', async () => {
  const { find, wire } = finder([RUNNING, FINISHED]);
  expect(await find()).toMatchObject({ execution: { id: 'exec_1', status: 'running' } });
  expect(wire.sent).toHaveLength(1);
});

test('one that is not there is not found, however long a person would wait', async () => {
  expect(await failure(() => finder([response(404, {})]).find({ wait: 'until_finished' }))).toMatchObject({ kind: 'not_found' });
});

test('up to 25 seconds: it is handed over when it ends, or as it is when the time is over', async () => {
  expect(await finder([RUNNING, FINISHED]).find({ wait: 'up_to_25_s' })).toMatchObject({ execution: { status: 'completed' } });
  const { find, clock } = finder([RUNNING]);
  expect(await find({ wait: 'up_to_25_s' })).toMatchObject({ execution: { status: 'running', message: null } });
  expect(clock.atMs - NOON_MS).toBeLessThanOrEqual(25_000);
});

test('the pace follows the run’s own start, where the service tells it', async () => {
  const startedAt = new Date(NOON_MS - 12_000).toISOString();
  const told = finder([response(200, { status: 'RUNNING', startedAt }), FINISHED]);
  const untold = finder([RUNNING, FINISHED]);
  await told.find({ wait: 'up_to_25_s' });
  await untold.find({ wait: 'up_to_25_s' });
  expect([told.clock.naps[0], untold.clock.naps[0]]).toEqual([1_000, 9_000]);
});

describe('until it has finished', () => {
  const wait = 'until_finished' as const;

  test('the step looks again later, and then hands it over', async () => {
    const { find } = finder([...Array<HttpResponse>(6).fill(RUNNING), FINISHED]);
    let steps = 1;
    let verdict = await find({ wait });
    for (; 'lookAgainInMs' in verdict; steps += 1) verdict = await find({ wait });
    expect(verdict.execution).toMatchObject({ status: 'completed' });
    expect(steps).toBeGreaterThan(1);
  });

  test.each([1, 10, 60, 1_440])('is over after the longest wait of %s minutes, with a message, and never goes on for ever', async (longestWaitMinutes) => {
    const { find, clock } = finder([RUNNING]);
    let steps = 1;
    let verdict = await find({ wait, longestWaitMinutes });
    for (; 'lookAgainInMs' in verdict && steps < 400; steps += 1) {
      clock.atMs += verdict.lookAgainInMs;
      verdict = await find({ wait, longestWaitMinutes });
    }
    expect(verdict).toMatchObject({ execution: { status: 'running', message: expect.stringMatching(/was not seen to finish in the \d+ minutes since/) } });
    expect(clock.atMs - NOON_MS).toBeGreaterThanOrEqual(longestWaitMinutes * MINUTE_MS);
    expect(clock.atMs - NOON_MS).toBeLessThanOrEqual(longestWaitMinutes * MINUTE_MS + 2 * MINUTE_MS);
  });

  test('where somebody watches, the step does not go back', async () => {
    expect(await finder([RUNNING]).find({ wait, canLookAgain: false })).toMatchObject({ execution: { status: 'running', message: null } });
  });

  test('a second step that looks for the same run later has a wait of its own', async () => {
    const { find, clock } = finder([RUNNING]);
    expect(await find({ wait: 'until_finished' })).toHaveProperty('lookAgainInMs');
    clock.atMs += HOUR_MS + MINUTE_MS;
    expect(await find({ wait: 'until_finished' })).toMatchObject({ execution: { status: 'running' } });
    clock.atMs += HOUR_MS;
    expect(await find({ wait: 'until_finished' })).toHaveProperty('lookAgainInMs');
  });

  test('its beginning is kept as long as the longest wait', async () => {
    let now = () => NOON_MS;
    const { find, clock } = finder([RUNNING], new ForgetfulMemory(() => now()));
    now = clock.now;
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      expect(await find({ wait: 'until_finished', longestWaitMinutes: 24 * 60 })).toHaveProperty('lookAgainInMs');
      clock.atMs = NOON_MS + (minute + 5) * MINUTE_MS;
    }
    expect(await find({ wait: 'until_finished', longestWaitMinutes: 24 * 60 })).toMatchObject({ execution: { message: expect.stringMatching(/1440 minutes/) } });
  });

  test('each execution has a wait of its own', async () => {
    const { find, clock } = finder([RUNNING]);
    await find({ wait });
    clock.atMs += HOUR_MS;
    expect(await find({ wait })).toHaveProperty('execution');
    expect(await find({ wait, executionId: 'exec_2' })).toHaveProperty('lookAgainInMs');
  });

  test('a second step waits for itself: after the first has given up, and after the first has gone', async () => {
    const { find, clock } = finder([RUNNING]);
    await find({ wait });
    clock.atMs += HOUR_MS;
    expect(await find({ wait })).toHaveProperty('execution');
    expect(await find({ wait })).toHaveProperty('lookAgainInMs');
    clock.atMs += 5 * HOUR_MS;
    expect(await find({ wait })).toHaveProperty('lookAgainInMs');
  });

  test('the wait is kept for longer than any wait may be, whichever pauses there are', async () => {
    const [memory, kept] = [mapMemory(), [] as number[]];
    const { find } = finder([RUNNING], { ...memory, set: (key, value, ttlS) => (kept.push(ttlS), memory.set(key, value)) });
    await find({ wait, longestWaitMinutes: 1_440 });
    expect(kept).toEqual([2 * 24 * 60 * 60]);
  });

  test('looks that are refused are waited out too, and end with the wait', async () => {
    const { find, clock } = finder([response(429, {}, { 'Retry-After': '7200' })]);
    expect(await find({ wait })).toEqual({ lookAgainInMs: HOUR_MS });
    clock.atMs += HOUR_MS;
    expect(await find({ wait })).toMatchObject({ execution: { id: 'exec_1', status: 'running', message: expect.stringMatching(/not seen to finish in the 60 minutes/) } });
    expect(await failure(() => find({ wait: 'no' }))).toMatchObject({ kind: 'rate_limited' });
  });

  test.each<[string, Memory]>([
    ['keeps nothing', { get: async () => null, set: async () => undefined }],
    ['gives back something else', { get: async () => 'yesterday', set: async () => undefined }],
  ])('a platform that %s could wait for ever: the execution is handed over at once, with a message', async (_what, memory) => {
    expect(await finder([RUNNING], memory).find({ wait })).toMatchObject({ execution: { status: 'running', message: 'The execution goes on; find it later by its Execution ID.' } });
  });

  test('a run that can not be looked at any more is handed over with the reason', async () => {
    const { find } = finder([RUNNING, response(403, { error: 'Forbidden' })]);
    expect(await find({ wait, canLookAgain: false })).toMatchObject({ execution: { status: 'running', message: expect.stringMatching(/could not be looked at.*scope/) } });
  });
});
