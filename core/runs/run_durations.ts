import { accountOf } from '../api/account.js';
import type { WireflowClient } from '../api/client.js';
import { isObject } from '../json.js';
import type { Memory } from '../memory.js';
import type { Execution } from '../model/execution.js';
import { withDuration } from './learned_looks.js';
import { markOf } from './run_key.js';

const KEPT_S = 30 * 24 * 60 * 60;
const SHORTEST_MS = 500;
/** Longer runs are waited for in the queue, not by looks within a step. */
const LONGEST_MS = 10 * 60_000;

/** What the last runs of a workflow have shown of it and of the account's plan. */
export interface KnownRuns {
  /** How long each took, in ms, the newest last; empty where nothing is known. */
  readonly durationsMs: readonly number[];
  /** The requests that the plan allows in a minute, as the last look told; null where none did. */
  readonly perMinute: number | null;
}

export const NOTHING_KNOWN: KnownRuns = { durationsMs: [], perMinute: null };

/** A run that was waited for, and the ms from its start until it was last seen. */
export interface SeenRun {
  readonly execution: Execution;
  readonly seenAfterMs: number;
}

/** A webhook or a workflow as an account knows it: another one may have another plan, and be told of other runs. */
export const seenBy = (client: WireflowClient, address: string): string => `${accountOf(client)}\n${address}`;

/** @param address as `seenBy` gives it, or a provider's model; it can not be read back out of what is kept */
export async function knownRuns(memory: Memory, address: string): Promise<KnownRuns> {
  const kept = await memory.get(nameOf(address));
  if (!isObject(kept)) return NOTHING_KNOWN;
  const { durationsMs, perMinute } = kept;
  return { durationsMs: Array.isArray(durationsMs) ? durationsMs.filter(isDuration) : [], perMinute: typeof perMinute === 'number' && perMinute >= 1 ? perMinute : null };
}

/**
 * Remembers how long finished runs took, by the service's own times, and the plan's limit; nothing where the service gives no
 * times, or such that can't be, and no other limit.
 *
 * @param addresses what the workflow is known by: whichever of them the next step is given
 * @param known what was known before
 * @param runs in the order in which they were started
 * @param perMinute what the last look told of the plan; null where it told nothing
 */
export async function rememberRuns(memory: Memory, addresses: readonly string[], known: KnownRuns, runs: readonly SeenRun[], perMinute: number | null): Promise<void> {
  await rememberDurations(memory, addresses, known, runs.flatMap(({ execution, seenAfterMs }) => durationOf(execution, seenAfterMs)), perMinute);
}

/** The same for durations that are known otherwise; those that can't be are left out. */
export async function rememberDurations(memory: Memory, addresses: readonly string[], known: KnownRuns, durationsMs: readonly number[], perMinute: number | null): Promise<void> {
  const newMs = durationsMs.filter(isDuration);
  const plan = perMinute ?? known.perMinute;
  if (newMs.length === 0 && plan === known.perMinute) return;
  const all: KnownRuns = { durationsMs: newMs.reduce(withDuration, known.durationsMs), perMinute: plan };
  await Promise.all([...new Set(addresses)].map((address) => memory.set(nameOf(address), all, KEPT_S)));
}

function durationOf({ status, startedAt, finishedAt }: Execution, seenAfterMs: number): number[] {
  if (status !== 'completed' || startedAt === null || finishedAt === null) return [];
  const durationMs = Date.parse(finishedAt) - Date.parse(startedAt);
  return durationMs <= seenAfterMs ? [durationMs] : [];
}

function isDuration(ms: unknown): ms is number {
  return typeof ms === 'number' && ms >= SHORTEST_MS && ms <= LONGEST_MS;
}

const nameOf = (address: string) => `run_durations:${markOf(address)}`;
