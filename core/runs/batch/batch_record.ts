import { accountOf } from '../../api/account.js';
import { isObject, number, text, type JsonObject } from '../../json.js';
import { WireflowError } from '../../model/errors.js';
import { hasEnded, type Execution } from '../../model/execution.js';
import { markOf } from '../run_key.js';
import type { Wait } from '../run_id_claim.js';
import type { BatchStep, ItemState } from './batch_plan.js';

/** As long as an Only Once ID stands for its run. */
const KEPT_S = 24 * 60 * 60;
const MARK_CHARACTERS = 12;

/**
 * What a batch that goes on later remembers beside the claims of its runs: since when it waits, what its prompts were, and what
 * is settled already, since an account may ask too seldom to look at all again. Without it a batch is only slower.
 */
export interface BatchRecord {
  readonly wait: Wait | null;
  /** By the number of the prompt. */
  readonly marks: ReadonlyMap<number, string>;
  readonly settled: ReadonlyMap<number, ItemState>;
}

/** What tells one prompt from another; the prompt can not be read back out of it. */
export const promptMark = (prompt: string): string => markOf(prompt).slice(0, MARK_CHARACTERS);

/** The account is a part of it: what is settled holds the images' links, which another key may not be given. */
const nameOf = ({ client }: Pick<BatchStep, 'client'>, key: string) => `batch:${accountOf(client)}:${key}`;

export async function readRecord(step: Pick<BatchStep, 'client' | 'memory'>, key: string): Promise<BatchRecord> {
  const kept = await step.memory.get(nameOf(step, key));
  const record = isObject(kept) ? kept : {};
  const [sinceMs, dueMs] = [number(record['sinceMs']), number(record['dueMs'])];
  return {
    wait: sinceMs === null || dueMs === null ? null : { sinceMs, dueMs },
    marks: new Map(entriesOf(record['marks']).flatMap(([place, mark]) => (text(mark) === null ? [] : [[place, String(mark)] as const]))),
    settled: new Map(entriesOf(record['settled']).flatMap(([place, state]) => (isObject(state) ? settledState(place, state) : []))),
  };
}

/**
 * Keeps a batch's wait, and with it what is settled; where that is more than the platform takes, the wait alone. A batch that
 * waits no longer leaves only the marks of its prompts.
 *
 * @returns whether the wait is kept now
 */
export async function keepRecord({ client, memory, plan: { items } }: BatchStep, key: string, earlier: BatchRecord | null, states: readonly ItemState[], wait: Wait | null): Promise<boolean> {
  // A run is of the prompt that it was started with, whatever stands in its place now.
  const markOfRun = (state: ItemState | undefined, place: number) => (state?.as === 'started' && state.isEarlier ? earlier?.marks.get(place) : undefined);
  const marks = Object.fromEntries(items.map(({ number: place, prompt }, index) => [place, markOfRun(states[index], place) ?? promptMark(prompt)]));
  const settled = Object.fromEntries(items.flatMap(({ number: place }, index) => (isSettled(states[index]) ? [[place, asKept(states[index] as ItemState)]] : [])));
  const name = nameOf({ client }, key);
  for (const record of wait === null ? [{ marks }] : [{ ...wait, marks, settled }, { ...wait, marks }]) {
    await memory.set(name, record, KEPT_S);
    const kept = await memory.get(name);
    if (isObject(kept) && number(kept['dueMs']) === (wait?.dueMs ?? null)) return true;
  }
  return false;
}

function isSettled(state: ItemState | undefined): boolean {
  return state?.as === 'refused' || (state?.as === 'started' && hasEnded(state.execution.status));
}

function asKept(state: ItemState): JsonObject {
  if (state.as === 'started') return { execution: state.execution, startedAtMs: state.startedAtMs, isWhole: state.isWhole ?? false };
  return { problem: state.error?.problem ?? '', nextStep: state.error?.nextStep ?? '' };
}

/** Written by us, and by no other version of an execution than ours: what is not whole is looked at again. */
function settledState(place: number, kept: JsonObject): [number, ItemState][] {
  const execution = kept['execution'];
  if (isObject(execution) && text(execution['id']) !== null && Array.isArray(execution['outputs'])) {
    return [[place, { as: 'started', execution: execution as unknown as Execution, startedAtMs: number(kept['startedAtMs']) ?? 0, isEarlier: true, isWhole: kept['isWhole'] === true }]];
  }
  const problem = text(kept['problem']);
  if (problem === null) return [];
  return [[place, { as: 'refused', error: new WireflowError({ kind: 'rejected', problem, nextStep: text(kept['nextStep']) ?? '' }), attempt: 0 }]];
}

function entriesOf(kept: unknown): [number, unknown][] {
  return isObject(kept) ? Object.entries(kept).map(([place, value]) => [Number(place), value]) : [];
}
