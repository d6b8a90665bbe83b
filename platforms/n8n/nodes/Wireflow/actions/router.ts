import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WireflowError } from '../../../../../core/model/errors.js';
import { nodeErrorFor } from '../engine/errors.js';
import { InterruptedStarts } from '../engine/interrupted_starts.js';
import { RememberedRuns } from '../engine/remembered_runs.js';
import { startItem, waitForItem, type Begun, type StartPlan } from '../engine/start.js';
import { openStep, type Step } from '../engine/step.js';
import { getCredits } from './credits.js';
import { getExecution, getManyExecutions, waitForExecution } from './executions.js';
import { executionItems } from './execution_items.js';
import { planImage } from './generate_image.js';
import { planRun } from './run_workflow.js';
import { estimateWorkflow, getManyWorkflows } from './workflows.js';

type Reading = (step: Step, item: number) => Promise<INodeExecutionData[]>;
type Starting = (step: Step, item: number) => Promise<StartPlan>;

const READINGS: Readonly<Record<string, Reading>> = {
  'workflow.getAll': getManyWorkflows,
  'workflow.estimate': estimateWorkflow,
  'execution.get': getExecution,
  'execution.wait': waitForExecution,
  'execution.getAll': getManyExecutions,
  'account.getCredits': getCredits,
};

const STARTINGS: Readonly<Record<string, Starting>> = {
  'image.generate': planImage,
  'workflow.run': planRun,
};

/** What the items of a step have come to, in their order. */
class Outcomes {
  readonly #host: IExecuteFunctions;
  readonly #items: INodeExecutionData[] = [];

  constructor(host: IExecuteFunctions) {
    this.#host = host;
  }

  add(items: readonly INodeExecutionData[]): void {
    this.#items.push(...items);
  }

  /** Where the person lets the step continue, a failure is an item; otherwise it ends the step. */
  fail(error: unknown, item: number, note = ''): void {
    const failure = nodeErrorFor(this.#host.getNode(), error, item, note);
    if (!this.#host.continueOnFail()) throw failure;
    const kind = error instanceof WireflowError ? { errorKind: error.kind } : {};
    this.#items.push({ json: { errorMessage: failure.message, ...kind }, error: failure, pairedItem: { item } });
  }

  get items(): INodeExecutionData[] {
    return this.#items;
  }
}

/** Runs the chosen operation for every item. */
export async function runOperation(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const name = `${host.getNodeParameter('resource', 0)}.${host.getNodeParameter('operation', 0)}`;
  const outcomes = new Outcomes(host);
  const items = [...host.getInputData().keys()];
  const step = await openStep(host).catch((error: unknown) => {
    throw nodeErrorFor(host.getNode(), error, 0);
  });
  const starting = STARTINGS[name];
  if (starting !== undefined) await runStarts(step, starting, items, outcomes);
  else await readEach(step, READINGS[name] as Reading, items, outcomes);
  return [outcomes.items];
}

async function readEach(step: Step, reading: Reading, items: readonly number[], outcomes: Outcomes): Promise<void> {
  for (const item of items) {
    try {
      outcomes.add(await reading(step, item));
    } catch (error) {
      outcomes.fail(error, item);
    }
  }
}

type Attempt = { readonly item: number } & ({ readonly plan: StartPlan } | { readonly begun: Begun } | { readonly error: unknown });

/**
 * Checks every item before any run is started, then starts them all, then waits for each: the images of many items are
 * made side by side.
 */
async function runStarts(step: Step, starting: Starting, items: readonly number[], outcomes: Outcomes): Promise<void> {
  const goesOn = step.host.continueOnFail();
  const planned: Attempt[] = [];
  for (const item of items) {
    const attempt = await starting(step, item).then((plan) => ({ item, plan }), (error: unknown) => ({ item, error }));
    planned.push(attempt);
    if ('error' in attempt && !goesOn) return outcomes.fail(attempt.error, item, items.length > 1 ? 'No item was started.' : '');
  }
  const started = await startAll(step, planned, goesOn, outcomes);
  for (const attempt of started) {
    if ('error' in attempt) outcomes.fail(attempt.error, attempt.item);
    else if ('begun' in attempt) outcomes.add(await executionItems({ ...step, ...attempt.begun.plan.wireflow }, attempt.item, await waitForItem(step, attempt.begun)));
  }
}

async function startAll(step: Step, planned: readonly Attempt[], goesOn: boolean, outcomes: Outcomes): Promise<Attempt[]> {
  const { host, signal } = step;
  const memories = { runs: new RememberedRuns(host), interrupted: new InterruptedStarts(host, signal) };
  const attempts: Attempt[] = [];
  for (const attempt of planned) {
    if (!('plan' in attempt)) {
      attempts.push(attempt);
      continue;
    }
    // What has not been started when somebody stops the execution stays so.
    if (signal?.aborted) break;
    const { item, plan } = attempt;
    const { $runIndex: runIndex } = host.getWorkflowDataProxy(item);
    const onPause = (ms: number) => host.logger.info(`Wireflow takes no more requests for ${Math.ceil(ms / 1000)} s: ${attempts.length} of ${planned.length} items are started, the others follow`);
    const next: Attempt = await startItem(step, memories, plan, { runIndex: Number(runIndex), itemIndex: item }, onPause).then(
      (begun) => ({ item, begun }),
      (error: unknown) => ({ item, error }),
    );
    attempts.push(next);
    if ('error' in next && !goesOn) {
      outcomes.fail(next.error, item, startedSoFar(attempts));
      return [];
    }
  }
  return attempts;
}

/** The ids of runs that an error of a later item would hide. */
function startedSoFar(attempts: readonly Attempt[]): string {
  const ids = attempts.flatMap((attempt) => ('begun' in attempt ? [attempt.begun.run.executionId] : []));
  return ids.length === 0 ? '' : `Started before it, and found again when this execution is retried: ${ids.join(', ')}.`;
}
