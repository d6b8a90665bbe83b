import type { Service } from '../service/commands.js';

/** A step of the app with values that make it send its usual requests. */
export interface StepCase {
  readonly name: string;
  readonly method: string;
  /** Whether the connection has a key. */
  readonly hasKey: boolean;
  /** @param run counts the runs of the step */
  inputData(run: number): Record<string, unknown>;
}

const CREATE = 'creates.generate_image.operation.perform';
const PROMPT = 'A lighthouse at dusk, long exposure, soft light';

/** @param executionId of a completed execution */
export function stepCases({ webhookUrl, workflowId }: Service, executionId: string): StepCase[] {
  const image = { webhook: webhookUrl, prompt: PROMPT, size: 'story' };
  const search = (name: string, key: string, inputData: Record<string, unknown>): StepCase => ({
    name,
    method: `searches.${key}.operation.perform`,
    hasKey: true,
    inputData: () => inputData,
  });
  return [
    { name: 'Generate Image, without a key', method: CREATE, hasKey: false, inputData: () => image },
    { name: 'Generate Image', method: CREATE, hasKey: true, inputData: () => image },
    { name: 'Generate Image, with an Only Once ID', method: CREATE, hasKey: true, inputData: (run) => ({ ...image, run_id: `row-${run}` }) },
    { name: 'Run Workflow', method: 'creates.run_workflow.operation.perform', hasKey: true, inputData: () => ({ workflow: workflowId }) },
    search('Find Execution', 'find_execution', { execution_id: executionId }),
    search('Find Workflow', 'find_workflow', { name: 'text' }),
    search('Find Credit Balance', 'credit_balance', {}),
    search('Find Estimated Cost', 'estimate_cost', { workflow: workflowId }),
  ];
}
