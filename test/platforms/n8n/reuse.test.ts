import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { PNG } from '../../helpers/image_bytes.js';
import { execute, type FakeOptions } from './fake_host.js';

/** Pauses are over at once, and the step takes the time for passed. */
jest.mock('../../../platforms/n8n/nodes/Wireflow/engine/clock.js', () => ({
  stoppableClock: () => {
    let passedMs = 0;
    return { now: () => Date.now() + passedMs, sleep: async (ms: number) => void (passedMs += ms) };
  },
}));

let emulator: Emulator;
let providers: Providers;
beforeAll(async () => {
  emulator = await startEmulator({ durationMs: 0, pictures: 'plain', limits: { requestsPerMinute: 1_000_000, executionsPerMinute: 1_000_000 } });
  providers = await startProviders({ clock: 'real', durationMs: 0, pictures: 'plain' });
});
afterEach(() => {
  emulator.reset();
  for (const name of ['bfl', 'deepinfra'] as const) providers[name].account.requests.length = 0;
});
afterAll(() => Promise.all([emulator.close(), providers.close()]));

let turn = 0;
/** Each an execution of its own, in which nobody knows of the others. */
const wireflow = (parameters: Record<string, unknown>, more: Partial<FakeOptions> = {}) =>
  execute({ parameters: { options: { reuse: 'day' }, ...parameters }, credential: { apiKey: emulator.keys.full, baseUrl: emulator.url }, executionId: String((turn += 1)), ...more });
const image = (prompt: string, more: Record<string, unknown> = {}, host: Partial<FakeOptions> = {}) =>
  wireflow({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt, ...more }, host);

describe('a workflow', () => {
  test('gives its finished images again, as files too, says so, and is paid once', async () => {
    const [first] = await image('A boat for ever');
    const [again] = await image('A boat for ever');
    expect(again?.json).toMatchObject({ executionId: first?.json['executionId'], status: 'completed', message: expect.stringContaining('Made before from the same inputs') as unknown });
    expect(again?.binary?.['data']?.mimeType).toBe('image/png');
    expect(emulator.executions).toHaveLength(1);
  });

  test.each<[string, Record<string, unknown>]>([
    ['another prompt', { prompt: 'A boat for a day' }],
    ['another size', { size: 'story' }],
    ['another seed', { options: { reuse: 'day', seed: 7 } }],
    ['no wish for it', { options: {} }],
  ])('is started for %s', async (_, more) => {
    await image('Another boat');
    await image('Another boat', more);
    expect(emulator.executions).toHaveLength(2);
  });

  test('is started where its picture is gone, or has failed', async () => {
    await image('A boat that sinks');
    emulator.fault({ on: ({ path }) => path.startsWith('/cdn/'), status: 404, times: Infinity });
    await image('A boat that sinks');
    expect(emulator.executions).toHaveLength(2);
  });

  test('with a file among its inputs goes by what the file holds', async () => {
    const png = (last: number) => Buffer.concat([PNG, Buffer.from([last])]).toString('base64');
    const shoe = (last: number, fileName: string) =>
      wireflow({ resource: 'workflow', operation: 'run', workflow: emulator.workflow('image-input').id, inputs: { value: { 'image-1': 'photo' } } }, { items: [{ json: {}, binary: { photo: { data: png(last), mimeType: 'image/png', fileName } } }] });
    await shoe(1, 'shoe.png');
    await shoe(1, 'renamed.png');
    expect(emulator.executions).toHaveLength(1);
    await shoe(2, 'shoe.png');
    expect(emulator.executions).toHaveLength(2);
  });

  test('without a credential nothing could be looked for, and the person is told', async () => {
    await expect(execute({ parameters: { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', options: { reuse: 'day' } } })).rejects.toThrow(/needs a Wireflow API key/);
    expect(emulator.executions).toHaveLength(0);
  });
});

describe.each(['bfl', 'deepinfra'] as const)('an image of %s', (provider) => {
  const files = new Map<string, Buffer>();
  const bought = () => providers[provider].account.requests.filter(({ method }) => method === 'POST').length;
  const name = { bfl: 'wireflowBlackForestLabsApi', deepinfra: 'wireflowDeepInfraApi' }[provider];
  const buy = (options: Record<string, unknown> = {}) =>
    execute({
      parameters: { resource: 'image', operation: 'generateWithProvider', provider, tier: 'final', prompt: `A boat of ${provider}`, size: '', inputImage: '', options: { reuse: 'week', ...options } },
      credentials: { [name]: { apiKey: providers[provider].account.key, baseUrl: providers[provider].url } },
      files, executionId: String((turn += 1)),
    }); // prettier-ignore

  test('is given again as a file, once its link has died as well; and bought where n8n has thrown it away', async () => {
    const [first] = await buy();
    const [again] = await buy();
    expect(bought()).toBe(1);
    expect(again?.json).toMatchObject({ jobId: first?.json['jobId'], status: 'completed', message: expect.stringContaining('Made before') as unknown });
    expect(again?.binary?.['data']).toMatchObject({ mimeType: first?.binary?.['data']?.mimeType, fileName: first?.binary?.['data']?.fileName });
    expect(again?.binary?.['data']?.id).not.toBe(first?.binary?.['data']?.id);
    await buy({ seed: 3 });
    expect(bought()).toBe(2);
    files.clear();
    await buy();
    expect(bought()).toBe(3);
  });
});
