import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, hasFile, isWhole, withKnownFacts, type Execution } from '../model/execution.js';
import type { RequestBudget } from './request_budget.js';
import { roomForFound, startMs, type FoundRun, type OpenRun } from './trigger_memory.js';

const MINUTE_MS = 60_000;
const LOOK_UPS_AT_ONCE = 4;
/** A run may be called completed before its outputs can be read; after this long it has none. */
const OUTPUT_GRACE_MS = MINUTE_MS;
/** Who waits for images has nothing to hand over before the first: it is looked for this long, ever more seldom. */
const FIRST_IMAGE_GRACE_MS = 15 * MINUTE_MS;
/** A run may be listed, or have been started, a while before it can be looked up. */
const UNKNOWN_GRACE_MS = 10 * MINUTE_MS;
/** A run that ended in another way may be resumed: it is looked at again, ever more seldom. */
const FIRST_LOOK_BACK_MS = 4 * MINUTE_MS;

export type Outcome = 'completed' | 'failed';

/** The watch while it is being changed. */
export interface Sorted {
  readonly open: Map<string, OpenRun>;
  readonly found: Map<string, FoundRun>;
  readonly done: Set<string>;
}

export interface Wanted {
  readonly workflowId: string | null;
  readonly outcome: Outcome;
  /** Whether only images are handed over, and nothing of a run without one. */
  readonly tellsImagesApart: boolean;
}

/** Looks runs up by their id, and moves what has ended out of `open`. */
export async function lookUp(
  client: WireflowClient,
  budget: RequestBudget,
  wanted: Wanted,
  due: readonly OpenRun[],
  sorted: Sorted,
): Promise<void> {
  const { open, found, done } = sorted;
  const { workflowId } = wanted;
  const queue = inTurns(due.filter((run) => isTimeToLook(run, client.now()))).slice(0, Math.max(0, roomForFound(found, client.now())));
  while (queue.length > 0) {
    const batch = queue.splice(0, LOOK_UPS_AT_ONCE).filter(() => budget.take());
    const looks = await Promise.allSettled(batch.map((run) => look(client, budget, run, workflowId)));
    for (const [index, seen] of looks.entries()) {
      const run = batch[index] as OpenRun;
      const isOther = seen.status === 'fulfilled' && workflowId !== null && (seen.value.workflowId ?? workflowId) !== workflowId;
      // The list will show it again, and it need not be asked for again.
      if (isOther) done.add(run.id);
      if (isOther || (seen.status === 'rejected' && isGone(seen.reason) && client.now() - run.metAtMs >= UNKNOWN_GRACE_MS)) open.delete(run.id);
      else if (seen.status === 'fulfilled') settle(withKnownFacts(seen.value, run.listed), wanted, run, client.now(), sorted);
      // A run that can't be read takes its turn behind the others, or it would hold them up for ever.
      else open.set(run.id, { ...run, lookedAtMs: client.now() });
    }
    // Out of budget, or the service is not well: the rest has its turn at the next poll.
    if (batch.length < LOOK_UPS_AT_ONCE || looks.some((seen) => seen.status === 'rejected' && !isGone(seen.reason))) return;
  }
}

/** A look at a run, and where neither the list nor that says to which workflow it belongs, one at what else there is about it. */
async function look(client: WireflowClient, budget: RequestBudget, { id, listed }: OpenRun, workflowId: string | null): Promise<Execution> {
  const execution = await client.poll(id);
  const isUntold = workflowId !== null && hasEnded(execution.status) && (execution.workflowId ?? listed.workflowId) === null;
  if (!isUntold || !budget.take()) return execution;
  const described = await client.describeExecution(id).catch((error: unknown) => {
    if (error instanceof WireflowError) return null;
    throw error;
  });
  return described === null ? execution : withKnownFacts(execution, described);
}

/** Those that have waited longest and the newest by turns: none waits for ever, and none behind a backlog. */
function inTurns(due: readonly OpenRun[]): OpenRun[] {
  const touchedMs = ({ metAtMs, lookedAtMs }: OpenRun) => Math.max(metAtMs, lookedAtMs);
  const isHalted = ({ haltedAtMs }: OpenRun) => Number(haltedAtMs !== undefined);
  const waiting = [...due].sort((a, b) => isHalted(a) - isHalted(b) || touchedMs(a) - touchedMs(b));
  const newest = due.filter(({ lookedAtMs }) => lookedAtMs === 0).sort((a, b) => startMs(b.listed) - startMs(a.listed));
  return [...new Set(waiting.flatMap((run, index) => [run, ...newest.slice(index, index + 1)]))];
}

function settle(execution: Execution, { outcome, tellsImagesApart }: Wanted, run: OpenRun, nowMs: number, sorted: Sorted): void {
  const { open } = sorted;
  const { id, status } = execution;
  const { haltedAtMs, ...going } = run;
  if (!hasEnded(status)) {
    open.set(id, { ...going, lookedAtMs: nowMs });
    return;
  }
  if (mayBeResumed(status, outcome)) {
    open.set(id, { ...run, lookedAtMs: nowMs, haltedAtMs: haltedAtMs ?? nowMs });
    return;
  }
  const emptySinceMs = run.emptySinceMs ?? nowMs;
  // By our own clock alone: the service's may be off by minutes, or by a time zone.
  if (isWanted(status, outcome) && !isWhole(execution) && nowMs - emptySinceMs <= OUTPUT_GRACE_MS) {
    open.set(id, { ...going, lookedAtMs: nowMs, emptySinceMs });
    return;
  }
  if (tellsImagesApart && status === 'completed' && !hasFile(execution) && nowMs - emptySinceMs <= FIRST_IMAGE_GRACE_MS) {
    open.set(id, { ...going, lookedAtMs: nowMs, emptySinceMs });
    return;
  }
  keepFound(execution, nowMs, sorted);
}

/** Whether a run that ended so may yet end as wanted: Wireflow can resume one that failed. */
export function mayBeResumed(status: Execution['status'], outcome: Outcome): boolean {
  return outcome === 'completed' && hasEnded(status) && status !== 'completed';
}

/** Whether it is time to look again at a run that has ended in another way, or long without a file; always at one that goes on. */
export function isTimeToLook({ haltedAtMs, emptySinceMs, lookedAtMs }: OpenRun, nowMs: number): boolean {
  const isLongEmpty = emptySinceMs !== undefined && lookedAtMs - emptySinceMs > OUTPUT_GRACE_MS;
  const overSinceMs = haltedAtMs ?? (isLongEmpty ? emptySinceMs : undefined);
  return overSinceMs === undefined || nowMs - lookedAtMs >= Math.max(FIRST_LOOK_BACK_MS, lookedAtMs - overSinceMs);
}

/** For this Zap, and for every other that shares this memory and has not polled yet. */
export function keepFound(execution: Execution, nowMs: number, { open, found, done }: Sorted, isListed = false): void {
  open.delete(execution.id);
  found.set(execution.id, { id: execution.id, execution, foundAtMs: nowMs, ...(isListed ? { isListed } : {}) });
  done.add(execution.id);
}

export function isWanted(status: Execution['status'], outcome: Outcome): boolean {
  return hasEnded(status) && (status === 'completed') === (outcome === 'completed');
}

function isGone(reason: unknown): boolean {
  return reason instanceof WireflowError && reason.kind === 'not_found';
}
