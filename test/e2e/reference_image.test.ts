import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { BatchOutput } from '../../core/outputs/batch_output.js';
import { referenceImageField } from '../../platforms/zapier/reference_image.js';
import { appTester, errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const ZAPIERS_FILE = 'https://zapier.com/engine/hydrate/0000000/.fake-signed-file:fake/';

let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.close());

const webhook = () => world.emulator.workflow('image-input').webhookId;
const generate = (inputData: object, zap = world.zap) => zap.run<ExecutionOutput>(GENERATE, { webhook: webhook(), prompt: 'On a table', ...inputData });
const sentTo = (endpoint: string) => world.emulator.requests.filter((request) => request.endpoint === endpoint);
const sentImage = () => (JSON.parse(sentTo('trigger').at(-1)?.body ?? '{}') as { image_url?: unknown }).image_url;

/** An image on the emulator's own host, which is not Wireflow's, so it has to be copied. */
async function someImage(): Promise<string> {
  const made = world.emulator.addExecution({ workflowId: world.emulator.workflow('text-to-image').id });
  const [found] = await world.zap.run<ExecutionOutput[]>('searches.find_execution.operation.perform', { execution_id: made.id });
  return found?.image_url as string;
}

/** An import node shows its picture among the outputs, with nothing that says so (docs/service.md). */
const finishedWith = (copy: string) => ({ id: world.emulator.executions.at(-1)?.id, status: 'COMPLETED', nodeStates: [{ nodeId: 'x', status: 'COMPLETED', outputUrls: [copy, 'https://cdn.wireflow.ai/made.png'] }] });

describe('with a key', () => {
  test('the image is copied to Wireflow first, and its copy is sent', async () => {
    const image = await someImage();
    await generate({ image_url: image });
    expect(sentTo('mediaUpload')).toHaveLength(1);
    expect(sentImage()).toMatch(/^http/);
    expect(sentImage()).not.toBe(image);
    const order = world.emulator.requests.map(({ endpoint }) => endpoint).filter((endpoint) => endpoint === 'mediaUpload' || endpoint === 'trigger');
    expect(order).toEqual(['mediaUpload', 'trigger']);
  });

  test('several prompts share one copy of a file, also when the step is replayed; where it can not be had, nothing is started', async () => {
    const image = await someImage();
    const images = (inputData: object) => world.zap.run<BatchOutput>('creates.generate_images.operation.perform', { webhook: webhook(), prompts: ['a', 'b', 'c'], run_id: 'row 7', ...inputData });
    await images({ image_url: image });
    const sent = sentTo('trigger').map(({ body }) => (JSON.parse(body) as { image_url?: unknown }).image_url);
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    expect(sent[0]).not.toBe(image);
    await images({ image_url: image });
    expect([sentTo('mediaUpload').length, sentTo('trigger').length]).toEqual([1, 3]);
    expect((await errorOf(images({ image_url: world.emulator.origin + '/gone.png', run_id: 'row 8' }))).message).toMatch(/Reference Image/);
    expect(sentTo('trigger')).toHaveLength(3);
  });

  test('what lies at Wireflow already is sent as it is', async () => {
    await generate({ image_url: 'https://cdn.wireflow.ai/a.png' });
    expect(sentTo('mediaUpload')).toEqual([]);
    expect(sentImage()).toBe('https://cdn.wireflow.ai/a.png');
  });

  test('a step that looks again copies and starts nothing more, and does not take what was put in for what came out', async () => {
    const image = await someImage();
    world.emulator.workflow('image-input').durationMs = 60_000;
    const step = { image_url: image, wait: 'until_finished', run_id: 'row 7' };
    expect((await errorOf(generate(step))).name).toBe('ThrottledError');
    const [copy, copies] = [sentImage(), sentTo('mediaUpload').length];
    expect(copies).toBe(1);
    world.emulator.clock.advance(120_000);
    world.emulator.fault({ on: ['poll', 'getExecution'], body: finishedWith(String(copy)) });
    const finished = await generate(step);
    expect(finished).toMatchObject({ status: 'completed' });
    expect(finished.images.map(({ url }) => url)).toEqual(['https://cdn.wireflow.ai/made.png']);
    expect([sentTo('mediaUpload').length, sentTo('trigger').length]).toEqual([1, 1]);
  });

  test.each([
    ['https://10.0.0.1/a.png', /field Reference Image needs a link that Wireflow can open, and this one leads into a private network/],
    ['http://images.example/a.png', /Reference Image needs a link that starts with https:/],
    ['https://a.example/1.png, https://a.example/2.png', /Reference Image takes one link, and several were given/],
    ['boat.png', /Reference Image needs a link/],
    [['https://a.example/1.png'], /Reference Image needs one text/],
  ])('%j is refused in a sentence that names the field, and nothing is started', async (image_url, sentence) => {
    expect((await errorOf(generate({ image_url }))).message).toMatch(sentence);
    expect(world.emulator.executions).toHaveLength(0);
  });
});

describe('without a key', () => {
  test('a link is sent as it is', async () => {
    await generate({ image_url: ' https://images.example/my boat.png ' }, world.keyless);
    expect(sentImage()).toBe('https://images.example/my%20boat.png');
  });

  test.each([ZAPIERS_FILE, 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/fake'])('a file of Zapier’s, %s, is refused with the reason', async (image_url) => {
    expect((await errorOf(generate({ image_url }, world.keyless))).message).toMatch(/Reference Image holds a file, and a file needs a Wireflow API key.*map a public link/);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('the field asks for a link, so that Zapier puts nothing in its place; with a key it asks for a file', async () => {
    const fieldOf = async (authData: Record<string, string>) => (await appTester(async (z, bundle) => referenceImageField(z, bundle), { authData }))[0];
    expect(await fieldOf({})).toMatchObject({ key: 'image_url', type: 'string', helpText: expect.stringContaining('add an API key') });
    expect(await fieldOf({ api_key: '  ' })).toMatchObject({ type: 'string' });
    expect(await fieldOf({ api_key: 'sk-fake' })).toMatchObject({ key: 'image_url', type: 'file' });
  });
});
