import { hasEnded, type Execution } from '../model/execution.js';

const MINUTE_MS = 60_000;
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/** What to do with a run that has not ended when a step's time is over. */
export type Verdict = { readonly lookAgainInMs: number } | { readonly execution: Execution };

/**
 * Whether a step that waits "until finished" goes back into the queue to look again, and when: the longer a run has
 * taken, the longer the pause. After the longest wait the run is handed over as it is, with a message that says so.
 *
 * @param sinceMs when the step looked for the first time, ms since 1970
 */
export function lookAgain(execution: Execution, { sinceMs, nowMs, longestWaitMs }: { sinceMs: number; nowMs: number; longestWaitMs: number }): Verdict {
  if (hasEnded(execution.status)) return { execution };
  const waitedMs = Math.max(0, nowMs - sinceMs);
  const leftMs = longestWaitMs - waitedMs;
  if (leftMs <= 0) return { execution: { ...execution, message: stillGoing(Math.round(waitedMs / MINUTE_MS)) } };
  const pauseMs = Math.min(Math.max(waitedMs / 4, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  return { lookAgainInMs: Math.min(pauseMs, Math.max(leftMs, SHORTEST_PAUSE_MS)) };
}

function stillGoing(minutes: number): string {
  return `The run has not finished after ${minutes} minutes of waiting. It goes on in Wireflow; find it later by its Execution ID.`;
}
