import { hasEnded, type Execution } from '../model/execution.js';
import type { Wait } from './run_id_claim.js';

const MINUTE_MS = 60_000;
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;
/** A step that comes this much later than it was told to is another one: the wait before it was given up. */
const LATE_MS = 120 * MINUTE_MS;

/** What to do with a run that has not ended when a step's time is over. */
export type Verdict = { readonly lookAgainInMs: number } | { readonly execution: Execution };

/** Since when a step waits, ms since 1970: since `freshMs`, unless it takes up a wait that was begun before. */
export function waitingSinceMs(wait: Wait | null, freshMs: number, nowMs: number): number {
  return wait === null || nowMs > wait.dueMs + LATE_MS ? freshMs : wait.sinceMs;
}

/**
 * Whether a step that waits "until finished" goes back into the queue to look again, and when: the longer a run has
 * taken, the longer the pause, and no sooner than the service asks for. After the longest wait the run is handed over as it
 * is, whatever the looks were answered, with a message that says so.
 *
 * @param sinceMs when the step looked for the first time, ms since 1970
 * @param askedMs how long the service asks to be left alone
 */
export function lookAgain(execution: Execution, { sinceMs, nowMs, longestWaitMs, askedMs = 0 }: { sinceMs: number; nowMs: number; longestWaitMs: number; askedMs?: number | undefined }): Verdict {
  if (hasEnded(execution.status)) return { execution };
  const waitedMs = Math.max(0, nowMs - sinceMs);
  const leftMs = longestWaitMs - waitedMs;
  if (leftMs <= 0) return { execution: { ...execution, message: stillGoing(Math.round(waitedMs / MINUTE_MS)) } };
  const pauseMs = Math.max(askedMs, Math.min(Math.max(waitedMs / 4, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
  return { lookAgainInMs: Math.min(pauseMs, Math.max(leftMs, SHORTEST_PAUSE_MS)) };
}

function stillGoing(minutes: number): string {
  return `The execution was not seen to finish in the ${minutes} minutes since it was first looked at. If it goes on in Wireflow, find it later by its Execution ID.`;
}
