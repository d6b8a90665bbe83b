import type { WireflowClient } from '../api/client.js';
import { hasEnded } from '../model/execution.js';
import { number } from '../json.js';
import { lookAgain, type Verdict } from './requeue.js';
import type { Memory } from '../memory.js';
import type { Wait } from './start_run.js';
import { waitForEnd, type Clock } from './wait_for_end.js';

const MS_PER_MINUTE = 60_000;
const KEPT_S = 2 * 24 * 60 * 60;

export interface FindPlan {
  readonly executionId: string;
  readonly wait: Wait;
  readonly longestWaitMinutes: number;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Whether the platform can run the step again later: not while somebody watches it in the editor. */
  readonly canLookAgain: boolean;
}

/**
 * An execution by its id, waited for as its plan says.
 *
 * @returns the execution as last seen, or how long to wait before the step is run again
 * @throws WireflowError `not_found` when there is no such execution
 */
export async function findExecution(client: WireflowClient, memory: Memory, clock: Clock, plan: FindPlan): Promise<Verdict> {
  const { executionId, wait, longestWaitMinutes, deadlineMs, canLookAgain } = plan;
  const first = await client.poll(executionId);
  if (wait === 'no') return { execution: first };
  const startedAtMs = first.startedAt === null ? clock.now() : Date.parse(first.startedAt);
  const seen = await waitForEnd(client, clock, first, { startedAtMs, deadlineMs });
  if (wait === 'up_to_25_s' || !canLookAgain || hasEnded(seen.status)) return { execution: seen };
  const sinceMs = await firstLookMs(memory, executionId, clock.now());
  // Where nothing is remembered, the wait could never be known to be over.
  if (sinceMs === null) return { execution: { ...seen, message: 'The run goes on; find it again later by its Execution ID.' } };
  const verdict = lookAgain(seen, { sinceMs, nowMs: clock.now(), longestWaitMs: longestWaitMinutes * MS_PER_MINUTE });
  // This step is through with its wait: another one that looks for the same run has its own.
  if ('execution' in verdict) await memory.set(firstLookKey(executionId), null, KEPT_S);
  return verdict;
}

/** When a step first looked for this execution, ms since 1970; null when that can't be remembered. */
async function firstLookMs(memory: Memory, executionId: string, nowMs: number): Promise<number | null> {
  const key = firstLookKey(executionId);
  const kept = number(await memory.get(key));
  if (kept !== null) return kept;
  await memory.set(key, nowMs, KEPT_S);
  return number(await memory.get(key));
}

function firstLookKey(executionId: string): string {
  return `first_look:${executionId}`;
}
