import { isObject } from '../json.js';
import type { Memory } from '../memory.js';
import type { Execution } from '../model/execution.js';
import { withDuration } from './learned_looks.js';
import { markOf } from './run_key.js';

const KEPT_S = 30 * 24 * 60 * 60;
const SHORTEST_MS = 500;
/** Longer runs are waited for in the queue, not by looks within a step. */
const LONGEST_MS = 10 * 60_000;

/**
 * How long the last runs of a workflow took, in ms, the newest last; empty where nothing is known.
 *
 * @param address a webhook's id or a workflow's; it can not be read back out of what is kept
 */
export async function runDurations(memory: Memory, address: string): Promise<readonly number[]> {
  const kept = await memory.get(nameOf(address));
  const durations: unknown = isObject(kept) ? kept['durationsMs'] : null;
  return Array.isArray(durations) ? durations.filter((ms) => typeof ms === 'number' && ms >= SHORTEST_MS && ms <= LONGEST_MS) : [];
}

/**
 * Remembers how long a finished run took, by the service's own times; nothing where it gives none, or such that can't be.
 *
 * @param known what was known before it
 * @param seenAfterMs ms from its start until it was seen
 */
export async function rememberDuration(memory: Memory, address: string, known: readonly number[], execution: Execution, seenAfterMs: number): Promise<void> {
  await rememberDurations(memory, address, known, [{ execution, seenAfterMs }]);
}

/** The same for several runs, in the order in which they were started. */
export async function rememberDurations(memory: Memory, address: string, known: readonly number[], runs: readonly { readonly execution: Execution; readonly seenAfterMs: number }[]): Promise<void> {
  const durationsMs = runs.flatMap(({ execution, seenAfterMs }) => durationOf(execution, seenAfterMs));
  if (durationsMs.length === 0) return;
  await memory.set(nameOf(address), { durationsMs: durationsMs.reduce(withDuration, known) }, KEPT_S);
}

function durationOf({ status, startedAt, finishedAt }: Execution, seenAfterMs: number): number[] {
  if (status !== 'completed' || startedAt === null || finishedAt === null) return [];
  const durationMs = Date.parse(finishedAt) - Date.parse(startedAt);
  return durationMs >= SHORTEST_MS && durationMs <= Math.min(LONGEST_MS, seenAfterMs) ? [durationMs] : [];
}

const nameOf = (address: string) => `run_durations:${markOf(address)}`;
