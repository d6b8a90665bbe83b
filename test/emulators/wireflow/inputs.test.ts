import { startEmulator } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor, start } from './client.js';

const world = emulatorFor(() => startEmulator({ clock: 'manual', credits: 10_000, limits: { executionsPerMinute: Infinity } }));
const path = (slug: string, action: string) => `/workflows/${world.emulator.workflow(slug).id}/${action}`;
const lastRun = () => {
  const run = world.emulator.executions.at(-1);
  if (!run) throw new Error('Nothing was started');
  return run;
};

describe('the description of a workflow’s inputs', () => {
  test('has all six types, with label, help, default, choices and what is required', async () => {
    const { data } = (await ask(world.emulator, path('image-input', 'run'))).body;
    expect(data).toMatchObject({ method: 'POST', endpoint: `/api/v1${path('image-input', 'run')}`, workflowName: 'Product Photo in a Scene' });
    expect(data.inputs).toEqual([
      { nodeId: 'image-1', label: 'Product photo', type: 'image', required: true, description: 'A photo of your product' },
      { nodeId: 'scene-1', label: 'Scene', type: 'text', required: false, description: 'Where the product stands', default: 'On a sunlit kitchen table' },
      { nodeId: 'page-1', label: 'Shop page', type: 'url', required: false, description: 'Link to the product page' },
      { nodeId: 'seed-1', label: 'Seed', type: 'number', required: false, default: 7 },
      { nodeId: 'shadow-1', label: 'Keep shadow', type: 'boolean', required: false, default: true },
      {
        nodeId: 'ratio-1',
        label: 'Aspect Ratio',
        type: 'select',
        required: false,
        description: 'The shape of the picture',
        default: '1:1',
        options: ['1:1', '4:5', '9:16', '16:9'].map((value) => ({ label: value, value })),
      },
    ]);
  });

  test('shows exposed inputs only, or every unconnected one where none are exposed', async () => {
    const labels = async () =>
      ((await ask(world.emulator, path('image-input', 'run'))).body.data.inputs as { label: string }[]).map((input) => input.label);
    expect(await labels()).not.toContain('Negative prompt');
    world.emulator.workflow('image-input').exposedInputs = null;
    expect(await labels()).toContain('Negative prompt');
  });
});

describe('run', () => {
  test('puts the values into the nodes, keeps the defaults of the rest, and leaves the saved graph as it was', async () => {
    const inputs = { 'image-1': 'https://images.example/mug.png', 'seed-1': 99, 'ratio-1': '9:16' };
    const answer = await ask(world.emulator, path('image-input', 'run'), { body: { inputs } });
    expect(answer).toMatchObject({ status: 202, body: { data: { executionId: lastRun().id, status: 'RUNNING' } } });
    expect(lastRun().inputs).toMatchObject({ ...inputs, 'scene-1': 'On a sunlit kitchen table', 'shadow-1': true });
    expect(lastRun().request).toEqual({ inputs });
    const { data } = (await ask(world.emulator, path('image-input', 'run'))).body;
    expect(data.inputs[3].default).toBe(7);
  });

  test.each([
    [{}, 'Missing required inputs: Product photo'],
    [{ 'image-1': 'no link' }, 'Product photo'],
    [{ 'image-1': 'https://a.example/a.png', 'seed-1': '99' }, 'Seed'],
    [{ 'image-1': 'https://a.example/a.png', 'shadow-1': 'yes' }, 'Keep shadow'],
    [{ 'image-1': 'https://a.example/a.png', 'ratio-1': '2:1' }, 'Aspect Ratio'],
  ])('refuses %j and starts nothing', async (inputs, words) => {
    const answer = await ask(world.emulator, path('image-input', 'run'), { body: { inputs } });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
    expect(world.emulator.executions).toHaveLength(0);
  });
});

describe('execute', () => {
  const execute = (slug: string, body: object) => ask(world.emulator, path(slug, 'execute'), { body });

  test('takes part of one node, as the article sends it, and points at the execution', async () => {
    const answer = await execute('text-to-image', { nodes: [{ id: 'text-input-1', data: { params: { prompt: 'A ship' } } }], edges: [] });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/workflows/executions/${lastRun().id}/poll`);
    expect(lastRun().inputs).toMatchObject({ 'text-input-1': 'A ship' });
    expect(lastRun().credits).toBe(10);
  });

  test('takes the whole saved graph with one value changed', async () => {
    const graph = (await ask(world.emulator, `/workflows/${world.emulator.workflow('chain').id}`)).body;
    graph.nodes[0].data.config.prompt = 'A red kite';
    await execute('chain', { nodes: graph.nodes, edges: graph.edges });
    expect(lastRun().inputs).toEqual({ 'scene-1': 'A red kite' });
  });

  test('runs only a target and what it depends on', async () => {
    await execute('chain', { nodes: [{ id: 'scene-1' }], edges: [], targetNodeId: 'gen-1' });
    expect(lastRun().nodes.map((node) => node.id)).toEqual(['scene-1', 'gen-1']);
    expect(lastRun().credits).toBe(19);
  });

  test('hands on what an outside trigger brought', async () => {
    await execute('chain', { nodes: [{ id: 'scene-1' }], edges: [], triggerData: { 'Describe your scene': 'A red kite' } });
    expect(lastRun().inputs).toEqual({ 'scene-1': 'A red kite' });
  });

  test.each([
    [{}, 'Missing required fields: nodes, edges'],
    [{ nodes: [], edges: [] }, 'At least one node must be provided'],
    [{ nodes: [{ data: {} }], edges: [] }, 'All nodes must have an id'],
    [{ nodes: [{ id: 'node-1', type: 'model', data: {} }], edges: [] }, 'Node node-1 is missing model.name'],
    [{ nodes: [{ id: 'gen-1' }], edges: [], targetNodeId: 'gen-9' }, 'Target node not found in workflow'],
  ])('refuses %j', async (body, error) => {
    expect(await execute('text-to-image', body)).toMatchObject({ status: 400, body: { error } });
    expect(world.emulator.executions).toHaveLength(0);
  });
});

describe('the keys of a webhook’s body', () => {
  test.each([
    ['a node id', { 'text-input-1': 'A kite' }, { 'text-input-1': 'A kite' }],
    ['a label in any case, with underscores for spaces', { aspect_ratio: '4:5', SEED: 5 }, { 'aspect-1': '4:5', '1776100982446': 5 }],
    ['text that reads as a number', { width: '640', height: 'tall' }, { 'width-1': 640, 'height-1': undefined }],
    ['something nobody asked for', { colour: 'red' }, { 'text-input-1': 'A lighthouse at dusk' }],
  ])('mean %s', async (_, body, expected) => {
    await start(world.emulator, 'text-to-image', body);
    const { inputs } = lastRun();
    for (const [id, value] of Object.entries(expected)) expect(inputs[id]).toEqual(value);
  });

  test('reach a differently labelled input by its parameter’s name', async () => {
    // In a chain the scene's node is connected onwards, and nothing is connected into it.
    await start(world.emulator, 'chain', { prompt: 'A red kite' });
    expect(lastRun().inputs).toEqual({ 'scene-1': 'A red kite' });
  });

  test('arrive as they were typed', async () => {
    const prompt = '“Quotes” \'and\' "more"\n{{braces}} \\ <b>&amp;</b> 🎉 ' + 'long '.repeat(2000);
    await start(world.emulator, 'text-to-image', { prompt });
    expect(lastRun().inputs).toMatchObject({ 'text-input-1': prompt });
  });
});
