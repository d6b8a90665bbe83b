import { NO_REFUSALS, type Refusals } from '../api/fewer_parameters.js';
import { isObject, number, type JsonObject } from '../json.js';
import type { Memory } from '../memory.js';

/**
 * The ways to list executions, in the order in which they are tried. That the service has such a list is documented;
 * its path is not (docs/service.md, "List executions").
 */
export const WAYS = ['account', 'workflow'] as const;
export type Way = (typeof WAYS)[number];

/** What an earlier reading has found out about the service's list; without it a reading costs a few requests more. */
export interface ListHabits {
  readonly way: Way | null;
  readonly refusals: Refusals;
  readonly countsFromOne: boolean;
  /** When each workflow's own list was last read, ms since 1970: where not all can be read, the next has its turn. */
  readonly readAtMs: Readonly<Record<string, number>>;
}

const KEY = 'execution_list_way';
const KEPT_S = 24 * 60 * 60;
const MOST_WORKFLOWS = 300;

export async function loadHabits(memory: Memory): Promise<ListHabits> {
  const kept = await memory.get(KEY);
  const { way, refused, largestLimit, countsFromOne, readAtMs } = isObject(kept) ? kept : ({} as JsonObject);
  return {
    way: WAYS.find((one) => one === way) ?? null,
    refusals: { names: Array.isArray(refused) ? refused.filter((name) => typeof name === 'string') : NO_REFUSALS.names, largestLimit: number(largestLimit) },
    countsFromOne: countsFromOne === true,
    readAtMs: isObject(readAtMs) ? (Object.fromEntries(Object.entries(readAtMs).filter(([, ms]) => typeof ms === 'number')) as Record<string, number>) : {},
  };
}

/** Keeps what has changed; nothing is written when nothing was learned. */
export async function saveHabits(memory: Memory, before: ListHabits, { way, refusals, countsFromOne, readAtMs }: ListHabits): Promise<void> {
  const form = ({ way, refusals, countsFromOne, readAtMs }: ListHabits) => JSON.stringify([way, refusals, countsFromOne, readAtMs]);
  if (form(before) === form({ way, refusals, countsFromOne, readAtMs })) return;
  const latest = Object.entries(readAtMs).sort(([, a], [, b]) => b - a).slice(0, MOST_WORKFLOWS);
  const { names: refused, largestLimit } = refusals;
  await memory.set(KEY, { way, refused, largestLimit, countsFromOne, readAtMs: Object.fromEntries(latest) }, KEPT_S);
}
