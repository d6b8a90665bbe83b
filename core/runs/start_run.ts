import type { WireflowClient } from '../api/client.js';
import { checkCost, type UncertainCost } from './cost_cap.js';
import { withWhereToLook } from '../api/error_sentences.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, unknownExecution, type Execution } from '../model/execution.js';
import { ended } from '../model/one_sentence.js';
import { workflowUrl } from '../model/workflow.js';
import { costNothing } from './cost_of_failure.js';
import { keepMade, madeBeforeInWords, runMadeBefore, type ReusePlan } from './made_before.js';
import { onlyOnceKey } from './only_once_key.js';
import { lookAgain, waitingSinceMs, type Verdict } from './requeue.js';
import type { LockingMemory } from '../memory.js';
import { ownerOf, type Owner } from './owner.js';
import { earlierRun, endAttempt, isClaimed, renewClaim, startOnce, type ClaimedRun } from './run_id_claim.js';
import type { StartAction } from './run_key.js';
import { waitAndLearn } from './wait_and_learn.js';
import { couldNotLook, type Clock } from './wait_for_end.js';
import type { Target } from './workflow_of_address.js';

export const WAITS = ['no', 'up_to_25_s', 'until_finished'] as const;
export type Wait = (typeof WAITS)[number];

/** What an Only Once ID does once its run has failed: start anew where surely nothing was paid, give the failed run, or start anew. */
export const AFTER_FAILURE = ['again_if_free', 'same', 'again'] as const;
export type AfterFailure = (typeof AFTER_FAILURE)[number];

/** A step that starts a run gives up looking again after this long. */
export const LONGEST_WAIT_MS = 60 * 60_000;
const STARTED_BEFORE = 'A step with this Only Once ID has started this execution before; nothing new was started.';
const STARTED_ANEW = 'The earlier execution with this Only Once ID failed, so a new one was started.';
export const ONE_ADDRESS = 'Wireflow does not tell which workflow this address belongs to, so the Only Once ID counts for this address alone.';

export interface StartPlan {
  /** The kind of step, as part of what an Only Once ID stands for. */
  readonly action: StartAction;
  /** Null where the person maps none: then no two runs are ever merged. */
  readonly runId: string | null;
  readonly afterFailure: AfterFailure;
  /** Null for no cap. */
  readonly maxCredits: number | null;
  /** What is sent that the estimate of the saved workflow does not know, in words. */
  readonly unestimated: readonly string[];
  readonly uncertainCost: UncertainCost;
  /** What forbids a new start, found while its inputs were read: an execution that an earlier step has started is looked at all the same. */
  readonly obstacle?: Error | null;
  /** Where the same may have been made before; without it, every run is made anew. */
  readonly reuse?: ReusePlan | null;
  readonly wait: Wait;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Whether the platform can run the step again later: not while somebody watches it in the editor. */
  readonly canLookAgain: boolean;
  /** The webhook or workflow that is started, to know its earlier runs by; without it, nothing is learned from them. */
  readonly address?: string;
  /** The workflow that is started, however it was addressed; only asked for where an Only Once ID or a cap needs it. */
  workflow(): Promise<Target>;
  start(idempotencyKey: string | undefined): Promise<Execution>;
  /** Told of each run that was started now, once its Only Once ID stands for it. */
  onStarted?(executionId: string): Promise<void>;
}

/** How a start came out; `notes` is what its message says of the start itself, for whoever goes on waiting. */
export type StartVerdict = Exclude<Verdict, { readonly execution: Execution }> | { readonly execution: Execution; readonly notes: readonly string[] };

/** What a step does its work with, and the key that its Only Once ID makes. */
interface Step {
  readonly client: WireflowClient;
  readonly memory: LockingMemory;
  readonly clock: Clock;
  readonly plan: StartPlan;
  readonly owner: Owner;
  readonly key: string | undefined;
}

/**
 * Starts a run as its plan says: within the cap, once per Only Once ID, and waited for.
 *
 * @returns the run as last seen, or how long to wait before the step is run again with the same Only Once ID
 * @throws WireflowError before anything is started, or `start_unknown`
 */
export async function startRun(client: WireflowClient, memory: LockingMemory, clock: Clock, plan: StartPlan): Promise<StartVerdict> {
  if (!client.hasKey) assertNeedsNoKey(plan);
  const owner = ownerOf(client, plan.action);
  const { target, key } = plan.runId === null ? { target: null, key: undefined } : await onlyOnceKey(plan, plan.runId, async (byAddress) => isClaimed(await earlierRun(memory, byAddress, owner, clock.now())));
  const step: Step = { client, memory, clock, plan, owner, key };
  const { run, first, notes, isGivenAgain } = await runOf(step).catch(async (error: unknown) => Promise.reject(await withWorkflow(error, target, plan)));
  // Beside the wait and not before it; that a run is not remembered is no error of its start.
  const remembering = run.started === null ? undefined : remember(step, run);
  const verdict = isGivenAgain ? { execution: first } : await waitAsPlanned(step, run, first);
  await remembering;
  // Said last, since every look at the run brings a message of its own.
  const said = [...notes, ...(target?.isCertain === false ? [ONE_ADDRESS] : [])];
  return 'execution' in verdict ? { execution: withNotes(verdict.execution, said), notes: said } : verdict;
}

/** The error of a start that nobody knows the fate of, with the workflow to look at where no request is needed to tell it. */
async function withWorkflow(error: unknown, known: Target | null, { action, workflow }: StartPlan): Promise<unknown> {
  if (!(error instanceof WireflowError) || error.kind !== 'start_unknown') return error;
  const target = known ?? (action === 'run_workflow' ? await workflow().catch(() => null) : null);
  return target?.isCertain === true ? error.with({ nextStep: withWhereToLook(error.nextStep, workflowUrl(target.id)) }) : error;
}

async function remember({ memory, clock, plan }: Step, { executionId, startedAtMs }: ClaimedRun): Promise<void> {
  // Before it has ended: whether it went well is seen when it is looked for.
  const keeping = plan.reuse ? keepMade(memory, plan.reuse, { executionId }, Math.min(startedAtMs, clock.now())) : undefined;
  await Promise.all([keeping, plan.onStarted?.(executionId)].map((each) => each?.catch(() => undefined)));
}

/**
 * Without a key a run is started, and nothing can be asked about it.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function assertNeedsNoKey({ wait, maxCredits, reuse }: Pick<StartPlan, 'wait' | 'maxCredits' | 'reuse'>): void {
  const field = wait !== 'no' ? 'Wait for the Images' : maxCredits !== null ? 'Maximum Credits' : reuse ? 'If the Same Was Made Before' : null;
  if (field === null) return;
  const without = wait !== 'no' ? 'choose “No, continue right away”' : 'leave it empty';
  throw new WireflowError({
    kind: 'bad_input',
    problem: `The field ${field} needs a Wireflow API key, and this connection has none.`,
    nextStep: `Nothing was started. Add a key to the connection, or ${without}.`,
  });
}

interface Begun {
  readonly run: ClaimedRun;
  /** The run as it was first seen. */
  readonly first: Execution;
  /** What the person should know about the start. */
  readonly notes: readonly string[];
  /** Set for a finished run that was made before: there is nothing to wait for, and nothing to learn from its time. */
  readonly isGivenAgain?: true;
}

/** The run that this step stands for: one that an earlier step has started, or a new one. */
async function runOf(step: Step): Promise<Begun> {
  const { client, memory, clock, plan, owner, key } = step;
  if (key === undefined) return startNow(step, 0);
  const earlier = await earlierRun(memory, key, owner, clock.now());
  if (!isClaimed(earlier)) return startNow(step, earlier.attempt);
  const first = await lookAtEarlier(client, earlier);
  if (!mayStartAnew(first, plan.afterFailure)) return { run: earlier, first, notes: [STARTED_BEFORE] };
  // Other steps that saw the same failure try for the same attempt, and one of them gets it.
  const begun = await startNow(step, earlier.attempt + 1);
  await endAttempt(memory, key, earlier);
  return begun.run.started === null ? begun : { ...begun, notes: [...begun.notes, STARTED_ANEW] };
}

function mayStartAnew(execution: Execution, choice: AfterFailure): boolean {
  if (choice === 'same' || !hasEnded(execution.status) || execution.status === 'completed') return false;
  return choice === 'again' || costNothing(execution);
}

async function startNow(step: Step, attempt: number): Promise<Begun> {
  const { client, memory, clock, plan, owner, key } = step;
  if (plan.obstacle) throw plan.obstacle;
  const again = await givenAgain(step, attempt);
  if (again !== null) return again;
  const note = plan.maxCredits === null ? null : await checkCost(client, plan, plan.maxCredits);
  const startedAtMs = clock.now();
  if (key === undefined) {
    const started = await plan.start(undefined);
    return { run: { executionId: started.id, started, startedAtMs, attempt, account: owner.account, wait: null }, first: withStart(started, startedAtMs), notes: note === null ? [] : [note] };
  }
  const run = await startOnce(memory, key, owner, attempt, startedAtMs, (idempotencyKey) => plan.start(idempotencyKey));
  if (run.started === null) return { run, first: await lookAtEarlier(client, run), notes: [STARTED_BEFORE] };
  return { run, first: withStart(run.started, run.startedAtMs), notes: note === null ? [] : [note] };
}

/** A finished run that was made before from the same, with the Only Once ID standing for it from now on. */
async function givenAgain({ client, memory, clock, plan, owner, key }: Step, attempt: number): Promise<Begun | null> {
  const found = plan.reuse ? await runMadeBefore(client, memory, plan.reuse, clock.now()) : null;
  if (found === null) return null;
  const { execution, madeAtMs } = found;
  const run = { executionId: execution.id, started: null, startedAtMs: madeAtMs, attempt, account: owner.account, wait: null };
  const again = { first: execution, notes: [madeBeforeInWords(madeAtMs)], isGivenAgain: true } as const;
  if (key === undefined) return { run, ...again };
  const claimed = await startOnce(memory, key, owner, attempt, clock.now(), async () => execution);
  if (claimed.started === null) return { run: claimed, first: await lookAtEarlier(client, claimed), notes: [STARTED_BEFORE] };
  return { run: { ...run, attempt: claimed.attempt }, ...again };
}

async function waitAsPlanned({ client, memory, clock, plan, key }: Step, run: ClaimedRun, first: Execution): Promise<Verdict> {
  if (plan.wait === 'no') return { execution: first };

  const seen = await waitAndLearn(client, memory, clock, first, { address: plan.address, startedAtMs: run.startedAtMs, deadlineMs: plan.deadlineMs });
  if (plan.wait === 'up_to_25_s' || hasEnded(seen.status)) return { execution: seen };
  // Without an Only Once ID the step would not find its run again, and start another one.
  if (key === undefined) return { execution: { ...seen, message: 'The execution goes on. To wait until it has finished, map an Only Once ID, or use Find Execution.' } };
  if (!plan.canLookAgain) return { execution: seen };
  const nowMs = clock.now();
  const sinceMs = waitingSinceMs(run.wait, run.started === null ? nowMs : run.startedAtMs, nowMs);
  const verdict = lookAgain(seen, { sinceMs, nowMs, longestWaitMs: LONGEST_WAIT_MS, askedMs: client.limits.retryAfterMs });
  const wait = 'lookAgainInMs' in verdict ? { sinceMs, dueMs: nowMs + verdict.lookAgainInMs } : null;
  const isKept = await renewClaim(memory, key, run, wait);
  // Nor would it find its run where the platform has not kept the Only Once ID.
  return isKept || wait === null ? verdict : { execution: { ...seen, message: 'The execution goes on; find it later by its Execution ID.' } };
}

/** The run exists, whatever happens here: its id must reach the person, or the Only Once ID would run out in the queue. */
async function lookAtEarlier(client: WireflowClient, { executionId, startedAtMs }: ClaimedRun): Promise<Execution> {
  const unknown = withStart(unknownExecution(executionId), startedAtMs);
  // Without a key a run can't be looked at; its id is what the person needs.
  if (!client.hasKey) return unknown;
  return client.poll(executionId).then((seen) => withStart(seen, startedAtMs), (error: unknown) => {
    if (!(error instanceof WireflowError)) throw error;
    return { ...unknown, message: couldNotLook(error) };
  }); // prettier-ignore
}

/** Where the reply does not say when it was started, the step that started it knows. */
function withStart(execution: Execution, startedAtMs: number): Execution {
  return { ...execution, startedAt: execution.startedAt ?? new Date(startedAtMs).toISOString() };
}

/** The same run, with a message that says this too. */
export function withNotes(execution: Execution, notes: readonly string[]): Execution {
  return notes.reduce((seen, note) => {
    const said = seen.message?.trim() ?? '';
    return said.includes(note.replace(/\.$/, '')) ? seen : { ...seen, message: said === '' ? note : `${ended(said)} ${note}` };
  }, execution);
}
