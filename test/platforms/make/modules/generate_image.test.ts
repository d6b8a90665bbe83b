import { promptBody } from '../../../../core/fields/prompt_body.js';
import { failureOf, startMakeWorld, type MakeWorld } from './world.js';

let world: MakeWorld;
beforeEach(async () => void (world = await startMakeWorld()));
afterEach(() => world.close());

const webhook = () => world.emulator.workflow('text-to-image').webhookId;
const generate = (values: Record<string, unknown>) => world.runKeyless('generateImage', { webhook: webhook(), prompt: 'a red cube', ...values });
const lastStart = () => world.emulator.requests.filter(({ endpoint }) => endpoint === 'trigger').at(-1);

describe('Generate an image', () => {
  test('works without a connection, and no key leaves', async () => {
    const bundle = await generate({});
    expect(bundle).toMatchObject({ status: 'queued', execution_id: expect.stringMatching(/^exec_/), image_count: 0 });
    expect(lastStart()?.headers).not.toHaveProperty('authorization');
  });

  test.each<[string, Record<string, unknown>]>([
    ['nothing but a prompt', {}],
    ['a prompt with quotes, braces, emoji and line breaks', { prompt: 'He said "{{hi}}" \\ it’s 🎈\nsecond line' }],
    ['a size by purpose', { size: 'story' }],
    ...['16:9', '9 / 16', 'Instagram story', 'TikTok', 'SQUARE', 'Blog header or link preview (16:9)', '1080x1920', '1080 × 1920 px', '1,000 x 700', '1280 by 720', '1080px × 1920px', '640 pixels x 480 pixels', '1280 BY 720 Pixel'].map((size): [string, Record<string, unknown>] => [`the mapped size ${size}`, { size }]),
    ['a size of one’s own', { size: 'custom', width: 640, height: 384 }],
    ['sides without the word custom', { width: 640, height: 384 }],
    ['style, seed and a reference image', { style: 'watercolor', seed: 7, image_url: ' https://example.com/a.jpg ' }],
    ['a seed of nought', { seed: 0 }],
    ['optional fields left empty', { style: '', image_url: '', size: '', seed: '', width: '', height: '' }],
    ['more inputs', { more_inputs: [{ name: 'mood', value: 'calm "{{x}}"' }] }],
  ])('sends the core’s body for %s', async (_what, values) => {
    await generate(values);
    expect(JSON.parse(lastStart()?.body ?? '')).toEqual(promptBody({ prompt: 'a red cube', ...values }));
  });

  test.each([
    ['the id', (id: string) => id],
    ['the id between spaces', (id: string) => `  ${id} `],
    ['the URL', (id: string) => `https://www.wireflow.ai/api/v1/workflow/${id}/trigger`],
    ['the URL with a slash at the end', (id: string) => `https://www.wireflow.ai/api/v1/workflow/${id}/trigger/`],
    ['the URL without www and scheme', (id: string) => `wireflow.ai/api/v1/workflow/${id}/trigger`],
    ['the URL with the plural path', (id: string) => `https://www.wireflow.ai/api/v1/workflows/${id}/trigger`],
  ])('takes %s for a webhook', async (_what, written) => {
    await generate({ webhook: written(webhook() ?? '') });
    expect(lastStart()?.path).toBe(`/api/v1/workflow/${webhook()}/trigger`);
  });

  test('takes a workflow’s id for its webhook', async () => {
    await generate({ webhook: world.emulator.workflow('text-to-image').id });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test.each([
    ['another host', 'https://evil.example/api/v1/workflow/abc123/trigger'],
    ['a host that begins like ours', 'https://www.wireflow.ai.evil.example/api/v1/workflow/abc123/trigger'],
    ['our host as a user name', 'https://www.wireflow.ai@evil.example/api/v1/workflow/abc123/trigger'],
    ['a path trick', 'https://www.wireflow.ai/api/v1/workflow/../../x/trigger'],
    ['another path', 'https://www.wireflow.ai/api/v1/workflow/abc123/delete'],
    ['a word with a slash', 'abc123/trigger'],
  ])('refuses %s before anything is sent', async (_what, given) => {
    expect(await failureOf(generate({ webhook: given }))).toMatchObject({ type: 'DataError', message: expect.stringContaining('is not a Wireflow webhook URL or workflow ID') });
    expect(world.sent('trigger')).toBe(0);
  });

  test.each([
    ['an empty prompt', { prompt: '   ' }, 'The field Prompt is empty.'],
    ['a size that is none', { size: 'huge' }, 'no size called “huge”. Choose one of: square, '],
    ['a fraction of a pixel', { size: '640.5x480' }, 'no size called “640.5x480”'],
    ['sides that no image has', { size: '7x7' }, 'takes sides from 64 to 4,096 pixels, and not 7x7.'],
    ['sides that are mapped beside sides', { size: '640x480', width: 640 }, 'says “640x480”, but Width or Height'],
    ['a size beside sides', { size: 'square', width: 640 }, 'but Width or Height is filled in as well'],
    ['one side alone', { width: 640 }, 'The field Height is empty'],
    ['the other side alone', { height: 640 }, 'The field Width is empty'],
    ['a custom size without sides', { size: 'custom' }, 'a custom size needs both sides'],
    ['a reference image that is no link', { image_url: 'product.jpg' }, 'needs a link that starts with https://'],
    ['a reference image with a placeholder', { image_url: 'https://a.example/{{name}}.png' }, 'placeholder'],
    ['a reference image of one’s own network', { image_url: 'https://192.168.0.5/a.png' }, 'private network'],
    ['a reference image on one’s own machine', { image_url: 'https://localhost:8080/a.png' }, 'private network'],
    ['a pair that repeats a field', { more_inputs: [{ name: 'prompt', value: 'x' }] }, 'Give each name once'],
    ['a pair that repeats a chosen size', { size: 'square', more_inputs: [{ name: 'image_size', value: 'x' }] }, 'Give each name once'],
  ])('explains %s, and sends nothing', async (_what, values, sentence) => {
    expect(await failureOf(generate(values))).toMatchObject({ type: 'DataError', message: expect.stringContaining(sentence) });
    expect(world.sent('trigger')).toBe(0);
  });

  test('never lets Make repeat a start of which nobody knows whether it happened', async () => {
    for (const status of [500, 502, 503, 504]) {
      world.emulator.fault({ on: 'trigger', status, handled: true });
      const failure = await failureOf(generate({}));
      expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining('The execution may have started.') });
    }
  });

  test('takes an accepted start without an id for one that may have happened', async () => {
    world.emulator.fault({ on: 'trigger', body: { ok: true } });
    expect(await failureOf(generate({}))).toMatchObject({ type: 'DataError', message: expect.stringContaining('may have started') });
  });
});
