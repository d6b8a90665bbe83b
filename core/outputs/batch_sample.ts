import type { BatchResult } from '../runs/batch/run_batch.js';
import { batchOutput, type BatchOutput, type NumberedPrompt } from './batch_output.js';
import { SAMPLE_FINISHED, SAMPLE_START_OF_STEP, SAMPLE_START_WITHOUT_KEY } from './samples.js';

const SAMPLE_PROMPTS: readonly NumberedPrompt[] = [
  { number: 1, prompt: 'A paper boat on a calm lake at dawn' },
  { number: 2, prompt: 'A lighthouse on a cliff in a storm' },
];
const SAMPLE_FILE = 'https://cdn.wireflow.ai/00000000-0000-1000-8000-000000000000.png';

/** What a step gives for these prompts if all goes well, without anything being started. Everything but the prompts is invented. */
export function sampleBatch(prompts: readonly NumberedPrompt[], { isWaitedFor, hasKey, message }: { isWaitedFor: boolean; hasKey: boolean; message: string | null }): BatchOutput {
  const sample = isWaitedFor ? SAMPLE_FINISHED : hasKey ? SAMPLE_START_OF_STEP : SAMPLE_START_WITHOUT_KEY;
  const states = prompts.map(({ number }) => ({ as: 'started', execution: { ...sample, id: `exec_${455 + number}` }, startedAtMs: 0, isEarlier: false }) as const);
  const result: BatchResult = { states, changed: new Set(), notes: message === null ? [] : [message] };
  return batchOutput(prompts, result, () => SAMPLE_FILE, { runId: null, workflow: { id: sample.workflowId, name: sample.workflowName } });
}

/** The sample of the step's definition. */
export const SAMPLE_BATCH: BatchOutput = sampleBatch(SAMPLE_PROMPTS, { isWaitedFor: true, hasKey: true, message: null });
