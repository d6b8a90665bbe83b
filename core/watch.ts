import type { Execution } from './execution.js';
import { isObject, number, objectsIn } from './json.js';
import type { Memory } from './memory.js';

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
}

/** What a trigger remembers from poll to poll. */
export interface Watch {
  /** When it was last saved, ms since 1970. */
  readonly savedAtMs: number;
  readonly open: ReadonlyMap<string, OpenRun>;
  /** Finished runs that had to be looked up one by one, kept for every Zap that asks for them. */
  readonly found: ReadonlyMap<string, Execution>;
}

/** Longer than any run goes on; what is older is forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;
const KEPT_S = 7 * 24 * 60 * 60;
const MAX_OPEN = 500;
const MAX_FOUND = 200;

/** The watch kept under `key`, or null when there is none: at first, or because the platform has forgotten it. */
export async function loadWatch(memory: Memory, key: string): Promise<Watch | null> {
  const kept = await memory.get(key);
  if (!isObject(kept)) return null;
  // Written by `saveWatch` alone, but perhaps by an older version of it: what a reader would stumble over is left out.
  const open = objectsIn(kept['open']).filter(({ listed }) => isObject(listed)) as unknown as OpenRun[];
  const found = objectsIn(kept['found']).filter(({ outputs }) => Array.isArray(outputs)) as unknown as Execution[];
  return { open: byId(open), found: byId(found), savedAtMs: number(kept['savedAtMs']) ?? 0 };
}

export async function saveWatch(memory: Memory, key: string, watch: Omit<Watch, 'savedAtMs'>, nowMs: number): Promise<void> {
  const oldestMs = nowMs - FORGOTTEN_AFTER_MS;
  const open = [...watch.open.values()].filter(({ metAtMs }) => metAtMs >= oldestMs).slice(-MAX_OPEN);
  const found = latestFirst([...watch.found.values()].filter((run) => endMs(run) >= oldestMs)).slice(0, MAX_FOUND);
  await memory.set(key, { open, found, savedAtMs: nowMs }, KEPT_S);
}

/** The latest end first; runs without times last. */
export function latestFirst(executions: readonly Execution[]): Execution[] {
  return [...executions].sort((a, b) => endMs(b) - endMs(a));
}

function endMs({ finishedAt, startedAt }: Execution): number {
  return Date.parse(finishedAt ?? startedAt ?? '') || 0;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
