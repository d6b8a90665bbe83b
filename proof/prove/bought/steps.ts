import type { ProviderName } from '../../../core/providers/job.js';
import type { Emulator, EndpointName } from '../../../emulators/wireflow/index.js';
import { providerFault } from '../provider_fault.js';
import type { ProviderWorld } from '../provider_world.js';
import type { Trouble } from './troubles.js';

/** A step that buys one picture. */
export interface BuyingStep {
  readonly name: string;
  readonly method: string;
  /** @param mark stands in the prompt, so that the run can be told from others */
  input(emulator: Emulator, mark: string): Record<string, unknown>;
  /** Lets the call that buys meet a trouble, once. */
  meet(world: ProviderWorld, trouble: Trouble): void;
}

const WORKFLOW = 'text-to-image';
const GENERATE = 'creates.generate_image.operation.perform';
const RUN = 'creates.run_workflow.operation.perform';

const atWireflow = (on: EndpointName): BuyingStep['meet'] => ({ emulator }, { fault }) => void (fault !== null && emulator.fault({ on, ...fault }));
const atProvider = (name: ProviderName): BuyingStep['meet'] => ({ providers }, { fault }) => void (fault !== null && providers[name].account.faults.add(providerFault(name, 'start', fault)));
const image = ({ workflow }: Emulator, mark: string, more = {}) => ({ webhook: workflow(WORKFLOW).webhookId, prompt: mark, ...more });

const fluxStep = (name: ProviderName, label: string): BuyingStep => ({
  name: `Generate Flux Image at ${label}`,
  method: 'creates.generate_flux_image.operation.perform',
  input: (_emulator, mark) => ({ provider: name, tier: 'final', prompt: mark }),
  meet: atProvider(name),
});

export const BUYING_STEPS: readonly BuyingStep[] = [
  { name: 'Generate Image', method: GENERATE, input: image, meet: atWireflow('trigger') },
  { name: 'Run Workflow', method: RUN, input: (emulator, mark) => ({ workflow: emulator.workflow(WORKFLOW).id, input_text_2d_input_2d_1: mark }), meet: atWireflow('run') },
  {
    name: 'Run Workflow, own nodes',
    method: RUN,
    input: (emulator, mark) => ({
      workflow: emulator.workflow(WORKFLOW).id,
      nodes: JSON.stringify([{ id: 'text-input-1', data: { config: { prompt: mark } } }, { id: 'gen-1', data: { config: {} } }]),
    }),
    meet: atWireflow('execute'),
  },
  fluxStep('bfl', 'Black Forest Labs'),
  fluxStep('deepinfra', 'DeepInfra'),
  fluxStep('replicate', 'Replicate'),
  { name: 'Generate Image, with a way out', method: GENERATE, input: (emulator, mark) => image(emulator, mark, { fallback: 'bfl' }), meet: atWireflow('trigger') },
  {
    name: 'Generate Image, on its way out',
    method: GENERATE,
    input: (emulator, mark) => image(emulator, mark, { fallback: 'replicate' }),
    meet(world, trouble) {
      // Of the item's first time only: later ones would be started at Wireflow, if the Only Once ID were forgotten.
      world.emulator.fault({ on: 'trigger', status: 402 });
      atProvider('replicate')(world, trouble);
    },
  },
  { name: 'Run Workflow, with a way out', method: RUN, input: (emulator, mark) => ({ workflow: emulator.workflow(WORKFLOW).id, input_text_2d_input_2d_1: mark, fallback: 'deepinfra' }), meet: atWireflow('run') },
];

/** How many pictures were bought for a mark, wherever. */
export function startsFor({ emulator, providers }: ProviderWorld, mark: string): number {
  const elsewhere = [providers.bfl, providers.deepinfra, providers.replicate].flatMap(({ account }) => account.bought);
  return emulator.executions.filter(({ request }) => JSON.stringify(request).includes(`"${mark}"`)).length + elsewhere.filter((prompt) => prompt === mark).length;
}
