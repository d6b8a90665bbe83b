import type { ProviderName } from '../../../core/providers/job.js';
import type { Place } from '../provider_fault.js';
import type { ProviderWorld } from '../provider_world.js';

/**
 * What a request to a provider is to its step:
 * - `start`: it buys a picture
 * - `find`: the step can't go on without it; a job that is not there is no result
 * - `check`: it asks for the key alone
 * - `job`: the file is asked for through it
 * - `image`: the bytes of a picture that the step is asked for
 * - `extra`: the picture is bought; its id reaches the person without it
 */
export type ProviderRole = 'start' | 'find' | 'check' | 'job' | 'image' | 'extra';

/** One way to use a step that asks a provider. */
export interface ProviderCase {
  readonly step: string;
  readonly how: string;
  readonly provider: ProviderName;
  /** Other than the step's `perform`. */
  readonly method?: string;
  readonly roles: Partial<Readonly<Record<Place, ProviderRole>>>;
  /** @param job the address of a finished job */
  input(world: ProviderWorld, job: string): Record<string, unknown>;
}

const FLUX = 'creates.generate_flux_image';
const LABELS: Readonly<Record<ProviderName, string>> = { bfl: 'at Black Forest Labs', deepinfra: 'at DeepInfra', replicate: 'at Replicate' };

function generating(provider: ProviderName): ProviderCase[] {
  const input = { provider, tier: 'final', prompt: 'A {{boat}} on a lake', seed: 7 };
  const roles = { start: 'start', look: 'extra', file: 'extra' } as const;
  return [
    { step: FLUX, how: LABELS[provider], provider, roles, input: () => input },
    { step: FLUX, how: `${LABELS[provider]}, with an Only Once ID, waiting`, provider, roles, input: () => ({ ...input, run_id: 'order 7', wait: 'up_to_25_s' }) },
  ];
}

const outOfCredits = ({ emulator }: ProviderWorld) => emulator.fault({ on: ['trigger', 'run'], status: 402, times: Infinity, body: { error: 'Insufficient credits', requiredCredits: 10, availableCredits: 3 } });

/** Valid inputs for every step that asks a provider. */
export const PROVIDER_CASES: readonly ProviderCase[] = [
  ...(['bfl', 'deepinfra', 'replicate'] as const).flatMap(generating),
  ...(['bfl', 'replicate'] as const).map((provider): ProviderCase => ({ step: 'searches.find_flux_job', how: LABELS[provider], provider, roles: { look: 'find' }, input: (_world, job) => ({ job }) })),
  ...(['bfl', 'replicate'] as const).map((provider): ProviderCase => ({ step: 'hydrators.fluxImageFile', how: LABELS[provider], provider, method: 'hydrators.fluxImageFile', roles: { look: 'job', file: 'image' }, input: (_world, job) => ({ job, image: 1 }) })),
  ...(['bfl', 'deepinfra', 'replicate'] as const).map((provider): ProviderCase => ({ step: 'authentication', how: `with a key ${LABELS[provider]}`, provider, method: 'authentication.test', roles: { account: 'check' }, input: () => ({}) })),
];

/** Steps of Wireflow's with a way out, where Wireflow has no credits left and the trouble is at the way out. */
export const WAY_OUT_CASES: readonly ProviderCase[] = [
  {
    step: 'creates.generate_image', how: 'on its way out', provider: 'bfl', roles: { start: 'start', look: 'extra', file: 'extra' },
    input: (world) => (outOfCredits(world), { webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'A boat', fallback: 'bfl' }),
  },
  {
    step: 'creates.run_workflow', how: 'on its way out', provider: 'deepinfra', roles: { start: 'start', file: 'extra' },
    input: (world) => (outOfCredits(world), { workflow: world.emulator.workflow('text-to-image').id, input_text_2d_input_2d_1: 'A boat', fallback: 'deepinfra' }),
  },
]; // prettier-ignore
