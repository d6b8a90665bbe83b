import { hasEnded, isWhole, type Execution } from '../model/execution.js';
import { isWanted, keepFound, mayBeResumed, type Outcome, type Sorted } from './open_runs.js';
import type { OpenRun } from './trigger_memory.js';
import { wasUnreached, type Unreached } from './unreached.js';

/** A run that began longer ago than this part of the window may be beyond the list's reach when another Zap polls next. */
const SURELY_LISTED_SHARE = 3;

export interface Sieve {
  /** The one workflow that is wanted; null for all. What does not say to which it belongs has to be looked up. */
  readonly workflowId: string | null;
  /** What ended and started before this is old, ms since 1970. */
  readonly backToMs: number;
  /** How far back a usual poll reads. */
  readonly windowMs: number;
  readonly nowMs: number;
  /** Whether the list is read in parts: what one Zap's poll reads of it, the polls of others may not. */
  readonly isInParts: boolean;
  /** Whether no more than the latest of it was read: what is handed over now, the polls of other Zaps may not meet. */
  readonly isNear: boolean;
  /** Whether nothing is remembered. */
  readonly isFirst: boolean;
  readonly purpose: 'new' | 'known' | 'sample';
  readonly outcome: Outcome;
  readonly unreached: readonly Unreached[];
}

/** Sorts what the list says into `open` and what can be handed over at once, which is returned. */
export function sortListed(
  listed: readonly Execution[],
  { open, found, done }: Sorted,
  { workflowId, backToMs, windowMs, nowMs, isInParts, isNear, isFirst, purpose, outcome, unreached }: Sieve,
): Execution[] {
  const ready: Execution[] = [];
  for (const execution of listed) {
    const { id, status, startedAt, finishedAt } = execution;
    const isOld = hasEnded(status) && startedAt !== null && Date.parse(startedAt) < backToMs && !open.has(id);
    if (done.has(id) || (isOld && purpose === 'new')) continue;
    if (purpose === 'new' && !open.has(id) && wasUnreached(execution, unreached)) continue;
    const isOurs = workflowId === null || execution.workflowId !== null;
    const isReady = isWanted(status, outcome) && ((isWhole(execution) && isOurs) || purpose === 'known');
    // A platform that has forgotten everything has polled until then: looking up a day of runs would hold up the new ones.
    if (isFirst && !isReady && hasEnded(status) && finishedAt !== null && Date.parse(finishedAt) < nowMs - windowMs) continue;
    const isHardToFind = isInParts || (open.has(id) && startedAt !== null && Date.parse(startedAt) < nowMs - windowMs / SURELY_LISTED_SHARE);
    if (isReady && (isHardToFind || isNear) && purpose === 'new') keepFound(execution, nowMs, { open, found, done }, !isHardToFind);
    else if (isReady) ready.push(execution);
    // Another Zap may still wait for the outputs of a run that this one takes for known.
    if (isReady && purpose === 'new') open.delete(id);
    if (isReady) continue;
    if (mayBeResumed(status, outcome)) open.set(id, halted(execution, open.get(id), nowMs));
    else if (hasEnded(status) && !isWanted(status, outcome)) open.delete(id);
    else open.set(id, going(execution, open.get(id), nowMs));
  }
  return ready;
}

/** The list itself has just been the look at it. */
function halted(listed: Execution, known: OpenRun | undefined, nowMs: number): OpenRun {
  return { id: listed.id, listed, metAtMs: known?.metAtMs ?? nowMs, lookedAtMs: nowMs, haltedAtMs: known?.haltedAtMs ?? nowMs };
}

/** Goes on, for the first time or again, or has ended and lacks its outputs. */
function going(listed: Execution, known: OpenRun | undefined, nowMs: number): OpenRun {
  // A list that never said that it had ended says nothing by calling it going: it may tell no states.
  if (known !== undefined && (known.haltedAtMs === undefined || !hasEnded(known.listed.status))) return known;
  return { id: listed.id, listed, metAtMs: known?.metAtMs ?? nowMs, lookedAtMs: 0 };
}
