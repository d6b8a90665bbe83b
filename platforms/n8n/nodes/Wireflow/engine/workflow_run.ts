import { accountOf } from '../../../../../core/api/account.js';
import type { CostPlan } from '../../../../../core/runs/cost_cap.js';
import { madeBefore, type Reuse, type ReusePlan } from '../../../../../core/runs/made_before.js';
import { lookAtMs } from '../../../../../core/runs/pace.js';
import type { StartAction } from '../../../../../core/runs/run_key.js';
import { startRun, withNotes } from '../../../../../core/runs/start_run.js';
import { waitAndLearn } from '../../../../../core/runs/wait_and_learn.js';
import { couldNotLook } from '../../../../../core/runs/wait_for_end.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import { hasEnded, unknownExecution, withKnownFacts, type Execution } from '../../../../../core/model/execution.js';
import { downloadImages } from './images.js';
import { itemKey, sendOnce, stoppedBefore, waitingOutLimits, type StartContext } from './planned_start.js';
import { processMemory } from './process_memory.js';
import type { ItemRun } from './remembered_runs.js';
import type { Wireflow, Workplace } from './step.js';

const MS_PER_S = 1000;
/** A look needs this long after the deadline of a run whose turn came late. */
const LAST_LOOK_MS = 5 * MS_PER_S;
const STARTED_BEFORE = 'An earlier try of this step has started this execution; nothing new was started.';
const FIRST_LOOK_MS = lookAtMs(0);

/** A run of a workflow as an item asks for it, read and checked before anything is sent. */
export interface RunPlan extends CostPlan {
  readonly wireflow: Wireflow;
  readonly action: StartAction;
  /** The workflow or webhook, and what goes there: to know the item by. */
  readonly target: string;
  readonly inputs: unknown;
  readonly reuse: Reuse;
  /** The inputs with what each picture among them shows, for `reuse`. @throws WireflowError where one can't be had */
  shownInputs(): Promise<unknown>;
  readonly knownWorkflowId: string | null;
  /** Null for no cap. */
  readonly maxCredits: number | null;
  /** Null where the step does not wait. */
  readonly longestWaitMs: number | null;
  /** @param idempotencyKey the same for every try of this item */
  start(idempotencyKey: string): Promise<Execution>;
}

/** An item's run with what the person should know about its start. */
export interface BegunRun {
  readonly plan: RunPlan;
  readonly run: ItemRun<Execution>;
  readonly notes: readonly string[];
}

/**
 * Starts an item's run as every platform does (`startRun`), or finds the one that an earlier try has started. A limit of the
 * service is waited out: while it refuses, nothing has been started.
 *
 * @throws WireflowError before anything is started, or `start_unknown`
 */
export async function beginRun(place: Workplace, plan: RunPlan, context: StartContext): Promise<BegunRun> {
  const key = itemKey(context, plan.target, plan.inputs, 'the workflow’s executions in Wireflow');
  const { runs } = context;
  const earlier = runs.earlier(key);
  if (earlier !== null) return { plan, run: earlier, notes: [STARTED_BEFORE] };
  const { client, baseUrl } = plan.wireflow;
  const idempotencyKey = runs.idempotencyKey(key);
  const sent: ItemRun<Execution>[] = [];
  const start = async (): Promise<Execution> => {
    if (place.signal?.aborted) throw stoppedBefore();
    const run = await sendOnce(context, key, place.clock.now(), () => plan.start(idempotencyKey));
    sent.push(run);
    return run.started as Execution;
  };
  const { maxCredits, unestimated, uncertainCost, workflow, target: address, action } = plan;
  const common = { action, maxCredits, unestimated, uncertainCost, reuse: await reusePlan(place, plan), workflow, start, address };
  // Which run an item stands for is known by its place in the execution, and not by an Only Once ID; it is waited for once all are started.
  const own = { runId: null, afterFailure: 'same', wait: 'no', deadlineMs: Infinity, canLookAgain: false } as const;
  const verdict = await waitingOutLimits(place, () => startRun(client, processMemory(baseUrl), place.clock, { ...common, ...own }), (ms) => context.onPause('Wireflow', ms));
  // A start that does not wait has no later look.
  if (!('execution' in verdict)) return { plan, run: sent.at(-1) as ItemRun<Execution>, notes: [] };
  const { execution, notes } = verdict;
  const givenAgain = { executionId: execution.id, startedAtMs: place.clock.now(), kept: {} };
  return { plan, run: { ...(sent.at(-1) ?? givenAgain), started: execution }, notes };
}

/** How a run is found that this n8n has made before from the same; null where it is to be made anew. */
async function reusePlan({ host }: Workplace, { wireflow: { baseUrl, client }, action, target, shownInputs, reuse }: RunPlan): Promise<ReusePlan | null> {
  if (reuse === 'off') return null;
  client.requireKey();
  // Where nobody can tell what a picture shows, it is made anew; the start has a sentence of its own for that.
  const inputs = await shownInputs().catch(() => null);
  if (inputs === null) return null;
  const before = madeBefore(reuse, { account: accountOf(client), target: `${action}\n${target}`, inputs });
  if (before === null) return null;
  return { ...before, isThere: async (execution) => (await downloadImages(host, execution, baseUrl)).note === null };
}

/** The run as last seen: nothing that goes wrong from here on is an error, since its id must reach the person. */
export async function waitForRun({ host, clock, signal }: Workplace, { plan, run, notes }: BegunRun): Promise<Execution> {
  const { client, baseUrl } = plan.wireflow;
  const { longestWaitMs } = plan;
  const isDue = !signal?.aborted && longestWaitMs !== null && clock.now() - run.startedAtMs >= FIRST_LOOK_MS;
  // While the items before it were waited for, this run may have ended: it is looked at without a pause.
  const seen = (run.started === null && !signal?.aborted) || isDue ? await look(plan.wireflow, run) : (run.started ?? unknownExecution(run.executionId));
  const execution = await waited();
  return withNotes({ ...execution, workflowId: execution.workflowId ?? plan.knownWorkflowId }, notes);

  async function waited(): Promise<Execution> {
    if (longestWaitMs === null || hasEnded(seen.status)) return seen;
    if (!client.hasKey) return { ...seen, message: 'The execution has started. To wait for its images, give the node a Wireflow credential.' };
    const deadlineMs = Math.max(run.startedAtMs + longestWaitMs, clock.now() + LAST_LOOK_MS);
    const last = await waitAndLearn(client, processMemory(baseUrl), clock, seen, { address: plan.target, startedAtMs: run.startedAtMs, deadlineMs, signal });
    if (hasEnded(last.status)) return last;
    if (signal?.aborted) host.logger.info(`The workflow was stopped; the execution ${last.id} goes on in Wireflow`);
    const why = signal?.aborted ? 'The workflow was stopped' : `${Math.round(longestWaitMs / MS_PER_S)} seconds are over`;
    return { ...last, message: `${why}, and the execution goes on in Wireflow: wait for it with the operation Execution: Wait and its Execution ID.` };
  }
}

/** The run as it is now, or as it was when it was accepted. */
async function look({ client }: Wireflow, { executionId, started }: ItemRun<Execution>): Promise<Execution> {
  const known = started ?? unknownExecution(executionId);
  if (!client.hasKey) return known;
  return client.poll(executionId).then(
    (newer) => withKnownFacts(newer, known),
    (error: unknown) => ({ ...known, message: error instanceof WireflowError ? couldNotLook(error) : known.message }),
  );
}
