import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, hasFile, withKnownFacts, type Execution } from '../model/execution.js';
import type { RequestBudget } from './request_budget.js';
import { roomForFound, startMs, type FoundRun, type OpenRun } from './trigger_memory.js';

const MINUTE_MS = 60_000;
const LOOK_UPS_AT_ONCE = 4;
/** A run may be called completed before its outputs can be read; after this long it has none. */
const OUTPUT_GRACE_MS = MINUTE_MS;
/** The service's clock may be off by minutes, so its times alone never end the grace of a run that ended just now. */
const LARGEST_SKEW_MS = 10 * MINUTE_MS;

export type Outcome = 'completed' | 'failed';

/** The watch while it is being changed. */
export interface Sorted {
  readonly open: Map<string, OpenRun>;
  readonly found: Map<string, FoundRun>;
  readonly done: Set<string>;
}

/** Looks runs up by their id, and moves what has ended out of `open`. */
export async function lookUp(
  client: WireflowClient,
  budget: RequestBudget,
  { workflowId, outcome }: { workflowId: string | null; outcome: Outcome },
  due: readonly OpenRun[],
  sorted: Sorted,
): Promise<void> {
  const { open, found } = sorted;
  const queue = inTurns(due).slice(0, Math.max(0, roomForFound(found, client.now())));
  while (queue.length > 0) {
    const batch = queue.splice(0, LOOK_UPS_AT_ONCE).filter(() => budget.take());
    const looks = await Promise.allSettled(batch.map((run) => client.poll(run.id)));
    for (const [index, look] of looks.entries()) {
      const run = batch[index] as OpenRun;
      const isOther = look.status === 'fulfilled' && workflowId !== null && (look.value.workflowId ?? workflowId) !== workflowId;
      if (isOther || (look.status === 'rejected' && isGone(look.reason))) open.delete(run.id);
      else if (look.status === 'fulfilled') settle(withKnownFacts(look.value, run.listed), outcome, run, client.now(), sorted);
      // A run that can't be read takes its turn behind the others, or it would hold them up for ever.
      else open.set(run.id, { ...run, lookedAtMs: client.now() });
    }
    // Out of budget, or the service is not well: the rest has its turn at the next poll.
    if (batch.length < LOOK_UPS_AT_ONCE || looks.some((look) => look.status === 'rejected' && !isGone(look.reason))) return;
  }
}

/** Those that have waited longest and the newest by turns: none waits for ever, and none behind a backlog. */
function inTurns(due: readonly OpenRun[]): OpenRun[] {
  const touchedMs = ({ metAtMs, lookedAtMs }: OpenRun) => Math.max(metAtMs, lookedAtMs);
  const waiting = [...due].sort((a, b) => touchedMs(a) - touchedMs(b));
  const newest = due.filter(({ lookedAtMs }) => lookedAtMs === 0).sort((a, b) => startMs(b.listed) - startMs(a.listed));
  return [...new Set(waiting.flatMap((run, index) => [run, ...newest.slice(index, index + 1)]))];
}

function settle(execution: Execution, outcome: Outcome, run: OpenRun, nowMs: number, sorted: Sorted): void {
  const { open } = sorted;
  const { id, status } = execution;
  if (!hasEnded(status)) {
    open.set(id, { ...run, lookedAtMs: nowMs });
    return;
  }
  const emptySinceMs = run.emptySinceMs ?? nowMs;
  if (isWanted(status, outcome) && !isWhole(execution) && mayStillCome(execution, emptySinceMs, nowMs)) {
    open.set(id, { ...run, lookedAtMs: nowMs, emptySinceMs });
    return;
  }
  keepFound(execution, nowMs, sorted);
}

/** For this Zap, and for every other that shares this memory and has not polled yet. */
export function keepFound(execution: Execution, nowMs: number, { open, found, done }: Sorted): void {
  open.delete(execution.id);
  found.set(execution.id, { id: execution.id, execution, foundAtMs: nowMs });
  done.add(execution.id);
}

function mayStillCome({ finishedAt }: Execution, emptySinceMs: number, nowMs: number): boolean {
  const isLongOver = finishedAt !== null && nowMs - Date.parse(finishedAt) > OUTPUT_GRACE_MS + LARGEST_SKEW_MS;
  return !isLongOver && nowMs - emptySinceMs <= OUTPUT_GRACE_MS;
}

export function isWanted(status: Execution['status'], outcome: Outcome): boolean {
  return hasEnded(status) && (status === 'completed') === (outcome === 'completed');
}

/** Whether an ended run says all that it has to: its files, or why it failed. */
export function isWhole(execution: Execution): boolean {
  if (execution.status === 'completed') return hasFile(execution);
  return execution.status !== 'failed' || execution.error !== null;
}

function isGone(reason: unknown): boolean {
  return reason instanceof WireflowError && reason.kind === 'not_found';
}
