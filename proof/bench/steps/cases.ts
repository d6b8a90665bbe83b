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
/** A picture that is bought and not waited for. */
export const FLUX = { provider: 'bfl', tier: 'final', prompt: 'A lighthouse at dusk', wait: 'no' };
const PROMPT = 'A lighthouse at dusk, long exposure, soft light';

/**
 * Every step of the app, but for the triggers of executions: what they cost depends on the list, and has a part of its own.
 *
 * @param executionId of a completed execution
 * @param job the address of a job at Black Forest Labs
 */
export function stepCases({ webhookUrl, workflowId }: Service, executionId: string, job: string): StepCase[] {
  const image = { webhook: webhookUrl, prompt: PROMPT, size: 'story' };
  const search = (name: string, key: string, inputData: Record<string, unknown>): StepCase => ({
    name,
    method: `searches.${key}.operation.perform`,
    hasKey: true,
    inputData: () => inputData,
  });
  const trigger = (name: string, key: string, inputData: Record<string, unknown> = {}): StepCase => ({ ...search(name, '', inputData), method: `triggers.${key}.operation.perform` });
  return [
    { name: 'Generate Image, without a key', method: CREATE, hasKey: false, inputData: () => image },
    { name: 'Generate Image', method: CREATE, hasKey: true, inputData: () => image },
    { name: 'Generate Image, with an Only Once ID', method: CREATE, hasKey: true, inputData: (run) => ({ ...image, run_id: `row-${run}` }) },
    { name: 'Run Workflow', method: 'creates.run_workflow.operation.perform', hasKey: true, inputData: () => ({ workflow: workflowId }) },
    { name: 'Generate Images, three', method: 'creates.generate_images.operation.perform', hasKey: true, inputData: (run) => ({ ...image, prompt: undefined, prompts: [1, 2, 3].map((number) => `${PROMPT}, ${number}`), run_id: `row-${run}` }) },
    { name: 'Generate Flux Image', method: 'creates.generate_flux_image.operation.perform', hasKey: true, inputData: () => FLUX },
    search('Find Execution', 'find_execution', { execution_id: executionId }),
    search('Find Workflow', 'find_workflow', { name: 'text' }),
    search('Find Credit Balance', 'credit_balance', {}),
    search('Find Estimated Cost', 'estimate_cost', { workflow: workflowId }),
    search('Find Cheapest Provider', 'compare_prices', { tier: 'final' }),
    search('Find Flux Job', 'find_flux_job', { job }),
    trigger('Low Credit Balance', 'low_credit_balance', { limit: '1' }),
    trigger('the dropdown of webhooks', 'webhooks'),
    trigger('the dropdown of workflows', 'workflows'),
  ];
}
