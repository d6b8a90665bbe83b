import { isWhole, unknownExecution, type Execution } from '../model/execution.js';
import type { Sorted } from './open_runs.js';
import { KEPT_FOR_OTHERS_MS, type OpenRun, type Watch } from './trigger_memory.js';

/** Between two polls of a Zap. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Known runs that ended lately and whose images are not listed. Another Zap may wait for them, or a platform that forgets
 * have them read again: so they are read now, and known by their images.
 *
 * @param windowMs how far back a poll that remembers nothing reads what is not whole
 */
export function unread(ready: readonly Execution[], { kept, nowMs, windowMs }: { kept: Watch | null; nowMs: number; windowMs: number }): OpenRun[] {
  const isInWindow = ({ finishedAt }: Execution) => finishedAt !== null && nowMs - Date.parse(finishedAt) <= windowMs;
  return ready.filter((execution) => !isWhole(execution) && (isInWindow(execution) || isLate(execution, kept, nowMs))).map((listed) => ({ id: listed.id, listed, metAtMs: nowMs, lookedAtMs: 0 }));
}

/** Known runs that nobody waits for any more: whatever they made, it is not read again. */
export function takeOldForDone(ready: readonly Execution[], { open, found, done }: Sorted, { kept, nowMs, tellsImagesApart, tellsState }: { kept: Watch | null; nowMs: number; tellsImagesApart: boolean; tellsState: boolean }): void {
  for (const execution of ready) {
    const { id } = execution;
    const isWaitedFor = (kept?.open.has(id) ?? false) || open.get(id)?.emptySinceMs !== undefined;
    if (isWhole(execution) || isWaitedFor || found.has(id)) continue;
    if (isLate(execution, kept, nowMs) && (!tellsImagesApart || kept !== null)) continue;
    done.add(id);
    // There was no time to look at it, or the look failed.
    open.delete(id);
  }
  // Without states, what there was no time to look at: its images could not be told from new ones.
  for (const run of tellsImagesApart && !tellsState && kept === null ? unseen(open) : []) done.add(run.id);
}

/** Whether a run ended so late that a Zap that was on before may still wait for it; one that tells no end may have. */
function isLate({ id, finishedAt }: Execution, kept: Watch | null, nowMs: number): boolean {
  return (kept?.open.has(id) ?? false) || finishedAt === null || nowMs - Date.parse(finishedAt) <= KEPT_FOR_OTHERS_MS + LONGEST_PAUSE_MS;
}

/**
 * Where the list tells no states: what was handed over before, and, when nothing is remembered yet, the runs that there
 * was no time to look at. Otherwise a Zap that is switched on would fire for a day of old runs.
 */
export function takenForKnown({ open, found, done }: Sorted, isFirst: boolean): Execution[] {
  const notLookedAt = isFirst ? unseen(open).map(({ id }) => id) : [];
  return [...new Set([...[...done].filter((id) => !found.has(id)), ...notLookedAt])].map(unknownExecution);
}

function unseen(open: Sorted['open']): OpenRun[] {
  return [...open.values()].filter(({ lookedAtMs }) => lookedAtMs === 0);
}
