import { Limit, WINDOW_MS } from './limit.js';
import type { Schedule } from './schedules.js';

/** What one account saw. Refused requests count as requests. */
export interface Outcome {
  requests: number;
  refusals: number;
  /** Per execution, from 'finished' to 'seen'. */
  gapsMs: number[];
}

interface Run {
  durationMs: number;
  startedAtMs: number | undefined;
  look: number;
  nextAtMs: number;
}

/**
 * Runs executions that are started at the same moment on one account, each watched by its own copy of the schedule. The
 * start is a request like a look. A reply takes no time: it would add the same to every schedule.
 */
export function simulate(schedule: Schedule, durationsMs: readonly number[], limit = new Limit()): Outcome {
  const runs: Run[] = durationsMs.map((durationMs) => ({ durationMs, startedAtMs: undefined, look: 0, nextAtMs: 0 }));
  const outcome: Outcome = { requests: 0, refusals: 0, gapsMs: [] };

  const open = new Set(runs);
  while (open.size > 0) {
    const run = [...open].reduce((first, other) => (other.nextAtMs < first.nextAtMs ? other : first));
    const nowMs = run.nextAtMs;
    const limits = limit.request(nowMs);
    outcome.requests += 1;

    if (limits.retryAfterMs !== undefined) {
      outcome.refusals += 1;
      if (run.startedAtMs === undefined) {
        run.nextAtMs = nowMs + limits.retryAfterMs;
        continue;
      }
    } else if (run.startedAtMs === undefined) {
      run.startedAtMs = nowMs;
    } else {
      const gapMs = nowMs - run.startedAtMs - run.durationMs;
      if (gapMs >= 0) {
        outcome.gapsMs.push(gapMs);
        open.delete(run);
        continue;
      }
      run.look += 1;
    }
    run.nextAtMs = nowMs + schedule.waitMs({ look: run.look, elapsedMs: nowMs - run.startedAtMs, limits, nowMs });
  }
  return outcome;
}

/** The most requests in any 60 s of one run that goes on for ten minutes on an account without a limit. */
export function busiestMinute(schedule: Schedule): number {
  const atMs: number[] = [];
  const endless = new Limit(Infinity);
  const request = endless.request.bind(endless);
  endless.request = (nowMs) => {
    atMs.push(nowMs);
    return request(nowMs);
  };
  simulate(schedule, [10 * WINDOW_MS], endless);
  return Math.max(...atMs.map((from) => atMs.filter((at) => at >= from && at < from + WINDOW_MS).length));
}
