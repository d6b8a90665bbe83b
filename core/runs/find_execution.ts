import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, unknownExecution, type Execution } from '../model/execution.js';
import { isObject, number } from '../json.js';
import { lookAgain, waitingSinceMs, type Verdict } from './requeue.js';
import type { Memory } from '../memory.js';
import type { Wait as Kept } from './run_id_claim.js';
import type { Wait } from './start_run.js';
import { waitAndLearn } from './wait_and_learn.js';
import { couldNotLook, type Clock } from './wait_for_end.js';

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
  const { wait, longestWaitMinutes, deadlineMs, canLookAgain } = plan;
  const waitsOn = wait === 'until_finished' && canLookAgain;
  const first = await firstLook(client, plan.executionId, waitsOn);
  if (wait === 'no') return { execution: first };
  const startedAtMs = first.startedAt === null ? clock.now() : Date.parse(first.startedAt);
  const seen = await waitAndLearn(client, memory, clock, first, { startedAtMs, deadlineMs });
  if (!waitsOn || hasEnded(seen.status)) return { execution: seen };

  const nowMs = clock.now();
  const name = `first_look:${plan.executionId}`;
  const sinceMs = waitingSinceMs(readWait(await memory.get(name)), nowMs, nowMs);
  const verdict = lookAgain(seen, { sinceMs, nowMs, longestWaitMs: longestWaitMinutes * MS_PER_MINUTE, askedMs: client.limits.retryAfterMs });
  // A step that gives up leaves nothing behind: the next one waits for itself.
  const kept: Kept | null = 'lookAgainInMs' in verdict ? { sinceMs, dueMs: nowMs + verdict.lookAgainInMs } : null;
  await memory.set(name, kept, KEPT_S);
  // Where nothing is remembered, the wait could never be known to be over.
  const isKept = kept === null || readWait(await memory.get(name))?.dueMs === kept.dueMs;
  return isKept ? verdict : { execution: { ...seen, message: 'The execution goes on; find it later by its Execution ID.' } };
}

/** While a step waits, what passes by itself is waited out with everything else, and so has an end. */
async function firstLook(client: WireflowClient, executionId: string, waitsOn: boolean): Promise<Execution> {
  return client.poll(executionId).catch((error: unknown) => {
    if (!waitsOn || !(error instanceof WireflowError) || !error.canRetry) throw error;
    return { ...unknownExecution(executionId), status: 'running', message: couldNotLook(error) } as const;
  });
}

function readWait(kept: unknown): Kept | null {
  const [sinceMs, dueMs] = isObject(kept) ? [number(kept['sinceMs']), number(kept['dueMs'])] : [null, null];
  return sinceMs === null || dueMs === null ? null : { sinceMs, dueMs };
}
