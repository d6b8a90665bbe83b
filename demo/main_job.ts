import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionOutput } from '../core/outputs/execution_output.js';
import { paceAfter } from '../core/runs/pace.js';
import type { Zap } from './zap.js';

export interface JobInput {
  readonly prompt: string;
  readonly size: string | undefined;
  /** The webhook to use; without one, the first workflow of the dropdown. */
  readonly webhook: string | undefined;
  readonly hasKey: boolean;
  /** How long to wait for the image, ms. */
  readonly longestWaitMs: number;
}

export interface JobResult {
  readonly execution: ExecutionOutput;
  /** The image's address in Zapier's store; null where nothing can be fetched without a key. */
  readonly file: string | null;
}

/** Tells how far the job is. */
export interface Progress {
  start(doing: string): void;
  done(result: string): void;
}

type Choice = { id: string; name: string };

/**
 * The product's main job as two Zaps do it: one connects, fills the workflow dropdown and generates an image; the other
 * is switched on before that, and fires when the image is there.
 *
 * @throws Error with a sentence for the person when a step fails or the image does not come
 */
export async function runMainJob(zap: Zap, input: JobInput, progress: Progress): Promise<JobResult> {
  progress.start('Connecting');
  const { label } = await zap.run<{ label: string }>('authentication.test');
  progress.done(`Connected: ${label}`);

  const webhook = input.webhook ?? (await chooseWorkflow(zap, progress));
  const known = input.hasKey ? await completedIds(zap, { isPopulatingDedupe: true }) : new Set<string>();

  progress.start('Generate Image: sending the prompt');
  const inputData = { webhook, prompt: input.prompt, size: input.size };
  const started = await zap.run<ExecutionOutput>('creates.generate_image.operation.perform', inputData);
  const startedAtMs = Date.now();
  progress.done(`Generate Image: ${started.execution_id} is ${started.status}`);
  if (!input.hasKey) return { execution: started, file: null };

  progress.start('Execution Completed: looking for the finished image');
  const finished = await waitForTrigger(zap, started.execution_id, known, startedAtMs, input.longestWaitMs);
  progress.done(`Execution Completed fired after ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s, with ${finished.image_count} image(s)`);

  if (finished.image_file === null) throw new Error('The execution has completed without an image.');
  progress.start('Fetching the image file');
  const file = await zap.hydrate(finished.image_file);
  progress.done(`Fetched ${finished.images[0]?.filename ?? 'the image'}`);
  return { execution: finished, file };
}

async function chooseWorkflow(zap: Zap, progress: Progress): Promise<string> {
  progress.start('Filling the workflow dropdown');
  const choices = await zap.run<Choice[]>('triggers.webhooks.operation.perform', {}, { isFillingDynamicDropdown: true });
  const choice = choices[0];
  if (!choice) throw new Error('The account has no workflow: make one in Wireflow, or set WIREFLOW_WEBHOOK.');
  progress.done(`Chose “${choice.name}” out of ${choices.length} workflows`);
  return choice.id;
}

async function completedIds(zap: Zap, meta: Record<string, unknown>): Promise<Set<string>> {
  const executions = await zap.run<ExecutionOutput[]>('triggers.execution_completed.operation.perform', {}, meta);
  return new Set(executions.map(({ id }) => id));
}

/** Polls the trigger as Zapier does, only sooner; `known` are the executions that it has fired for before. */
async function waitForTrigger(zap: Zap, id: string, known: ReadonlySet<string>, startedAtMs: number, longestWaitMs: number): Promise<ExecutionOutput> {
  for (;;) {
    const elapsedMs = Date.now() - startedAtMs;
    if (elapsedMs > longestWaitMs) throw new Error(`The execution ${id} has not completed within ${Math.round(longestWaitMs / 1000)} s; look for it in Wireflow.`);
    await sleep(paceAfter({ elapsedMs, nowMs: Date.now() }));
    const fired = await zap.run<ExecutionOutput[]>('triggers.execution_completed.operation.perform');
    const finished = fired.find((execution) => execution.id === id && !known.has(id));
    if (finished) return finished;
    await throwIfFailed(zap, id);
  }
}

/** The trigger keeps silent about failed runs; a person in front of the terminal wants to know at once. */
async function throwIfFailed(zap: Zap, id: string): Promise<void> {
  const [execution] = await zap.run<ExecutionOutput[]>('searches.find_execution.operation.perform', { execution_id: id });
  if (execution && ['failed', 'cancelled', 'timed_out'].includes(execution.status)) {
    throw new Error(`The execution ${id} ended as ${execution.status}: ${execution.error ?? 'Wireflow gives no reason'}`);
  }
}
