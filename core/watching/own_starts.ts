import { createHash } from 'node:crypto';
import { isObject, number, text } from '../json.js';
import type { LockingMemory, Memory } from '../memory.js';

/** A run that a step of this connection has started. */
export interface StartedRun {
  readonly id: string;
  /** What it was started through, unreadable: a webhook id is a secret. */
  readonly target: string;
  /** ms since 1970. */
  readonly startedAtMs: number;
}

/** What tells a run's once-only ID lives as long as that ID stands for the run, and a Zap's longest pause. */
const RUN_ID_KEPT_S = 3 * 24 * 60 * 60;
const SLOT_TIME_MS = 5 * 60_000;
/** More than the service lets an account start in that time, several times over. */
const SLOTS = 200;
const KEPT_S = 25 * 60 * 60;
/** Each slot is a call to the platform: three hours' worth are read at once, and no more than can be followed. */
const TIMES_AT_ONCE = 36;
const ENOUGH_RUNS = 500;

export function targetMark(target: string): string {
  return createHash('sha256').update(target).digest('hex').slice(0, 16);
}

/**
 * Remembers a run, for services that offer no list. Steps that write at the same moment take slots of their own, so
 * none overwrites another. Never throws: the run has been started, and that counts.
 *
 * @param target the webhook or workflow that it was started through
 */
export async function rememberStart(memory: LockingMemory, id: string, target: string, nowMs: number): Promise<void> {
  const run: StartedRun = { id, target: targetMark(target), startedAtMs: nowMs };
  for (let slot = await firstFreeSlot(memory, nowMs); slot < SLOTS; slot += 1) {
    const isTaken = await memory.claim(slotName(nowMs, slot), run, KEPT_S).catch(() => null);
    if (isTaken !== false) return;
  }
}

/** Remembers what a person mapped to know a run by, so that a trigger can hand it on with the run. Never throws. */
export async function rememberRunId(memory: Memory, executionId: string, runId: string): Promise<void> {
  await memory.set(`run_id_of:${executionId}`, runId, RUN_ID_KEPT_S).catch(() => undefined);
}

/** Null for a run that was started elsewhere, without such an ID, or too long ago. */
export async function rememberedRunId(memory: Memory, executionId: string): Promise<string | null> {
  return memory.get(`run_id_of:${executionId}`).then(text, () => null);
}

/** Slots are filled one after another: the first free one is found in a few steps, since each is a call to the platform. */
async function firstFreeSlot(memory: Memory, nowMs: number): Promise<number> {
  let [low, high] = [0, SLOTS];
  for (let stride = 1; low < high; stride *= 2) {
    const slot = Math.min(low + stride - 1, (low + high) >>> 1);
    if ((await memory.get(slotName(nowMs, slot))) === null) high = slot;
    else low = slot + 1;
  }
  return low;
}

/** The runs that were remembered from `sinceMs` on, the newest first; the newest 500 or so where there are many. */
export async function startedSince(memory: Memory, sinceMs: number, nowMs: number): Promise<StartedRun[]> {
  const times: number[] = [];
  for (let timeMs = nowMs; timeMs > sinceMs - SLOT_TIME_MS; timeMs -= SLOT_TIME_MS) times.push(timeMs);
  const runs: StartedRun[] = [];
  while (times.length > 0 && runs.length < ENOUGH_RUNS) {
    const found = await Promise.all(times.splice(0, TIMES_AT_ONCE).map((timeMs) => runsAt(memory, timeMs)));
    runs.push(...found.flat());
  }
  return runs.filter(({ startedAtMs }) => startedAtMs >= sinceMs).sort((a, b) => b.startedAtMs - a.startedAtMs);
}

async function runsAt(memory: Memory, timeMs: number): Promise<StartedRun[]> {
  const runs: StartedRun[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const run = readRun(await memory.get(slotName(timeMs, slot)));
    if (run === null) break;
    runs.push(run);
  }
  return runs;
}

function slotName(timeMs: number, slot: number): string {
  return `started:${Math.floor(timeMs / SLOT_TIME_MS)}:${slot}`;
}

function readRun(kept: unknown): StartedRun | null {
  if (!isObject(kept)) return null;
  const [id, target, startedAtMs] = [text(kept['id']), text(kept['target']), number(kept['startedAtMs'])];
  return id === null || target === null || startedAtMs === null ? null : { id, target, startedAtMs };
}
