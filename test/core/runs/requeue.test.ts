import fc from 'fast-check';
import { unknownExecution } from '../../../core/model/execution.js';
import { lookAgain } from '../../../core/runs/requeue.js';
import { HOUR_MS, MINUTE_MS, NOON_MS, SECOND_MS } from '../../helpers/hand_clock.js';

const RUNNING = { ...unknownExecution('exec_1'), status: 'running' as const };
const after = (waitedMs: number, longestWaitMs = HOUR_MS) => lookAgain(RUNNING, { sinceMs: NOON_MS, nowMs: NOON_MS + waitedMs, longestWaitMs });

test.each(['completed', 'failed', 'cancelled', 'timed_out'] as const)('a run that has %s is handed over untouched, even after the longest wait', (status) => {
  const ended = { ...RUNNING, status };
  expect(lookAgain(ended, { sinceMs: NOON_MS, nowMs: NOON_MS + 9 * HOUR_MS, longestWaitMs: HOUR_MS })).toEqual({ execution: ended });
});

describe('the pause until the next look', () => {
  test.each([
    [0, 30], [2 * MINUTE_MS, 30], [4 * MINUTE_MS, 60], [12 * MINUTE_MS, 180], [20 * MINUTE_MS, 300], [50 * MINUTE_MS, 300],
  ])('grows with the wait: after %s ms it is %s s', (waitedMs, pauseS) => expect(after(waitedMs)).toEqual({ lookAgainInMs: pauseS * SECOND_MS })); // prettier-ignore

  test('ends with the longest wait', () => {
    expect(after(58 * MINUTE_MS)).toEqual({ lookAgainInMs: 2 * MINUTE_MS });
  });

  test('is never a rush: the last seconds are half a minute', () => {
    expect(after(HOUR_MS - 1)).toEqual({ lookAgainInMs: 30 * SECOND_MS });
  });
});

describe('the end of the wait', () => {
  test('comes at the longest wait, to the millisecond, with a message that says how long it was', () => {
    expect(after(HOUR_MS - 1)).toHaveProperty('lookAgainInMs');
    expect(after(HOUR_MS)).toEqual({ execution: { ...RUNNING, message: 'The execution was not seen to finish in the 60 minutes since it was first looked at. If it goes on in Wireflow, find it later by its Execution ID.' } });
  });

  test('always comes, whenever the step is run again', () => {
    fc.assert(
      fc.property(fc.integer({ min: MINUTE_MS, max: 24 * HOUR_MS }), fc.integer({ min: 0, max: 25_000 }), fc.func(fc.integer({ min: 0, max: 90_000 })), (longestWaitMs, stepMs, lateMs) => {
        let atMs = 0;
        for (let looks = 1; looks <= 400; looks += 1) {
          atMs += stepMs;
          const verdict = after(atMs, longestWaitMs);
          if ('execution' in verdict) {
            expect(atMs).toBeGreaterThanOrEqual(longestWaitMs);
            expect(atMs).toBeLessThanOrEqual(longestWaitMs + stepMs + 90_000 + 30_000);
            return;
          }
          expect(verdict.lookAgainInMs).toBeGreaterThanOrEqual(30_000);
          expect(verdict.lookAgainInMs).toBeLessThanOrEqual(5 * MINUTE_MS);
          atMs += verdict.lookAgainInMs + lateMs(looks);
        }
        throw new Error('The step would look for ever');
      }),
      { numRuns: 60 },
    );
  });

  test('is not brought forward by a clock that went back', () => {
    expect(after(-3 * HOUR_MS)).toEqual({ lookAgainInMs: 30 * SECOND_MS });
  });
});
