import type { Bundle, ZObject } from 'zapier-platform-core';
import { batchOutput, type BatchOutput, type NumberedPrompt } from '../../core/outputs/batch_output.js';
import { sampleBatch } from '../../core/outputs/batch_sample.js';
import type { BatchItem, ItemState } from '../../core/runs/batch/batch_plan.js';
import { runBatch, type BatchResult, type BatchVerdict } from '../../core/runs/batch/run_batch.js';
import type { Target } from '../../core/runs/workflow_of_address.js';
import { rememberRunId, rememberStart } from '../../core/watching/own_starts.js';
import { clock } from './clock.js';
import { promisedFile } from './output.js';
import { withFacts } from './start.js';
import type { Wireflow } from './step.js';
import { inTime } from './time_limit.js';

const MS_PER_S = 1000;
/** Only services without a list need what is remembered: the runs' ids are not held up for it. */
const REMEMBER_MS = 4_000;
const NOTHING_STARTED = 'This is a made-up sample with your prompts. Nothing was started for this test.';

/** What is started for each prompt of a step. */
export interface Batch {
  /** The webhook or workflow that the runs are started through. */
  readonly target: string;
  readonly prompts: readonly NumberedPrompt[];
  readonly items: readonly BatchItem[];
  /** What is sent that the estimate of the saved workflow does not know, in words. */
  readonly unestimated: readonly string[];
  workflow(): Promise<Target>;
}

/** Starts a run for each prompt as the step's fields say; what does not fit into its time goes on in Zapier's queue. */
export async function startBatch(z: ZObject, bundle: Bundle<Record<string, unknown>>, wireflow: Wireflow, { target, prompts, items, unestimated, workflow }: Batch): Promise<BatchOutput> {
  const { client, memory, deadlineMs, signal } = wireflow;
  const { readBatchOptions } = await import('../../core/fields/checks.js');
  const options = readBatchOptions(bundle.inputData);
  const { run_id: runId, wait } = options;
  const isTest = bundle.meta?.isLoadingSample === true;
  if (isTest && options.test_mode === 'sample') return sampleBatch(prompts, { isWaitedFor: wait !== 'no' && client.hasKey, hasKey: client.hasKey, message: NOTHING_STARTED });
  const remember = (executionId: string) => Promise.all([rememberStart(memory, executionId, target, clock.now()), runId === null ? null : rememberRunId(memory, executionId, runId)]);
  const verdict = await runBatch(client, memory, clock, {
    action: 'generate_images',
    runId,
    maxCredits: options.max_credits,
    unestimated,
    uncertainCost: options.uncertain_cost,
    wait,
    deadlineMs,
    canLookAgain: !isTest,
    address: target,
    workflow,
    items,
    onStarted: async (executionId) => {
      if (client.hasKey) await inTime(REMEMBER_MS, signal, async () => remember(executionId));
    },
  });
  const result = settleBatch(z, verdict, prompts.length);
  // Without a key no more is sent than the starts, unless their Only Once ID has asked for the workflow already.
  const isAsked = client.hasKey || runId !== null;
  return batchOutput(prompts, result, promisedFile(z), { runId, workflow: await workflowOf(wireflow, result.states, isAsked ? workflow : null) });
}

/** Sends the step back into Zapier's queue where the verdict says so, otherwise hands the outcomes over. */
export function settleBatch(z: ZObject, verdict: BatchVerdict, count: number): BatchResult {
  if ('result' in verdict) return verdict.result;
  throw new z.errors.ThrottledError(`${verdict.started} of ${count} executions have been started. Nothing is wrong: Zapier goes on by itself.`, Math.ceil(verdict.goOnInMs / MS_PER_S));
}

/** The workflow of the batch, from whichever of its runs tells it. */
async function workflowOf(wireflow: Wireflow, states: readonly ItemState[], workflow: Batch['workflow'] | null) {
  const first = states.find((state) => state.as === 'started');
  if (first?.as !== 'started') return { id: null, name: null };
  const { workflowId, workflowName } = await withFacts(wireflow, first.execution, workflow);
  return { id: workflowId, name: workflowName };
}
