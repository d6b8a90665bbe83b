import type { Emulator, EndpointName } from '../../../emulators/wireflow/index.js';

/** A step that starts a run, with the call that starts it. */
export interface BuyingStep {
  readonly name: string;
  readonly method: string;
  readonly startsAt: EndpointName;
  /** @param mark stands in the prompt, so that the run can be told from others */
  input(emulator: Emulator, mark: string): Record<string, unknown>;
}

const WORKFLOW = 'text-to-image';

export const BUYING_STEPS: readonly BuyingStep[] = [
  {
    name: 'Generate Image',
    method: 'creates.generate_image.operation.perform',
    startsAt: 'trigger',
    input: (emulator, mark) => ({ webhook: emulator.workflow(WORKFLOW).webhookId, prompt: mark }),
  },
  {
    name: 'Run Workflow',
    method: 'creates.run_workflow.operation.perform',
    startsAt: 'run',
    input: (emulator, mark) => ({ workflow: emulator.workflow(WORKFLOW).id, input_text_2d_input_2d_1: mark }),
  },
  {
    name: 'Run Workflow, own nodes',
    method: 'creates.run_workflow.operation.perform',
    startsAt: 'execute',
    input: (emulator, mark) => ({
      workflow: emulator.workflow(WORKFLOW).id,
      nodes: JSON.stringify([{ id: 'text-input-1', data: { config: { prompt: mark } } }, { id: 'gen-1', data: { config: {} } }]),
    }),
  },
];

/** How many runs were started for a mark. */
export function startsFor(emulator: Emulator, mark: string): number {
  return emulator.executions.filter(({ request }) => JSON.stringify(request).includes(`"${mark}"`)).length;
}
