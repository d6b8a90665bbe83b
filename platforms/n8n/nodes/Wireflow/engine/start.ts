import { checkCost, type CostPlan } from '../../../../../core/runs/cost_cap.js';
import { lookAtMs } from '../../../../../core/runs/pace.js';
import { markOf } from '../../../../../core/runs/run_key.js';
import { couldNotLook, waitForEnd } from '../../../../../core/runs/wait_for_end.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import { hasEnded, unknownExecution, withKnownFacts, type Execution } from '../../../../../core/model/execution.js';
import type { InterruptedStarts } from './interrupted_starts.js';
import { isSurelyNotStarted, type ItemKey, type ItemRun, type RememberedRuns } from './remembered_runs.js';
import type { Step, Wireflow } from './step.js';

const MS_PER_S = 1000;
/** Where the service does not say how long to stay away. */
const DEFAULT_PAUSE_MS = 60 * MS_PER_S;
/** A look needs this long after the deadline of a run whose turn came late. */
const LAST_LOOK_MS = 5 * MS_PER_S;
const FIRST_LOOK_MS = lookAtMs(0);

/** What an item asks for, read and checked before anything is sent. */
export interface StartPlan extends CostPlan {
  readonly wireflow: Wireflow;
  /** The workflow or webhook, and what goes there: to know the item by. */
  readonly target: string;
  readonly inputs: unknown;
  readonly knownWorkflowId: string | null;
  /** Null for no cap. */
  readonly maxCredits: number | null;
  /** Null where the step does not wait. */
  readonly longestWaitMs: number | null;
  /** @param idempotencyKey the same for every try of this item */
  start(idempotencyKey: string): Promise<Execution>;
}

/** What is known of starts before this one. */
export interface Memories {
  readonly runs: RememberedRuns;
  readonly interrupted: InterruptedStarts;
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
export async function startItem(step: Step, { runs, interrupted }: Memories, plan: StartPlan, item: Omit<ItemKey, 'inputs'>, onPause: (ms: number) => void): Promise<Begun> {
  const key = { ...item, inputs: markOf(`${plan.target}\n${JSON.stringify(plan.inputs)}`) };
  const earlier = runs.earlier(key);
  if (earlier !== null) return { plan, run: earlier, note: 'An earlier try of this step has started this run; nothing new was started.' };
  const { client } = plan.wireflow;
  const patiently = <T>(send: () => Promise<T>) => waitingOutLimits(step, send, onPause);
  const { maxCredits } = plan;
  if (maxCredits !== null) client.requireKey();
  const note = maxCredits === null ? null : await patiently(() => checkCost(client, plan, maxCredits));
  const idempotencyKey = runs.idempotencyKey(key);
  await interrupted.mark(key);
  const run = await patiently(() => runs.start(key, step.clock.now(), () => plan.start(idempotencyKey))).catch(async (error: unknown) => {
    if (isSurelyNotStarted(error)) await interrupted.release(key);
    throw error;
  });
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
export async function waitForItem({ host, clock, signal }: Step, { plan, run, note }: Begun): Promise<Execution> {
  const { client } = plan.wireflow;
  const isDue = plan.longestWaitMs !== null && clock.now() - run.startedAtMs >= FIRST_LOOK_MS;
  // While the items before it were waited for, this run may have ended: it is looked at without a pause.
  const seen = run.started === null || isDue ? await look(plan.wireflow, run) : run.started;
  const execution = await waited();
  return withNote({ ...execution, workflowId: execution.workflowId ?? plan.knownWorkflowId }, note);

  async function waited(): Promise<Execution> {
    if (plan.longestWaitMs === null || hasEnded(seen.status)) return seen;
    if (!client.hasKey) return { ...seen, message: 'The run has started. To wait for its images, give the node a Wireflow credential.' };
    const deadlineMs = Math.max(run.startedAtMs + plan.longestWaitMs, clock.now() + LAST_LOOK_MS);
    const last = await waitForEnd(client, clock, seen, { startedAtMs: run.startedAtMs, deadlineMs, signal });
    if (hasEnded(last.status)) return last;
    if (signal?.aborted) host.logger.info(`The execution was stopped; the run ${last.id} goes on in Wireflow`);
    const why = signal?.aborted ? 'The execution was stopped' : `${Math.round(plan.longestWaitMs / MS_PER_S)} seconds are over`;
    return { ...last, message: `${why}, and the run goes on in Wireflow: wait for it with the operation Execution: Wait and its Execution ID.` };
  }
}

/** The run as it is now, or as it was when it was accepted. */
async function look({ client }: Wireflow, { executionId, started }: ItemRun): Promise<Execution> {
  const known = started ?? unknownExecution(executionId);
  if (!client.hasKey) return known;
  return client.poll(executionId).then(
    (newer) => withKnownFacts(newer, known),
    (error: unknown) => ({ ...known, message: error instanceof WireflowError ? couldNotLook(error) : known.message }),
  );
}

function withNote(execution: Execution, note: string | null): Execution {
  if (note === null) return execution;
  const said = execution.message?.trim().replace(/\.$/, '') ?? '';
  return { ...execution, message: said === '' ? note : `${said}. ${note}` };
}
