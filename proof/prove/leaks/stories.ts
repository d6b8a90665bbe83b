import type { EndpointName } from '../../../emulators/wireflow/index.js';
import { imageLink } from '../image_link.js';
import { startWorld } from '../world.js';
import { startElsewhere } from './elsewhere.js';

const REDIRECTS = [301, 302, 303, 307, 308];
const CALLS: readonly EndpointName[] = ['trigger', 'run', 'execute', 'poll', 'listExecutions', 'listWorkflows', 'describeInputs', 'estimate', 'usage', 'mediaUpload', 'image'];

export interface Tempted {
  /** Requests that reached another host. */
  readonly elsewhere: number;
  /** Redirects that were followed though they must not be. */
  readonly followed: readonly string[];
}

/** What secrets could leave by: redirects, images and uploads at other hosts, every kind of connection. */
export async function tempt(): Promise<Tempted> {
  const world = await startWorld();
  const { emulator } = world;
  const elsewhere = await startElsewhere(`${emulator.url}/workflows`);
  const run = world.connection(emulator.keys.full);
  const step = async (method: string, inputData: Record<string, unknown>, meta = {}) => run(method, inputData, meta).catch(() => null);
  const webhook = emulator.workflow('text-to-image').webhookId;
  const workflow = emulator.workflow('text-to-image').id;
  const withImage = { workflow: emulator.workflow('image-input').id };
  const image = imageLink(emulator, emulator.addExecution().id);
  const everyStep = async () => {
    const { id } = emulator.addExecution();
    await step('authentication.test', {});
    await step('triggers.webhooks.operation.perform', {});
    await step('creates.generate_image.operation.perform', { webhook, prompt: 'A boat', max_credits: 1000, run_id: id, wait: 'up_to_25_s' });
    await step('creates.generate_image.operation.perform', { webhook: emulator.webhookUrl('chain'), prompt: 'A boat' });
    await world.connection()('creates.generate_image.operation.perform', { webhook, prompt: 'A boat' }).catch(() => null);
    await step('creates.run_workflow.operation.perform', { workflow, input_text_2d_input_2d_1: 'A boat' });
    await step('creates.run_workflow.operation.perform', { ...withImage, input_image_2d_1: `${elsewhere.origin}/small`, wait: 'up_to_25_s' });
    await step('creates.run_workflow.operation.perform', { workflow, nodes: '[{"id":"gen-1","data":{"config":{}}}]' });
    await step('triggers.execution_completed.operation.perform', {});
    await step('searches.credit_balance.operation.perform', {});
    await step('searches.find_workflow.operation.perform', { name: 'image' });
    await step('hydrators.imageFile', { execution_id: id, url: image });
  };

  await everyStep();
  for (const key of [emulator.keys.expired, emulator.keys.noExecute, emulator.keys.malformed]) {
    await world.connection(key)('creates.run_workflow.operation.perform', { workflow, input_text_2d_input_2d_1: 'A boat' }).catch(() => null);
  }
  const before = elsewhere.paths.length;
  for (const status of REDIRECTS) {
    emulator.clearFaults();
    for (const on of CALLS) emulator.fault({ on, status, headers: { location: `${elsewhere.origin}/${on === 'image' ? 'moved.png' : 'redirected'}` }, times: 2 });
    await everyStep();
  }
  emulator.clearFaults();
  const followed = elsewhere.paths.slice(before).filter((path) => path === '/redirected');

  const { id } = emulator.addExecution();
  for (const path of ['/image.png', '/back']) {
    await step('hydrators.imageFile', { execution_id: id, url: `${elsewhere.origin}${path}` });
  }
  emulator.fault({ on: 'image', status: 403, times: 1 });
  await step('hydrators.imageFile', { execution_id: id, url: image });
  for (const path of ['/small', '/large', '/back']) {
    emulator.fault({ on: 'mediaUploadUrl', status: 200, body: { data: { uploadUrl: `${elsewhere.origin}/put`, mediaId: 'media_1', headers: { 'Content-Type': 'image/png' } } } });
    await step('creates.run_workflow.operation.perform', { ...withImage, input_image_2d_1: `${elsewhere.origin}${path}` });
    emulator.clearFaults();
  }
  await elsewhere.close();
  await world.close();
  return { elsewhere: elsewhere.paths.length, followed };
}
