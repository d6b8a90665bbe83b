import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { workflowInputFields } from '../../platforms/zapier/workflow_inputs.js';
import { appTester, errorOf, startWorld, type World } from '../helpers/app.js';

const RUN = 'creates.run_workflow.operation.perform';
const PHOTO = 'input_image_2d_1';

let world: World;
afterEach(() => world.close());

const idOf = (slug: string) => world.emulator.workflow(slug).id;
const run = (workflow: string, inputData: Record<string, unknown> = {}) => world.zap.run<ExecutionOutput>(RUN, { workflow: idOf(workflow), ...inputData });
const fieldsOf = (workflow: unknown, authData = { api_key: world.emulator.keys.full } as Record<string, string>) =>
  appTester(workflowInputFields, { authData, inputData: { workflow } });
const sentTo = (endpoint: string) => world.emulator.requests.filter((request) => request.endpoint === endpoint);
const bodyOf = (endpoint: string) => JSON.parse(sentTo(endpoint).at(-1)?.body ?? 'null') as { inputs: Record<string, unknown> };

/** An image on the emulator's own host, which is not Wireflow's, so it has to be copied. */
async function someImage(): Promise<string> {
  const made = world.emulator.addExecution({ workflowId: idOf('text-to-image') });
  const [found] = await world.zap.run<ExecutionOutput[]>('searches.find_execution.operation.perform', { execution_id: made.id });
  return found?.image_url as string;
}

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile })));

  test('the form follows the workflow: its labels, types, defaults and choices', async () => {
    const fields = await fieldsOf(idOf('image-input'));
    expect(fields.map(({ label, type, required }) => [label, type, required])).toEqual([
      ['Product photo', 'file', true],
      ['Scene', 'text', false],
      ['Shop page', 'string', false],
      ['Seed', 'number', false],
      ['Keep shadow', 'boolean', false],
      ['Aspect Ratio', 'string', false],
    ]);
    expect(fields.find(({ label }) => label === 'Scene')).toMatchObject({ default: 'On a sunlit kitchen table', helpText: 'Where the product stands' });
    expect(fields.find(({ label }) => label === 'Aspect Ratio')?.choices).toEqual(['1:1', '4:5', '9:16', '16:9'].map((value) => ({ value, sample: value, label: value })));
  });

  test('values arrive under their node ids, in the types that the workflow asks for', async () => {
    const image = await someImage();
    await run('image-input', { [PHOTO]: image, input_scene_2d_1: 'Ein „Tisch“ {{x}}\n🎈', input_seed_2d_1: '42', input_shadow_2d_1: 'no', input_ratio_2d_1: '4:5' });
    const { inputs } = bodyOf('run');
    expect(inputs).toEqual({ 'image-1': expect.stringMatching(/^http/), 'scene-1': 'Ein „Tisch“ {{x}}\n🎈', 'seed-1': 42, 'shadow-1': false, 'ratio-1': '4:5' });
    expect(inputs['image-1']).not.toBe(image);
    expect(sentTo('mediaUpload')).toHaveLength(1);
  });

  test('a finished run is handed over like any other', async () => {
    const started = await run('chain', { input_scene_2d_1: 'Tea', wait: 'up_to_25_s' });
    expect(started).toMatchObject({ status: 'completed', image_count: 2, workflow_id: idOf('chain') });
  });
});

describe('Run Workflow', () => {
  beforeEach(async () => void (world = await startWorld()));

  test('refuses to use the author’s sample image in silence', async () => {
    const error = await errorOf(run('image-input', { input_scene_2d_1: 'x' }));
    expect(error.message).toMatch(/Product photo is empty.*sample image/);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test.each([
    [{ [PHOTO]: 'photo.png' }, /Product photo needs a file or a link/],
    [{ [PHOTO]: 'https://10.0.0.1/a.png' }, /Product photo needs a file or a link that Wireflow can open, and this one leads into a private network/],
    [{ [PHOTO]: 'http://images.example/a.png' }, /Product photo needs a link that starts with https:/],
    [{ [PHOTO]: 'https://x.test/a', input_seed_2d_1: 'abc' }, /Seed needs a number/],
    [{ [PHOTO]: 'https://x.test/a', input_shadow_2d_1: 'maybe' }, /Keep shadow needs yes or no/],
    [{ [PHOTO]: 'https://x.test/a', input_ratio_2d_1: '2:1' }, /Aspect Ratio takes one of: “1:1”, “4:5”/],
    [{ nodes: '{"id"' }, /Nodes \(JSON\) holds no valid JSON/],
    [{ nodes: '[{"data": {}}]' }, /Nodes \(JSON\) needs a list of nodes, each with an id/],
    [{ workflow: '' }, /Workflow is empty/],
  ])('refuses %j in a sentence, and starts nothing', async (inputData, sentence) => {
    expect((await errorOf(run('image-input', inputData))).message).toMatch(sentence);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('a file over the direct limit goes the way for large files; one over all limits is refused with both sizes', async () => {
    const { uploadFile } = await import('../../core/api/media_upload.js');
    const { WireflowClient } = await import('../../core/api/client.js');
    const { undiciTransport } = await import('../../core/api/undici_transport.js');
    const client = new WireflowClient({ transport: undiciTransport(), baseUrl: world.emulator.url, apiKey: world.emulator.keys.full });
    const file = (mb: number) => ({ data: new Uint8Array(mb * 1024 * 1024), contentType: 'image/png', filename: 'big.png' });
    expect(await uploadFile(client, file(5))).toMatch(/^http/);
    expect(sentTo('mediaUploadPut')).toHaveLength(1);
    expect(sentTo('mediaUploadPut')[0]?.headers).not.toHaveProperty('authorization');
    await expect(uploadFile(client, file(26))).rejects.toThrow(/“big.png” has 26 MB.*at most 25 MB/);
  });

  test('a key that may not upload leaves the link as it is', async () => {
    const image = await someImage();
    world.emulator.fault({ on: 'mediaUpload', status: 403, body: { error: 'Forbidden' } });
    await run('image-input', { [PHOTO]: image });
    expect(bodyOf('run').inputs['image-1']).toBe(image);
  });

  test('the person’s own picture is no result, though the service shows it among what the nodes gave', async () => {
    await world.close();
    world = await startWorld({ inputsShowPictures: true });
    const made = await run('image-input', { [PHOTO]: await someImage(), wait: 'up_to_25_s' });
    const shown = JSON.stringify((await (await fetch(`${world.emulator.url}/workflows/executions/${made.id}/poll`, { headers: { authorization: `Bearer ${world.emulator.keys.full}` } })).json()) as object);
    const copy = String(bodyOf('run').inputs['image-1']);
    expect(shown).toContain(copy);
    expect(made).toMatchObject({ status: 'completed', image_count: 1 });
    expect(JSON.stringify(made)).not.toContain(copy);
  });

  test('nor when the step comes back later with the same Only Once ID, and sends nothing any more', async () => {
    await world.close();
    world = await startWorld({ inputsShowPictures: true });
    const inputData = { [PHOTO]: await someImage(), run_id: 'row 7' };
    await run('image-input', inputData);
    world.emulator.clock.advance(60_000);
    expect(await run('image-input', { ...inputData, wait: 'up_to_25_s' })).toMatchObject({ status: 'completed', image_count: 1 });
    expect(sentTo('run')).toHaveLength(1);
  });

  test('where the service knows no run call, the saved graph is executed with the values put in', async () => {
    world.emulator.fault({ on: 'describeInputs', status: 404, body: { error: 'Not found' } });
    world.emulator.fault({ on: 'run', status: 404, body: { error: 'Not found' } });
    const made = await run('chain', { input_scene_2d_1: 'A red kite', wait: 'up_to_25_s' });
    expect(made).toMatchObject({ status: 'completed', image_count: 2 });
    const graph = JSON.parse(sentTo('execute')[0]?.body ?? '') as { nodes: { id: string; data: { config: object; params: object } }[]; edges: object[] };
    expect(graph.nodes.find(({ id }) => id === 'scene-1')?.data).toMatchObject({ config: { prompt: 'A red kite' }, params: { prompt: 'A red kite' } });
    expect(graph.edges).toHaveLength(2);
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('takes the article’s own execute call as JSON', async () => {
    const nodes = [{ id: 'text-input-1', data: { params: { prompt: 'As {{the}} article says' } } }];
    await run('text-to-image', { nodes: JSON.stringify(nodes), target_node: 'gen-1' });
    expect(JSON.parse(sentTo('execute')[0]?.body ?? '')).toEqual({ nodes, edges: [], targetNodeId: 'gen-1' });
  });

  test('a target node alone ends the run there, with the person’s own values', async () => {
    await run('chain', { input_scene_2d_1: 'A red kite', target_node: 'gen-1' });
    const body = JSON.parse(sentTo('execute')[0]?.body ?? '') as { targetNodeId: string; nodes: { id: string; data: { params: object } }[] };
    expect(body.targetNodeId).toBe('gen-1');
    expect(body.nodes.find(({ id }) => id === 'scene-1')?.data.params).toEqual({ prompt: 'A red kite' });
    expect((await errorOf(run('image-input', { target_node: 'gen-1' }))).message).toMatch(/Product photo is empty/);
  });

  test('asks for no fields while no workflow is chosen, the mapping is unfilled, or there is no key', async () => {
    expect(await fieldsOf(undefined)).toEqual([]);
    expect(await fieldsOf('{{123__id}}')).toEqual([]);
    expect(await fieldsOf(idOf('chain'), {})).toEqual([]);
    expect(world.emulator.requests).toHaveLength(0);
  });

  test('says where to get a key when there is none', async () => {
    const error = await errorOf(world.keyless.run(RUN, { workflow: idOf('chain') }));
    expect(error).toMatchObject({ name: 'ExpiredAuthError', message: expect.stringMatching(/Settings > API Keys/) });
  });
});

describe('a workflow that is changed while its execution goes on', () => {
  beforeEach(async () => void (world = await startWorld({ durationMs: 10 * 60_000 })));
  const input = { wait: 'until_finished', input_text_2d_input_2d_1: 'A boat' };
  /** It now has no input. */
  const change = () => world.emulator.fault({ on: 'describeInputs', times: Infinity, status: 200, body: { workflowId: idOf('text-to-image'), name: 'Text to image', inputs: [] } });

  test('its execution is found by the Only Once ID all the same, and none is started', async () => {
    expect((await errorOf(run('text-to-image', { ...input, run_id: 'row 7' }))).name).toBe('ThrottledError');
    const [started] = world.emulator.executions;
    change();
    world.emulator.clock.advance(20 * 60_000);
    expect(await run('text-to-image', { ...input, run_id: 'row 7' })).toMatchObject({ execution_id: started?.id, status: 'completed' });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test.each([[{}], [{ run_id: 'another row' }], [{ run_id: 'row', reuse: 'day' }]])('what is not started yet is refused as before: %j', async (more) => {
    change();
    expect((await errorOf(run('text-to-image', { ...input, ...more }))).message).toMatch(/has no more/);
    expect(world.emulator.executions).toEqual([]);
  });
});
