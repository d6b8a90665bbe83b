import { createHash } from 'node:crypto';
import type { WireflowClient } from '../api/client.js';
import { isObject, number, text, type JsonObject } from '../json.js';
import type { Memory } from '../memory.js';
import { isWhole, type Execution } from '../model/execution.js';
import { imagesOf } from '../model/images.js';

/** What is to be done where the same was made before: make it anew, or give the earlier result within a day or a week. */
export type Reuse = 'off' | 'day' | 'week';

const DAY_S = 24 * 60 * 60;
const LASTS_S: Readonly<Record<Exclude<Reuse, 'off'>, number>> = { day: DAY_S, week: 7 * DAY_S };
const MS_PER_S = 1000;

/** What has to be equal for two results to be the same. */
export interface Same {
  /** Whose it is: the service's address and the key, as one text that only they make. Two accounts never share a result. */
  readonly account: string;
  /** What is started: a kind of step, and its workflow, webhook or model. */
  readonly target: string;
  /** Everything that decides what the picture is like, as it is sent. */
  readonly inputs: unknown;
}

/** One thing that may have been made before. */
export interface MadeBefore {
  readonly key: string;
  readonly lastsS: number;
}

/**
 * @param reuse what the person has chosen
 * @returns null where everything is made anew; the key tells nothing of what it was made from
 */
export function madeBefore(reuse: Reuse, { account, target, inputs }: Same): MadeBefore | null {
  if (reuse === 'off') return null;
  // As JSON, so that no part can run into the next.
  const said = JSON.stringify([account, target, inOrder(inputs)]);
  return { key: `made:${createHash('sha256').update(said).digest('hex')}`, lastsS: LASTS_S[reuse] };
}

/** What stands for a picture among the inputs: its bytes and not its link, behind which another picture may lie by now. */
export function pictureMark(bytes: Uint8Array): string {
  return `picture:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The order in which somebody filled in the names of a collection is no difference; that of a list is one. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, inOrder(inner)]));
}

/** Keeps what a later step needs to hand the result on; where a store refuses a week, for a day. */
export async function keepMade(memory: Memory, { key, lastsS }: MadeBefore, value: JsonObject, nowMs: number): Promise<void> {
  const kept = { ...value, madeAtMs: nowMs };
  await memory.set(key, kept, lastsS);
  if (lastsS > DAY_S && (await memory.get(key)) === null) await memory.set(key, kept, DAY_S);
}

/** What was kept, with when it was made (ms since 1970); null where nothing is, or it is too old. */
export async function keptMade(memory: Memory, { key, lastsS }: MadeBefore, nowMs: number): Promise<{ readonly value: JsonObject; readonly madeAtMs: number } | null> {
  const value = await memory.get(key);
  const madeAtMs = isObject(value) ? number(value['madeAtMs']) : null;
  // A store may keep longer than it was told to, and an earlier step may have been told a week.
  if (!isObject(value) || madeAtMs === null || nowMs - madeAtMs > lastsS * MS_PER_S) return null;
  return { value, madeAtMs };
}

/** How a step finds a run of Wireflow that was made before. */
export interface ReusePlan extends MadeBefore {
  /** Whether the pictures of a run can still be fetched. Never throws. */
  isThere(execution: Execution): Promise<boolean>;
}

/**
 * The finished run that was made before from the same; null for one that goes on, has failed, or whose pictures are gone.
 * Whatever can't be told counts as not made: then the person gets a new picture, as without this.
 */
export async function runMadeBefore(client: WireflowClient, memory: Memory, plan: ReusePlan, nowMs: number): Promise<{ readonly execution: Execution; readonly madeAtMs: number } | null> {
  const kept = await keptMade(memory, plan, nowMs);
  const id = text(kept?.value['executionId']);
  if (kept === null || id === null) return null;
  const execution = await client.poll(id).catch(() => null);
  if (execution?.status !== 'completed' || !isWhole(execution) || imagesOf(execution.outputs).length === 0) return null;
  return (await plan.isThere(execution)) ? { execution, madeAtMs: kept.madeAtMs } : null;
}

/** What the person is told of a result that was given again. */
export function madeBeforeInWords(madeAtMs: number): string {
  return `Made before from the same inputs, on ${new Date(madeAtMs).toISOString().slice(0, 16).replace('T', ' at ')} UTC: it was paid for then, and nothing new was started.`;
}
