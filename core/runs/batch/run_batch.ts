import type { WireflowClient } from '../../api/client.js';
import type { LockingMemory } from '../../memory.js';
import { WireflowError } from '../../model/errors.js';
import { hasEnded } from '../../model/execution.js';
import { checkCost } from '../cost_cap.js';
import { ownerOf } from '../owner.js';
import { onlyOnceKey } from '../only_once_key.js';
import { lookAgain, waitingSinceMs } from '../requeue.js';
import { assertNeedsNoKey, LONGEST_WAIT_MS, ONE_ADDRESS } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';
import type { BatchPlan, BatchStep, ItemState, StartedItem, UnstartedItem } from './batch_plan.js';
import { keepRecord, promptMark, readRecord, type BatchRecord } from './batch_record.js';
import { earlierItems, isBegun } from './earlier_items.js';
import { lookAtItems } from './look_at_items.js';
import { startItems, type Halt } from './start_items.js';
import { withFactsOfEnded } from './facts_of_ended.js';

const MINUTE_MS = 60_000;
const MS_PER_S = 1000;

export interface BatchResult {
  /** What has become of each prompt, in the order of the plan's items. */
  readonly states: readonly ItemState[];
  /** The numbers of the prompts that differ from those that an earlier step with this Only Once ID has started at their place. */
  readonly changed: ReadonlySet<number>;
  /** What the person should know about the whole. */
  readonly notes: readonly string[];
}

/** The outcome of each prompt, or when the step is to be run again to go on with the same Only Once ID. */
export type BatchVerdict = { readonly result: BatchResult } | { readonly goOnInMs: number; readonly started: number };

/**
 * Starts a run for each prompt, each once per Only Once ID and place, at the pace that the account allows, and waits for them
 * as the plan says. One refused prompt does not stop the others; what concerns all stops the rest, which is told.
 *
 * @throws WireflowError where nothing at all has been started: before anything is sent, or why the service refused
 */
export async function runBatch(client: WireflowClient, memory: LockingMemory, clock: Clock, plan: BatchPlan): Promise<BatchVerdict> {
  if (!client.hasKey) assertNeedsNoKey(plan);
  const beganAtMs = clock.now();
  const owner = ownerOf(client, plan.action);
  const { target, key } = plan.runId === null ? { target: null, key: null } : await onlyOnceKey(plan, plan.runId, async (byAddress) => isBegun({ memory, clock, plan, owner }, byAddress));
  const step: BatchStep = { client, memory, clock, plan, owner, key };
  const record = key === null ? null : await readRecord(step, key);
  const sinceMs = waitingSinceMs(record?.wait ?? null, beganAtMs, beganAtMs);
  const isGoingOn = sinceMs !== beganAtMs;
  const states = await earlierItems(step, record, isGoingOn);
  const hadRuns = states.map(({ as }) => as === 'started');

  const { halt, note } = await startWithinCap(step, states);
  const startedNow = states.flatMap((state, index) => (state.as === 'started' && hadRuns[index] !== true && !state.isEarlier ? [state.execution.id] : []));
  // Beside the looks and not before them; that a run is not remembered is no error of its start.
  const remembering = Promise.all(startedNow.map(async (id) => plan.onStarted?.(id).catch(() => undefined)));
  await lookAtItems(step, states);
  await withFactsOfEnded(client, states);
  await remembering;

  // Nothing to go on with: the whole step is run again, as the start of a single one would be.
  if (halt?.isForNow === true && states.every(({ as }) => as === 'not_started')) throw halt.error;
  const goOnInMs = pauseBefore(step, states, halt, { sinceMs, beganAtMs, startedNow: startedNow.length });
  if (goOnInMs !== null && key !== null) {
    const isKept = await keepRecord(step, key, record, states, { sinceMs, dueMs: clock.now() + goOnInMs });
    // What could not be kept could not be gone on with to an end.
    if (isKept) return { goOnInMs, started: states.filter(({ as }) => as === 'started').length };
  }
  assertSomethingStarted(states, halt);
  if (key !== null) await keepRecord(step, key, record, states, null);
  const notes = [...(note === null ? [] : [note]), ...notesAbout(plan, states, halt), ...(target?.isCertain === false ? [ONE_ADDRESS] : [])];
  return { result: { states, changed: changedIn(plan, record, states), notes } };
}

/** Starts what is not started yet, unless that would cost more than the person allows: then nothing, or nothing more. */
async function startWithinCap(step: BatchStep, states: ItemState[]): Promise<{ halt: Halt | null; note: string | null }> {
  const { client, plan } = step;
  const toStart = states.filter(({ as }) => as === 'not_started').length;
  if (toStart === 0) return { halt: null, note: null };
  try {
    const runs = { all: states.filter(({ as }) => as !== 'refused').length, toStart };
    const note = plan.maxCredits === null ? null : await checkCost(client, { ...plan, runs }, plan.maxCredits);
    return { halt: await startItems(step, states), note };
  } catch (error) {
    if (!(error instanceof WireflowError) || toStart === states.length) throw error;
    return { halt: { error, isForNow: error.canRetry }, note: null };
  }
}

interface Times {
  /** When this step first looked at the batch, and when it did so now; ms since 1970. */
  readonly sinceMs: number;
  readonly beganAtMs: number;
  readonly startedNow: number;
}

/** How long to wait before the step goes on, in ms; null where it is done, or can't go on. */
function pauseBefore({ client, clock, plan }: BatchStep, states: readonly ItemState[], halt: Halt | null, { sinceMs, beganAtMs, startedNow }: Times): number | null {
  const nowMs = clock.now();
  if (plan.runId === null || !plan.canLookAgain) return null;
  const pauses: number[] = [];
  // As long as some are started each time, the rest is not given up.
  const mayStart = startedNow > 0 || nowMs - sinceMs < LONGEST_WAIT_MS;
  if (mayStart && states.some(({ as }) => as === 'not_started') && halt?.isForNow !== false) {
    // A minute's starts are used up, or the service has said when to come back.
    const untilNextMinuteMs = startedNow > 0 || halt === null ? beganAtMs + MINUTE_MS - nowMs : 0;
    pauses.push(Math.max(untilNextMinuteMs, halt?.error.retryAfterMs ?? (halt === null ? 0 : MINUTE_MS), MS_PER_S));
  }
  const open = states.find((state): state is StartedItem => state.as === 'started' && !hasEnded(state.execution.status));
  if (plan.wait === 'until_finished' && open) {
    const verdict = lookAgain(open.execution, { sinceMs: Math.max(sinceMs, newestStartMs(states)), nowMs, longestWaitMs: LONGEST_WAIT_MS, askedMs: client.limits.retryAfterMs });
    if ('lookAgainInMs' in verdict) pauses.push(verdict.lookAgainInMs);
  }
  return pauses.length === 0 ? null : Math.max(...pauses);
}

function newestStartMs(states: readonly ItemState[]): number {
  return Math.max(0, ...states.map((state) => (state.as === 'started' ? state.startedAtMs : 0)));
}

/** Where no prompt has a run, the step fails as the start of a single one would. */
function assertSomethingStarted(states: readonly ItemState[], halt: Halt | null): void {
  if (states.some(({ as }) => as === 'started')) return;
  const unstarted = states as readonly UnstartedItem[];
  const lost = unstarted.find(({ as }) => as === 'may_have_started');
  const error = lost?.error ?? halt?.error ?? unstarted.find((state) => state.error !== null)?.error;
  if (error) throw error;
}

/** Where a prompt has changed since its run was started, the run is of the earlier one. */
function changedIn({ items }: BatchPlan, record: BatchRecord | null, states: readonly ItemState[]): Set<number> {
  const isChanged = (mark: string | undefined, prompt: string) => mark !== undefined && mark !== promptMark(prompt);
  return new Set(items.filter(({ number, prompt }, index) => states[index]?.as === 'started' && (states[index] as StartedItem).isEarlier && isChanged(record?.marks.get(number), prompt)).map(({ number }) => number));
}

function notesAbout({ runId, wait }: BatchPlan, states: readonly ItemState[], halt: Halt | null): string[] {
  const notes: string[] = [];
  const replayed = states.filter((state) => state.as === 'started' && state.isReplayed === true).length;
  if (replayed > 0) notes.push(`A step with this Only Once ID has started ${replayed} of these executions before; they were not started again.`);
  const left = states.filter(({ as }) => as === 'not_started').length;
  if (left > 0) {
    const why = halt?.error ?? (states.find((state) => state.as === 'not_started' && state.error !== null) as UnstartedItem | undefined)?.error;
    notes.push(`${left} of ${states.length} prompts were not started${why ? `: ${why.problem}` : ', since an account may start ten executions a minute.'}`);
    notes.push(runId === null ? 'Start them in another step; with an Only Once ID, this step goes on by itself.' : 'Run the step again with the same Only Once ID to start them, and nothing else.');
  }
  const goesOn = states.some((state) => state.as === 'started' && !hasEnded(state.execution.status));
  if (wait === 'until_finished' && goesOn) notes.push(runId === null ? 'Executions go on. To wait until they have finished, map an Only Once ID, or use Find Execution.' : 'Executions go on; find them later by their Execution IDs.');
  return notes;
}
