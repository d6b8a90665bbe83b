import { runKey } from '../../../../../core/runs/run_id_claim.js';
import { assertAffordable, costInWords } from '../../../../../core/runs/cost_cap.js';
import { couldNotLook, waitForEnd } from '../../../../../core/runs/wait_for_end.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import { hasEnded, unknownExecution, type Execution } from '../../../../../core/model/execution.js';
import type { ItemKey, ItemRun, RememberedRuns } from './remembered_runs.js';
import type { Step, Wireflow } from './step.js';

const MS_PER_S = 1000;
/** Where the service does not say how long to stay away. */
const DEFAULT_PAUSE_MS = 60 * MS_PER_S;

/** What an item asks for, read and checked before anything is sent. */
export interface StartPlan {
  readonly wireflow: Wireflow;
  /** The workflow or webhook, and what goes there: to know the item by. */
  readonly target: string;
  readonly inputs: unknown;
  readonly knownWorkflowId: string | null;
  /** Null for no cap. */
  readonly maxCredits: number | null;
  /** Null where the step does not wait. */
  readonly longestWaitMs: number | null;
  workflowId(): Promise<string>;
  /** @param idempotencyKey the same for every try of this item */
  start(idempotencyKey: string): Promise<Execution>;
}

/** An item's run with what the person should know about its start. */
export interface Begun {
  readonly plan: StartPlan;
  readonly run: ItemRun;
  readonly note: string | null;
}

/**
 * Starts an item's run, or finds the one that an earlier try has started. A limit of the service is waited out: while it
 * refuses, nothing has been started.
 *
 * @param onPause told how long the step pauses, in ms
 * @throws WireflowError before anything is started, or `start_unknown`
 */
export async function startItem(step: Step, runs: RememberedRuns, plan: StartPlan, item: Omit<ItemKey, 'inputs'>, onPause: (ms: number) => void): Promise<Begun> {
  const key = { ...item, inputs: runKey(plan.target, JSON.stringify(plan.inputs)) };
  const earlier = runs.earlier(key);
  if (earlier !== null) return { plan, run: earlier, note: 'An earlier try of this step has started this run; nothing new was started.' };
  const { client } = plan.wireflow;
  const patiently = <T>(send: () => Promise<T>) => waitingOutLimits(step, send, onPause);
  let note: string | null = null;
  if (plan.maxCredits !== null) {
    client.requireKey();
    const estimate = await patiently(async () => client.estimate(await plan.workflowId()));
    assertAffordable(estimate, plan.maxCredits);
    if (!estimate.isComplete) note = `The estimate is a lower bound: ${costInWords(estimate)}.`;
  }
  const idempotencyKey = runs.idempotencyKey(key);
  const run = await patiently(() => runs.start(key, step.clock.now(), () => plan.start(idempotencyKey)));
  return { plan, run, note };
}

/** Sends again what a limit has refused, once its wait is over, for as long as nobody stops the execution. */
async function waitingOutLimits<T>({ clock, signal }: Step, send: () => Promise<T>, onPause: (ms: number) => void): Promise<T> {
  for (;;) {
    const outcome = await send().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('value' in outcome) return outcome.value;
    const { error } = outcome;
    if (!(error instanceof WireflowError) || error.kind !== 'rate_limited' || signal?.aborted) throw error;
    const pauseMs = error.retryAfterMs ?? DEFAULT_PAUSE_MS;
    onPause(pauseMs);
    await clock.sleep(pauseMs);
    if (signal?.aborted) throw error;
  }
}

/** The run as last seen: nothing that goes wrong from here on is an error, since its id must reach the person. */
export async function waitForItem({ clock, signal }: Step, { plan, run, note }: Begun): Promise<Execution> {
  const { client } = plan.wireflow;
  const seen = run.started ?? (await lookAtEarlier(plan.wireflow, run));
  const execution = await waited();
  return withNote({ ...execution, workflowId: execution.workflowId ?? plan.knownWorkflowId }, note);

  async function waited(): Promise<Execution> {
    if (plan.longestWaitMs === null || hasEnded(seen.status)) return seen;
    if (!client.hasKey) return { ...seen, message: 'The run has started. To wait for its images, give the node a Wireflow credential.' };
    const deadlineMs = Math.max(run.startedAtMs + plan.longestWaitMs, clock.now() + MS_PER_S * 5);
    const last = await waitForEnd(client, clock, seen, { startedAtMs: run.startedAtMs, deadlineMs, signal });
    if (hasEnded(last.status)) return last;
    const why = signal?.aborted ? 'The execution was stopped' : `${Math.round(plan.longestWaitMs / MS_PER_S)} seconds are over`;
    return { ...last, message: `${why}, and the run goes on in Wireflow: wait for it with the operation Execution: Wait and its Execution ID.` };
  }
}

async function lookAtEarlier({ client }: Wireflow, { executionId }: ItemRun): Promise<Execution> {
  const unknown = unknownExecution(executionId);
  if (!client.hasKey) return unknown;
  return client.poll(executionId).catch((error: unknown) => ({ ...unknown, message: error instanceof WireflowError ? couldNotLook(error) : null }));
}

function withNote(execution: Execution, note: string | null): Execution {
  if (note === null) return execution;
  const said = execution.message?.trim().replace(/\.$/, '') ?? '';
  return { ...execution, message: said === '' ? note : `${said}. ${note}` };
}
