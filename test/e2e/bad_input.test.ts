import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const FIND = 'searches.find_execution.operation.perform';
const COMPLETED = 'triggers.execution_completed.operation.perform';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

const GOOD = { webhook: 'whk_local_text_to_image', prompt: 'A boat' };

describe('what can not be sent is refused in a sentence that names the field, before anything is sent', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no webhook', { ...GOOD, webhook: '' }, /Workflow or Webhook is empty/],
    ['a webhook of another host', { ...GOOD, webhook: 'https://evil.example/api/v1/workflow/whk_1abc/trigger' }, /Workflow or Webhook.*evil\.example.*not Wireflow/],
    ['a path with dots', { ...GOOD, webhook: 'https://www.wireflow.ai/api/v1/workflow/../x/trigger' }, /Workflow or Webhook/],
    ['an unfilled mapping for a webhook', { ...GOOD, webhook: '{{123__id}}' }, /Workflow or Webhook/],
    ['an empty prompt', { ...GOOD, prompt: ' \n ' }, /Prompt is empty/],
    ['a prompt of 50,000 characters', { ...GOOD, prompt: 'x'.repeat(50_000) }, /Prompt has 50,000 characters/],
    ['an unknown size', { ...GOOD, size: 'enormous' }, /Size knows no size called “enormous”/],
    ['width 0', { ...GOOD, size: 'custom', width: 0, height: 512 }, /Width \(in Pixels\) needs a whole number/],
    ['a width alone', { ...GOOD, width: 512 }, /Height \(in Pixels\) is empty/],
    ['a preset with a width', { ...GOOD, size: 'story', width: 512, height: 512 }, /Size says .*but Width or Height/],
    ['a seed of "abc"', { ...GOOD, seed: 'abc' }, /Seed needs a whole number/],
    ['a reference image that is no link', { ...GOOD, image_url: 'boat.png' }, /Reference Image needs a link/],
    ['inputs that repeat a field', { ...GOOD, more_inputs: { Prompt: 'twice' } }, /More Inputs repeats the name “Prompt”/],
    ['inputs that repeat a name', { ...GOOD, more_inputs: { mood: 'a', 'Mood ': 'b' } }, /More Inputs repeats the name “Mood”/],
  ])('%s', async (_what, inputData, sentence) => {
    const before = world.emulator.requests.length;
    const error = await errorOf(world.zap.run(GENERATE, inputData));
    expect(error.name).toBe('HaltedError');
    expect(error.message).toMatch(sentence);
    expect(world.emulator.requests.length).toBe(before);
  });

  test.each([
    ['a slash', 'exec/../../workflows'],
    ['nothing', ''],
    ['two dots', '..'],
  ])('an execution ID with %s', async (_what, execution_id) => {
    const before = world.emulator.requests.length;
    expect((await errorOf(world.zap.run(FIND, { execution_id }))).message).toMatch(/Execution ID/);
    expect(world.emulator.requests.length).toBe(before);
  });

  test('a trigger whose workflow is an unfilled mapping fires for nothing', async () => {
    const before = world.emulator.requests.length;
    expect(await world.zap.run(COMPLETED, { workflow: '{{123__id}}' })).toEqual([]);
    expect(world.emulator.requests.length).toBe(before);
  });
});

describe('what can be sent, is', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a prompt of 10,000 characters', { ...GOOD, prompt: '🎈'.repeat(10_000) }],
    ['a full webhook URL', { ...GOOD, webhook: 'https://www.wireflow.ai/api/v1/workflow/whk_local_text_to_image/trigger' }],
    ['the plural path, which is a common mistake', { ...GOOD, webhook: 'www.wireflow.ai/api/v1/workflows/whk_local_text_to_image/trigger/' }],
    ['an ID with spaces around it', { ...GOOD, webhook: '  whk_local_text_to_image \n' }],
    ['a custom size without the word', { ...GOOD, width: '640', height: 480 }],
    ['a size by its label', { ...GOOD, size: 'Square post (1:1)' }],
    ['inputs as a list of pairs', { ...GOOD, more_inputs: [{ name: 'mood', value: 'calm' }] }],
  ])('%s', async (_what, inputData) => {
    expect(await world.zap.run(GENERATE, inputData)).toMatchObject({ status: 'queued' });
    const sent = world.emulator.requests.findLast(({ endpoint }) => endpoint === 'trigger');
    expect(sent?.path).toBe('/api/v1/workflow/whk_local_text_to_image/trigger');
    expect(JSON.parse(sent?.body ?? '')).toHaveProperty('prompt', inputData['prompt']);
  });
});
