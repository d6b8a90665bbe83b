import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const COMPLETED = 'triggers.execution_completed.operation.perform';
const FIND = 'searches.find_execution.operation.perform';
const WEBHOOKS = 'triggers.webhooks.operation.perform';

const PROMPT = 'Ein „Boot“ with "quotes", {{braces}}, {{bundle.inputData.x}}, emoji 🎈👩‍🚀\nand a second line\\n';

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  let world: World;
  beforeEach(async () => void (world = await startWorld({ profile })));
  afterEach(() => world.close());

  const generate = (inputData: Record<string, unknown>) => world.zap.run<ExecutionOutput>(GENERATE, inputData);
  const completed = (inputData = {}, meta = {}) => world.zap.run<ExecutionOutput[]>(COMPLETED, inputData, meta);

  test('a prompt becomes a finished image, saved as a file', async () => {
    const { emulator, zap, standIn } = world;
    const choices = await zap.run<{ id: string; name: string }[]>(WEBHOOKS);
    const choice = choices.find(({ id }) => id === emulator.workflow('text-to-image').webhookId);

    const started = await generate({ webhook: choice?.id, prompt: PROMPT, size: 'story' });
    expect(started).toMatchObject({ status: 'queued', execution_id: expect.stringMatching(/./), image_count: 0, images: [] });
    expect(await completed()).toEqual([]);

    emulator.clock.advance(60_000);
    const fired = await completed();
    expect(fired.map(({ id, status }) => ({ id, status }))).toEqual([{ id: started.id, status: 'completed' }]);
    const execution = fired[0] as ExecutionOutput;
    expect(execution).toMatchObject({ image_count: 1, workflow_id: emulator.workflow('text-to-image').id, workflow_name: choice?.name });

    const file = standIn.file(await zap.hydrate(execution.image_file as string));
    expect(file.type).toBe('image/png');
    const [width, height] = [file.bytes.readUInt32BE(16), file.bytes.readUInt32BE(20)];
    expect({ signature: file.bytes.subarray(1, 4).toString(), width, height }).toEqual({ signature: 'PNG', width: 720, height: 1280 });
  });

  test('what is typed is what arrives', async () => {
    const webhook = world.emulator.webhookUrl('text-to-image');
    await generate({ webhook, prompt: PROMPT, size: 'square', style: '', seed: '7', image_url: null, more_inputs: { Mood: 'calm {{sea}}', Empty: '' } });
    const sent = world.emulator.requests.find(({ endpoint }) => endpoint === 'trigger');
    expect(sent?.method).toBe('POST');
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      prompt: PROMPT,
      aspect_ratio: '1:1',
      width: 1024,
      height: 1024,
      image_size: { width: 1024, height: 1024 },
      seed: 7,
      Mood: 'calm {{sea}}',
    });
    expect(sent?.headers).not.toHaveProperty('authorization');
  });

  test('every image of a run is handed over, each as a file of its own', async () => {
    const started = await generate({ webhook: world.emulator.workflow('four-images').id, prompt: 'Four' });
    world.emulator.clock.advance(60_000);
    const [execution] = await completed();
    expect(execution).toMatchObject({ id: started.id, image_count: 4 });
    expect(new Set(execution?.images.map(({ url }) => url)).size).toBe(4);
    expect(new Set(execution?.images.map(({ file }) => file)).size).toBe(4);
    expect(execution?.image_url).toBe(execution?.images[0]?.url);
  });

  test('the finished picture of a chain comes before what led to it', async () => {
    await generate({ webhook: world.emulator.workflow('chain').webhookId, prompt: 'Chain' });
    world.emulator.clock.advance(60_000);
    const [execution] = await completed();
    const [draft, upscaled] = world.emulator.workflow('chain').nodes.slice(1);
    const isNode = (node: typeof draft, label: string | null | undefined) => label === node?.data.label || label === node?.id;
    expect(execution?.images.map(({ node_label }) => [isNode(upscaled, node_label), isNode(draft, node_label)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('a failed run does not fire the trigger, and the search says why it failed', async () => {
    const started = await generate({ webhook: world.emulator.workflow('always-fails').webhookId, prompt: 'No' });
    world.emulator.clock.advance(60_000);
    expect(await completed()).toEqual([]);
    const [found] = await world.zap.run<ExecutionOutput[]>(FIND, { execution_id: started.id });
    expect(found).toMatchObject({ id: started.id, status: 'failed', error: expect.stringMatching(/\w+/) });
  });

  test('the search finds an execution in any state, and nothing where there is none', async () => {
    const started = await generate({ webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'Hi' });
    const [early] = await world.zap.run<ExecutionOutput[]>(FIND, { execution_id: started.id });
    expect(['queued', 'running']).toContain(early?.status);
    expect(await world.zap.run(FIND, { execution_id: 'exec_nowhere' })).toEqual([]);
  });

  test('a run that is called completed before its image is there fires once the image is', async () => {
    const { emulator } = world;
    const started = await generate({ webhook: emulator.workflow('text-to-image').webhookId, prompt: 'Late' });
    emulator.clock.advance(60_000);
    emulator.fault({ on: 'listExecutions', withoutOutput: true });
    emulator.fault({ on: 'poll', withoutOutput: true });
    const early = await completed();
    expect(early.filter(({ image_count }) => image_count === 0)).toEqual([]);
    expect((await completed()).map(({ id }) => id)).toEqual([started.id]);
  });

  test('every path has the same keys', async () => {
    const started = await generate({ webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'Keys' });
    const [running] = await world.zap.run<ExecutionOutput[]>(FIND, { execution_id: started.id });
    world.emulator.clock.advance(60_000);
    const [fired] = await completed();
    const keys = Object.keys(started).sort();
    expect(Object.keys(running ?? {}).sort()).toEqual(keys);
    expect(Object.keys(fired ?? {}).sort()).toEqual(keys);
  });
});
