import { startUnknown } from '../../api/error_sentences.js';
import { WireflowError, type ErrorKind } from '../../model/errors.js';
import { unknownExecution, type Execution } from '../../model/execution.js';
import { startOnce } from '../run_id_claim.js';
import type { BatchItem, BatchStep, ItemState, UnstartedItem } from './batch_plan.js';
import { itemKey } from './earlier_items.js';

/** What the service lets an account start in a minute, on every plan (docs/service.md, "Rate limits"). */
export const MOST_STARTS = 10;
const AT_ONCE = 5;
/** A service that loses so many starts is not well, and each of them may be paid. */
const MOST_LOST = 3;
/** Where the first so many prompts are refused in the same words, it is not the prompts. */
const MOST_REFUSED_ALIKE = 5;
/** What one prompt meets every other would meet too. */
const STOPS: ReadonlySet<ErrorKind> = new Set(['no_key', 'bad_key', 'forbidden', 'out_of_credits', 'too_expensive', 'not_found']);

/** Why no more is started: for now, or at all. */
export interface Halt {
  readonly error: WireflowError;
  readonly isForNow: boolean;
}

/**
 * Starts the prompts that have no run yet, each once under its Only Once ID, and as many as the account may start in a
 * minute: the first alone, since what it meets the others would meet too, then several at a time.
 *
 * @param states what has become of each prompt, changed in place
 * @returns why it ended before all were tried; null where nothing but the pace held it up
 */
export async function startItems(step: BatchStep, states: ItemState[]): Promise<Halt | null> {
  const { plan, client } = step;
  const queue = plan.items.flatMap((item, index) => (isFree(states[index]) ? [{ item, index }] : []));
  const errors: WireflowError[] = [];
  let tried = 0;
  while (queue.length > 0 && tried < MOST_STARTS) {
    const width = tried === 0 ? 1 : Math.min(AT_ONCE, MOST_STARTS - tried, Math.max(1, client.limits.remaining ?? AT_ONCE));
    const wave = queue.splice(0, width);
    const began = await Promise.all(wave.map(async ({ item, index }) => (states[index] = await startItem(step, item, states[index] as UnstartedItem))));
    tried += wave.length;
    errors.push(...began.flatMap((state) => (state.as === 'started' || state.error === null ? [] : [state.error])));
    const halt = haltBy(errors, tried);
    if (halt !== null) return halt;
  }
  return null;
}

function isFree(state: ItemState | undefined): boolean {
  return state?.as === 'not_started' && state.error === null;
}

function haltBy(errors: readonly WireflowError[], tried: number): Halt | null {
  const stop = errors.find(({ kind }) => STOPS.has(kind));
  if (stop) return { error: stop, isForNow: false };
  const lost = errors.filter(({ kind }) => kind === 'start_unknown');
  if (lost.length >= MOST_LOST) return { error: lost[0] as WireflowError, isForNow: false };
  // Another step that is just starting one prompt says nothing about the others.
  const pause = errors.find(({ canRetry, kind }) => canRetry && kind !== 'conflict');
  if (pause) return { error: pause, isForNow: true };
  const [first] = errors;
  const areAlike = first !== undefined && errors.length === tried && errors.every(({ problem }) => problem === first.problem);
  return areAlike && tried >= MOST_REFUSED_ALIKE ? { error: first, isForNow: false } : null;
}

async function startItem({ memory, clock, owner, key }: BatchStep, item: BatchItem, { attempt }: UnstartedItem): Promise<ItemState> {
  const nowMs = clock.now();
  try {
    if (key === null) return startedItem(await item.start(), nowMs, false);
    const run = await startOnce(memory, itemKey(key, item), owner, attempt, nowMs, () => item.start());
    return startedItem(run.started ?? unknownExecution(run.executionId), run.startedAtMs, run.started === null);
  } catch (caught) {
    // What nobody foresaw must not take the ids of the other runs with it.
    const error = caught instanceof WireflowError ? caught : new WireflowError({ ...startUnknown('The start of the execution broke off.'), cause: caught });
    const as = error.kind === 'start_unknown' ? 'may_have_started' : error.canRetry || STOPS.has(error.kind) ? 'not_started' : 'refused';
    return { as, error, attempt };
  }
}

/** Where the reply does not say when it was started, the step that started it knows. */
function startedItem(execution: Execution, startedAtMs: number, isEarlier: boolean): ItemState {
  const startedAt = execution.startedAt ?? new Date(startedAtMs).toISOString();
  return { as: 'started', execution: { ...execution, startedAt }, startedAtMs, isEarlier, isReplayed: isEarlier };
}
