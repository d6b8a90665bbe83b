import { hasEnded, type Execution } from '../model/execution.js';
import { isObject, number, objectsIn, text } from '../json.js';
import type { Memory } from '../memory.js';
import type { Rest } from './listed.js';
import { isUnreached, type Unreached } from './unreached.js';

/** A run that has not been handed over yet: it still goes on, or its outputs have not been read. */
export interface OpenRun {
  readonly id: string;
  /** As the list showed it. */
  readonly listed: Execution;
  /** When it was first met, and when it was last looked up by its id (0 = never); ms since 1970. */
  readonly metAtMs: number;
  readonly lookedAtMs: number;
  /** When it was first seen completed without its outputs. */
  readonly emptySinceMs?: number;
  /** When it was first seen ended in another way than is wanted. */
  readonly haltedAtMs?: number;
}

/** A finished run that had to be looked up by its id. */
export interface FoundRun {
  readonly id: string;
  readonly execution: Execution;
  /** When it was looked up, ms since 1970. */
  readonly foundAtMs: number;
  /** Whether the list shows it with its outputs as well: kept for as long as that is read back, for Zaps that poll later. */
  readonly isListed?: boolean;
}

/** What a trigger remembers from poll to poll. */
export interface Watch {
  /** When it was last saved, ms since 1970. */
  readonly savedAtMs: number;
  /** Whose executions they are, as the client names its account; null where an earlier version has saved them. */
  readonly account: string | null;
  readonly open: ReadonlyMap<string, OpenRun>;
  /** Finished runs that had to be looked up one by one, kept for every Zap that asks for them. */
  readonly found: ReadonlyMap<string, FoundRun>;
  /** The ids of all that were found, kept longer: without them the list would have them looked up again and again. */
  readonly done: ReadonlySet<string>;
  /** The latest start that the list has shown, by its own clock; ms since 1970, null while none was told. */
  readonly latestStartMs: number | null;
  /** Where the list is read on, by the list. */
  readonly rests: Readonly<Record<string, Rest>>;
  /** What was over, and not reached, when a Zap was switched on. */
  readonly unreached: readonly Unreached[];
  /** When the list was last read back as far as a window, ms since 1970; 0 where that is not known. */
  readonly wholeAtMs: number;
  /** Until when no less than a window is read, since less was not enough, ms since 1970. */
  readonly wholeUntilMs: number;
}

/** Many times the longest pause between two polls (15 minutes), so that skipped polls lose nothing. */
export const WINDOW_MS = 3 * 60 * 60_000;

/** Longer than any run goes on; what is older is forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;
const KEPT_S = 7 * 24 * 60 * 60;
const MAX_OPEN = 500;
/** The service's clock may be off by this much. */
const LARGEST_SKEW_MS = 5 * 60_000;
const MAX_FOUND = 200;
/** More than any list is read far. */
const MAX_DONE = 2_000;
/** Zaps that share this memory poll at least every 15 minutes, and some polls fail: each must be handed what was found. */
export const KEPT_FOR_OTHERS_MS = 50 * 60_000;
const MAX_FOUND_LATELY = 600;

/** The watch kept under `key`, or null when there is none: at first, or because the platform has forgotten it. */
export async function loadWatch(memory: Memory, key: string): Promise<Watch | null> {
  const kept = await memory.get(key);
  if (!isObject(kept)) return null;
  // Written by `saveWatch` alone, but perhaps by an older version of it: what a reader would stumble over is left out.
  const open = objectsIn(kept['open']).filter(({ listed }) => isObject(listed)) as unknown as OpenRun[];
  const found = objectsIn(kept['found']).filter(({ execution }) => isObject(execution) && Array.isArray(execution['outputs'])) as unknown as FoundRun[];
  const done = Array.isArray(kept['done']) ? kept['done'].filter((id) => typeof id === 'string') : [];
  return {
    open: byId(open),
    found: byId(found),
    done: new Set(done),
    savedAtMs: number(kept['savedAtMs']) ?? 0,
    account: text(kept['account']),
    latestStartMs: number(kept['latestStartMs']),
    rests: readRests(kept['rests']),
    unreached: objectsIn(kept['unreached']).filter(isUnreached),
    wholeAtMs: number(kept['wholeAtMs']) ?? 0,
    wholeUntilMs: number(kept['wholeUntilMs']) ?? 0,
  };
}

export async function saveWatch(memory: Memory, key: string, watch: Omit<Watch, 'savedAtMs'>, nowMs: number): Promise<void> {
  const oldestMs = nowMs - FORGOTTEN_AFTER_MS;
  const open = worthKeeping([...watch.open.values()].filter(({ metAtMs }) => metAtMs >= oldestMs), nowMs);
  const isStillWaitedFor = ({ foundAtMs, isListed }: FoundRun) => foundAtMs >= (isListed ? nowMs - WINDOW_MS : oldestMs);
  const latest = [...watch.found.values()].filter(isStillWaitedFor).sort((a, b) => b.foundAtMs - a.foundAtMs);
  const found = latest.slice(0, Math.max(MAX_FOUND, foundLately(watch.found, nowMs)));
  const done = [...watch.done].slice(-MAX_DONE);
  const unreached = watch.unreached.filter(({ endedBeforeMs }) => endedBeforeMs >= oldestMs - FORGOTTEN_AFTER_MS);
  const rests = Object.fromEntries(Object.entries(watch.rests).filter(([, { backToMs, place }]) => place.by !== 'start' || backToMs >= oldestMs));
  const { account, latestStartMs, wholeAtMs, wholeUntilMs } = watch;
  await memory.set(key, { account, open, found, done, latestStartMs, rests, unreached, wholeAtMs, wholeUntilMs, savedAtMs: nowMs }, KEPT_S);
}

/** How many more runs may be looked up before some would be dropped that another Zap has not been handed yet. */
export function roomForFound(found: ReadonlyMap<string, FoundRun>, nowMs: number): number {
  return MAX_FOUND_LATELY - foundLately(found, nowMs);
}

function foundLately(found: ReadonlyMap<string, FoundRun>, nowMs: number): number {
  return [...found.values()].filter(({ foundAtMs }) => foundAtMs >= nowMs - KEPT_FOR_OTHERS_MS).length;
}

/** The list shows a young run once more; one that still goes on, or began before what is read back, may be out of its reach. */
function worthKeeping(open: readonly OpenRun[], nowMs: number): OpenRun[] {
  if (open.length <= MAX_OPEN) return [...open];
  const isOutOfReach = ({ listed }: OpenRun) => Number(!hasEnded(listed.status) || startMs(listed) < nowMs - WINDOW_MS + LARGEST_SKEW_MS);
  return [...open].sort((a, b) => isOutOfReach(b) - isOutOfReach(a) || startMs(b.listed) - startMs(a.listed)).slice(0, MAX_OPEN);
}

/** The latest end first; runs without times last. */
export function latestFirst(executions: readonly Execution[]): Execution[] {
  return [...executions].sort((a, b) => endMs(b) - endMs(a));
}

export function startMs({ startedAt }: Pick<Execution, 'startedAt'>): number {
  return Date.parse(startedAt ?? '') || 0;
}

function endMs({ finishedAt, startedAt }: Execution): number {
  return Date.parse(finishedAt ?? startedAt ?? '') || 0;
}

function readRests(kept: unknown): Record<string, Rest> {
  const isRest = (rest: unknown) => isObject(rest) && number(rest['backToMs']) !== null && isObject(rest['place']) && isObject(rest['place']['query']);
  return Object.fromEntries(Object.entries(isObject(kept) ? kept : {}).filter(([, rest]) => isRest(rest))) as Record<string, Rest>;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
