import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, isWhole, withKnownFacts, type Execution } from '../model/execution.js';
import { paceAfter } from './pace.js';
import { withKnownPlan } from './roomy_pace.js';

export interface Clock {
  /** ms since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A look needs this much time before the deadline, or it is not begun. */
const LOOK_MS = 2_000;
/** Looks again at a run that is called completed before its file is there. */
const EMPTY_LOOKS = 3;
const EMPTY_LOOK_MS = 2_000;
/** After the n-th look in a row that failed, the wait is at least n times this, whatever room the plan has. */
const FAULT_MS = 1_000;

/**
 * Looks at a run until it has ended with its files, or until the deadline. Nothing that goes wrong while looking is an
 * error: the run has been started, and its id must reach the person. A limit is waited out where the time allows it.
 *
 * @param startedAtMs when the run was started, which sets the pace; ms since 1970
 * @param looksMs when to look, in ms after the start, where the workflow's last runs are known
 * @param perMinute the requests of the account's plan, where an earlier look has told them
 * @param deadlineMs when the step must be done; ms since 1970
 * @param signal ends the wait when it is aborted, where a person can stop the step
 * @returns the run as last seen
 */
export async function waitForEnd(
  client: WireflowClient,
  clock: Clock,
  execution: Execution,
  { startedAtMs, looksMs, perMinute = null, deadlineMs, signal }: { startedAtMs: number; looksMs?: readonly number[] | null; perMinute?: number | null; deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<Execution> {
  let seen = execution;
  let emptyLooks = 0;
  let retryAfterMs = 0;
  let faults = 0;
  while (!isDone(seen) && emptyLooks < EMPTY_LOOKS && !signal?.aborted) {
    const pacedMs = paceAfter({ elapsedMs: clock.now() - startedAtMs, looksMs, limits: withKnownPlan(client.limits, perMinute), nowMs: clock.now() });
    const waitMs = Math.max(hasEnded(seen.status) ? EMPTY_LOOK_MS : pacedMs, retryAfterMs, faults * FAULT_MS);
    // The last look is taken as late as the time allows, rather than not at all.
    const affordableMs = deadlineMs - LOOK_MS - clock.now();
    if (affordableMs <= 0 || retryAfterMs > affordableMs) break;
    await clock.sleep(Math.min(waitMs, affordableMs));
    if (signal?.aborted) break;
    try {
      const before = seen;
      seen = withKnownFacts(await client.poll(seen.id), seen);
      // Seen to end between two looks: at most a pause's length too late, where the service tells no time.
      if (hasEnded(seen.status) && !hasEnded(before.status)) seen = { ...seen, finishedAt: seen.finishedAt ?? new Date(clock.now()).toISOString() };
      retryAfterMs = 0;
      faults = 0;
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      if (!error.canRetry && error.kind !== 'unreadable') return { ...seen, message: couldNotLook(error) };
      retryAfterMs = error.retryAfterMs ?? 0;
      faults += 1;
    }
    if (seen.status === 'completed' && !isWhole(seen)) emptyLooks += 1;
  }
  return seen;
}

function isDone(execution: Execution): boolean {
  return hasEnded(execution.status) && (execution.status !== 'completed' || isWhole(execution));
}

/** A message for a run of which only its id is certain. */
export function couldNotLook(error: WireflowError): string {
  return `The execution has started, but it could not be looked at: ${error.problem} ${error.nextStep}`;
}
