import { Limit, WINDOW_MS, type RequestLimit } from './limit.js';
import type { Schedule } from './schedules.js';

/** What one account saw. Refused requests count as requests. */
export interface Outcome {
  requests: number;
  refusals: number;
  /** Per execution, from 'finished' to 'seen'. */
  gapsMs: number[];
  /** When the last of them was seen, on the limit's clock. */
  endedAtMs: number;
}

interface Run {
  durationMs: number;
  startedAtMs: number | undefined;
  look: number;
  nextAtMs: number;
  replyMs: number;
}

export interface World {
  readonly limit?: RequestLimit;
  /** How long the next reply takes, in ms; the run is read, and the request counted, in the middle of it. */
  readonly replyMs?: () => number;
  /** When the runs are started, on the limit's clock. */
  readonly fromMs?: number;
}

/**
 * Runs executions that are started at the same moment on one account, each watched by its own copy of the schedule. The
 * start is a request like a look. An image counts as seen when the reply that shows it has arrived.
 */
export function simulate(schedule: Schedule, durationsMs: readonly number[], { limit = new Limit(), replyMs = () => 0, fromMs = 0 }: World = {}): Outcome {
  const runs: Run[] = durationsMs.map((durationMs) => ({ durationMs, startedAtMs: undefined, look: 0, nextAtMs: fromMs, replyMs: replyMs() }));
  const outcome: Outcome = { requests: 0, refusals: 0, gapsMs: [], endedAtMs: fromMs };
  const readAtMs = (run: Run) => run.nextAtMs + run.replyMs / 2;

  const open = new Set(runs);
  while (open.size > 0) {
    const run = [...open].reduce((first, other) => (readAtMs(other) < readAtMs(first) ? other : first));
    const atMs = readAtMs(run);
    const nowMs = run.nextAtMs + run.replyMs;
    const limits = limit.request(atMs);
    outcome.requests += 1;
    run.replyMs = replyMs();

    if (limits.retryAfterMs !== undefined) {
      outcome.refusals += 1;
      if (run.startedAtMs === undefined) {
        run.nextAtMs = nowMs + limits.retryAfterMs;
        continue;
      }
    } else if (run.startedAtMs === undefined) {
      run.startedAtMs = atMs;
    } else {
      if (atMs >= run.startedAtMs + run.durationMs) {
        outcome.gapsMs.push(nowMs - run.startedAtMs - run.durationMs);
        outcome.endedAtMs = Math.max(outcome.endedAtMs, nowMs);
        open.delete(run);
        continue;
      }
      run.look += 1;
    }
    run.nextAtMs = nowMs + schedule.waitMs({ look: run.look, elapsedMs: nowMs - run.startedAtMs, limits, nowMs });
  }
  return outcome;
}

/** The most requests in any 60 s of one run that goes on for ten minutes on an account that tells of no limit and has none. */
export function busiestMinute(schedule: Schedule): number {
  const atMs: number[] = [];
  const endless: RequestLimit = {
    request: (nowMs) => {
      atMs.push(nowMs);
      return {};
    },
  };
  simulate(schedule, [10 * WINDOW_MS], { limit: endless });
  return Math.max(...atMs.map((from) => atMs.filter((at) => at >= from && at < from + WINDOW_MS).length));
}
