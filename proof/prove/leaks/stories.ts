import type { FaultRule } from '../../../emulators/wireflow/index.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { imageLink } from '../image_link.js';
import type { ProviderWorld } from '../provider_world.js';
import type { Elsewhere } from './elsewhere.js';

export interface Stage {
  readonly world: ProviderWorld;
  readonly elsewhere: Elsewhere;
}

/** Something that a person has the app do. Where it fails, it has not happened, and the proof has not seen it. */
export interface Story {
  readonly name: string;
  /** What is wrong at the service meanwhile. */
  readonly given?: readonly FaultRule[];
  /** Whether it has to end with an error, for a reason that comes after what it is told for. */
  readonly ends?: 'badly';
  tell(stage: Stage): Promise<unknown>;
}

const GENERATE = 'creates.generate_image.operation.perform';
const RUN = 'creates.run_workflow.operation.perform';
const FLUX = 'creates.generate_flux_image.operation.perform';
const HYDRATE = 'hydrators.imageFile';

const webhook = ({ emulator }: ProviderWorld) => emulator.workflow('text-to-image').webhookId;
const workflow = ({ emulator }: ProviderWorld, slug = 'text-to-image') => emulator.workflow(slug).id;
const prompt = { input_text_2d_input_2d_1: 'A boat' };
const withImage = ({ world, elsewhere }: Stage, path: string) => world.run(RUN, { workflow: workflow(world, 'image-input'), input_image_2d_1: `${elsewhere.origin}${path}` });
const ownImage = (world: ProviderWorld) => {
  const { id } = world.emulator.addExecution();
  return { execution_id: id, url: imageLink(world.emulator, id) };
};
const flux = (provider: ProviderName, more = {}) => ({ provider, tier: 'final', prompt: 'A boat', wait: 'up_to_25_s', ...more });

/** Between them they ask every call that the app knows, at the service and at the providers. */
export const STORIES: readonly Story[] = [
  { name: 'a connection is tested', tell: ({ world }) => world.run('authentication.test') },
  { name: 'the webhooks are listed', tell: ({ world }) => world.run('triggers.webhooks.operation.perform') },
  { name: 'an image, within a cap, once, waited for', tell: ({ world }) => world.run(GENERATE, { webhook: webhook(world), prompt: 'A boat', max_credits: 1000, run_id: `order ${world.emulator.clock.now()}`, wait: 'up_to_25_s' }) },
  { name: 'an image by a pasted address', tell: ({ world }) => world.run(GENERATE, { webhook: world.emulator.webhookUrl('chain'), prompt: 'A boat' }) },
  { name: 'an image, once, by an address that is not listed', given: [{ on: 'listWorkflows', status: 400 }], tell: ({ world }) => world.run(GENERATE, { webhook: webhook(world), prompt: 'A boat', run_id: `order ${world.emulator.clock.now()}` }) },
  { name: 'an image without a key', tell: ({ world }) => world.connection()(GENERATE, { webhook: webhook(world), prompt: 'A boat' }) },
  { name: 'a workflow is run', tell: ({ world }) => world.run(RUN, { workflow: workflow(world), ...prompt }) },
  { name: 'a workflow is run with a small image', tell: (stage) => withImage(stage, '/small') },
  { name: 'a workflow is run with a large image', tell: (stage) => withImage(stage, '/large') },
  { name: 'a workflow is run with own nodes', tell: ({ world }) => world.run(RUN, { workflow: workflow(world), nodes: '[{"id":"gen-1","data":{"config":{}}}]' }) },
  { name: 'a workflow is run up to a node', tell: ({ world }) => world.run(RUN, { workflow: workflow(world), ...prompt, target_node: 'gen-1' }) },
  { name: 'executions are watched', tell: ({ world }) => world.run('triggers.execution_completed.operation.perform') },
  { name: 'executions are watched in the workflows’ own lists', given: [{ on: 'listExecutions', status: 404, times: Infinity }], tell: ({ world }) => (world.emulator.addExecution(), world.run('triggers.execution_completed.operation.perform')) },
  { name: 'an execution is found', tell: ({ world }) => world.run('searches.find_execution.operation.perform', { execution_id: world.emulator.addExecution().id }) },
  { name: 'an execution is found by its other address', given: [{ on: 'poll', status: 404, times: Infinity }], tell: ({ world }) => world.run('searches.find_execution.operation.perform', { execution_id: world.emulator.addExecution().id }) },
  { name: 'the balance is read', tell: ({ world }) => world.run('searches.credit_balance.operation.perform') },
  { name: 'a workflow is found', tell: ({ world }) => world.run('searches.find_workflow.operation.perform', { name: 'image' }) },
  { name: 'a cost is estimated', tell: ({ world }) => world.run('searches.estimate_cost.operation.perform', { workflow: workflow(world) }) },
  { name: 'a file is fetched', tell: ({ world }) => world.run(HYDRATE, ownImage(world)) },
  { name: 'a file is fetched through the service', given: [{ on: 'image', status: 403 }], tell: ({ world }) => world.run(HYDRATE, ownImage(world)) },
  { name: 'an image from Black Forest Labs', tell: ({ world }) => world.run(FLUX, flux('bfl')) },
  { name: 'an image from DeepInfra', tell: ({ world }) => world.run(FLUX, flux('deepinfra')) },
  { name: 'an image from Replicate', tell: ({ world }) => world.run(FLUX, flux('replicate')) },
  { name: 'an image elsewhere, since the credits are out', given: [{ on: 'trigger', status: 402 }], tell: ({ world }) => world.run(GENERATE, { webhook: webhook(world), prompt: 'A boat', fallback: 'bfl' }) },
  { name: 'a workflow’s image elsewhere, since the limit is reached', given: [{ on: 'run', status: 429, headers: { 'retry-after': '60' } }], tell: ({ world }) => world.run(RUN, { workflow: workflow(world), ...prompt, fallback: 'replicate' }) },
  { name: 'a job is found', tell: async ({ world }) => world.run('searches.find_flux_job.operation.perform', { job: (await world.run<{ job_address: string }>(FLUX, flux('bfl', { wait: 'no' }))).job_address }) },
]; // prettier-ignore

/** What leads away from the service, to a host that must see no secret; each is told once, and must have led there. */
export const TEMPTATIONS: readonly Story[] = [
  ...['/image.png', '/back'].map((path): Story => ({ name: `a file from ${path} of another host`, ...(path === '/back' ? { ends: 'badly' } : {}), tell: ({ world, elsewhere }) => world.run(HYDRATE, { ...ownImage(world), url: `${elsewhere.origin}${path}` }) })),
  ...['/small', '/large', '/back'].map((path): Story => ({ name: `an image from ${path} of another host`, ...(path === '/back' ? { ends: 'badly' } : {}), tell: (stage) => withImage(stage, path) })),
  {
    name: 'an upload to another host',
    ends: 'badly',
    tell: (stage) => {
      stage.world.emulator.fault({ on: 'mediaUploadUrl', status: 200, body: { data: { uploadUrl: `${stage.elsewhere.origin}/put`, mediaId: 'media_1', headers: { 'Content-Type': 'image/png' } } } });
      return withImage(stage, '/large');
    },
  },
  ...(['bfl', 'replicate'] as const).map((name): Story => ({
    name: `a picture of ${name} at another host`,
    tell: ({ world, elsewhere }) => {
      const url = `${elsewhere.origin}/image.png`;
      world.providers[name].account.faults.add({ on: 'look', replace: name === 'bfl' ? { status: 'Ready', result: { sample: url } } : { status: 'succeeded', output: url } });
      return world.run(FLUX, flux(name));
    },
  })),
];

/** What names another host as the place to ask for a job: nothing must go there at all. */
export const LURES: readonly Story[] = [
  {
    name: 'Black Forest Labs names another host for its job',
    tell: ({ world, elsewhere }) => {
      world.providers.bfl.account.faults.add({ on: 'start', replace: { polling_url: `${elsewhere.origin}/lured?id=1` } });
      return world.run(FLUX, flux('bfl'));
    },
  },
  {
    name: 'Replicate names another host for its job',
    tell: ({ world, elsewhere }) => {
      world.providers.replicate.account.faults.add({ on: 'start', replace: { urls: { get: `${elsewhere.origin}/lured`, cancel: `${elsewhere.origin}/lured` } } });
      return world.run(FLUX, flux('replicate'));
    },
  },
  {
    name: 'a job address of another host',
    ends: 'badly',
    tell: ({ world, elsewhere }) => world.run('searches.find_flux_job.operation.perform', { job: `${elsewhere.origin}/lured/v1/get_result?id=1` }),
  },
];
