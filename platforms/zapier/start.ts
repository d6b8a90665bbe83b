import type { Bundle, ZObject } from 'zapier-platform-core';
import { endedExecutions } from '../../core/watching/ended_executions.js';
import type { Execution } from '../../core/model/execution.js';
import type { Verdict } from '../../core/runs/requeue.js';
import type { RunOutput } from '../../core/outputs/run_output.js';
import { SAMPLE_FINISHED, SAMPLE_START_OF_STEP, SAMPLE_START_WITHOUT_KEY } from '../../core/outputs/samples.js';
import type { StartAction } from '../../core/runs/run_key.js';
import { startRun } from '../../core/runs/start_run.js';
import type { Target } from '../../core/runs/workflow_of_address.js';
import { withFactsBesideReply } from '../../core/watching/beside_the_reply.js';
import { rememberRunId, rememberStart } from '../../core/watching/own_starts.js';
import { clock } from './clock.js';
import { sampleOutput, zapierOutput } from './output.js';
import { reusePlan } from './reuse.js';
import type { Wireflow } from './step.js';
import { inTime } from './time_limit.js';

const NOTHING_STARTED = 'Nothing was started for this test.';
const MS_PER_S = 1000;
/** Only services without a list need what is remembered: the run's id is not held up for it. */
const REMEMBER_MS = 4_000;
/** Within what Zapier leaves a step after its own deadline. */
const FACTS_MS = 4_000;

export interface Start {
  readonly action: StartAction;
  /** The workflow or webhook that the run is started through. */
  readonly target: string;
  workflow(): Promise<Target>;
  /** Everything that decides what the run makes, with a mark in place of each picture. @throws WireflowError where one can't be had */
  inputs(): Promise<unknown>;
  /** What is sent that the estimate of the saved workflow does not know, in words. */
  readonly unestimated: readonly string[];
  /** What forbids a new start; then `inputs` and `start` are not called. */
  readonly obstacle?: Error;
  start(idempotencyKey: string | undefined): Promise<Execution>;
}

/** Starts a run as the step's fields say: tested with a sample, within a cap, once per Only Once ID, waited for. */
export async function startFromStep(z: ZObject, bundle: Bundle<Record<string, unknown>>, wireflow: Wireflow, start: Start): Promise<RunOutput> {
  const { client, memory, deadlineMs, signal } = wireflow;
  const { readStartOptions } = await import('../../core/fields/checks.js');
  const options = readStartOptions(bundle.inputData);
  const isTest = bundle.meta?.isLoadingSample === true;
  if (isTest && start.obstacle) throw start.obstacle;
  if (isTest && options.test_mode === 'sample') return options.wait === 'no' || !client.hasKey ? startAsSample(client.hasKey ? SAMPLE_START_OF_STEP : SAMPLE_START_WITHOUT_KEY) : lastRunOrSample(z, wireflow, start);
  const workflow = once(start.workflow);
  const reuse = options.reuse === 'off' || start.obstacle ? null : await reusePlan(z, wireflow, start, options.reuse);
  const verdict = await startRun(client, memory, clock, {
    action: start.action,
    runId: options.run_id,
    afterFailure: options.after_failure,
    maxCredits: options.max_credits,
    unestimated: start.unestimated,
    obstacle: start.obstacle ?? null,
    uncertainCost: options.uncertain_cost,
    reuse,
    wait: options.wait,
    deadlineMs,
    canLookAgain: !isTest,
    address: start.target,
    workflow,
    start: start.start,
    onStarted: async (executionId) => {
      const { run_id } = options;
      if (client.hasKey) await inTime(REMEMBER_MS, signal, async () => Promise.all([rememberStart(memory, executionId, start.target, clock.now()), run_id === null ? null : rememberRunId(memory, executionId, run_id)]));
    },
  });
  // Without a key no more is sent than the start, unless its Only Once ID has asked for the workflow already.
  const isAsked = client.hasKey || options.run_id !== null;
  return zapierOutput(z, await withFacts(wireflow, settle(z, verdict), isAsked ? workflow : null), options.run_id);
}

/** An execution with what else is known of it. The start is done: what can't be had now is left empty. */
export async function withFacts({ client, memory, signal }: Wireflow, execution: Execution, workflow: (() => Promise<Target>) | null): Promise<Execution> {
  return inTime(FACTS_MS, signal, async () => {
    const target = execution.workflowId === null ? await workflow?.().catch(() => null) : null;
    const chosen = target?.isCertain ? { id: target.id, name: target.name ?? null } : null;
    return withFactsBesideReply(client, memory, execution, chosen);
  }).catch(() => execution);
}

/** What has been asked for need not be asked for again; a failure may. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask().catch((error: unknown) => {
    asked = null;
    throw error;
  })); // prettier-ignore
}

/** Sends the step back into Zapier's queue where the verdict says so, otherwise hands the run over. */
export function settle(z: ZObject, verdict: Verdict): Execution {
  if ('execution' in verdict) return verdict.execution;
  throw new z.errors.ThrottledError(
    'The execution has not finished yet. Nothing is wrong: Zapier looks again by itself.',
    Math.ceil(verdict.lookAgainInMs / MS_PER_S),
  );
}

/** What a step that does not wait gives live: no image yet. A picture in its place would be mapped, and stay away. */
function startAsSample(sample: Execution): RunOutput {
  return sampleOutput({ ...sample, message: `This is a made-up sample: without a wait, the images come later, from Execution Completed or Find Execution, with an API key. ${NOTHING_STARTED}` });
}

/** What a test shows for free: the person's own last run, or else the sample. It says which. */
async function lastRunOrSample(z: ZObject, { client, memory }: Wireflow, { workflow }: Start): Promise<RunOutput> {
  const [last] = await lastRuns().catch(() => []);
  if (last) return zapierOutput(z, { ...last, message: `This is your last real execution of the workflow. ${NOTHING_STARTED}` });
  return sampleOutput({ ...SAMPLE_FINISHED, message: `This is a made-up sample. ${NOTHING_STARTED}` });

  async function lastRuns(): Promise<Execution[]> {
    if (!client.hasKey) return [];
    return endedExecutions(client, memory, { workflowId: (await workflow()).id, purpose: 'sample' });
  }
}
