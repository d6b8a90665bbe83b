import type { INodeExecutionData } from 'n8n-workflow';
import { PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { PNG } from '../../helpers/image_bytes.js';
import { execute, fakeHost, type FakeOptions } from './fake_host.js';

/** Pauses are over at once, and the step takes the time for passed. */
jest.mock('../../../platforms/n8n/nodes/Wireflow/engine/clock.js', () => ({
  stoppableClock: () => {
    let passedMs = 0;
    return { now: () => Date.now() + passedMs, sleep: async (ms: number) => void (passedMs += ms) };
  },
}));

/** One dot in place of each picture: drawing them takes a second each. */
jest.mock('../../../emulators/pictures/rasterise.js', () => ({
  rasterise: async () => Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  pixelsOf: async () => ({ width: 1, height: 1, data: new Uint8Array(4) }),
}));

const CREDENTIALS: Readonly<Record<ProviderName, string>> = { bfl: 'wireflowBlackForestLabsApi', deepinfra: 'wireflowDeepInfraApi', replicate: 'wireflowReplicateApi' };

let providers: Providers;
beforeAll(async () => {
  providers = await startProviders({ clock: 'real', durationMs: 0, pictures: 'plain' });
});
afterEach(() => {
  for (const name of PROVIDERS) {
    providers[name].account.faults.clear();
    providers[name].account.requests.length = 0;
  }
});
afterAll(() => providers.close());

const credentials = (names: readonly ProviderName[] = PROVIDERS) => Object.fromEntries(names.map((name) => [CREDENTIALS[name], { apiKey: providers[name].account.key, baseUrl: providers[name].url }]));
const starts = (name: ProviderName) => providers[name].account.requests.filter(({ method }) => method === 'POST').length;
const parameters = (more: Record<string, unknown> = {}, options: Record<string, unknown> = {}) => ({ resource: 'image', operation: 'generateWithProvider', provider: 'bfl', tier: 'final', prompt: 'A paper boat', size: '', inputImage: '', options, ...more });
const run = (more: Record<string, unknown> = {}, options: Record<string, unknown> = {}, host: Partial<FakeOptions> = {}): Promise<INodeExecutionData[]> =>
  execute({ parameters: parameters(more, options), credentials: credentials(), ...host });
const failed = (work: Promise<unknown>): Promise<Error & { description?: string }> => work.then(() => new Error('It did not fail'), (error: Error) => error);

test.each([
  ['bfl', 'final', 'http'],
  ['deepinfra', 'draft', null],
  ['replicate', 'draft', 'http'],
] as const)('an image from %s comes as a file, with what it cost and where it is found again', async (provider, tier, link) => {
  const [item] = await run({ provider, tier });
  expect(item?.json).toMatchObject({ status: 'completed', provider, errorMessage: null });
  expect(Object.keys(item?.json ?? {})).toHaveLength(11);
  expect(item?.json['jobId']).toEqual(expect.stringMatching(/\w{8}/));
  expect(item?.json['jobAddress']).toContain(item?.json['jobId']);
  expect(item?.json['costUsd']).toBeGreaterThan(0);
  const [image] = item?.json['images'] as { url: string | null; file: string }[];
  expect([image?.file, link === null ? image?.url : image?.url?.slice(0, 4)]).toEqual(['data', link]);
  expect(item?.json['imageUrl']).toBe(image?.url);
  expect(item?.binary?.['data']).toMatchObject({ mimeType: 'image/png', fileName: expect.stringMatching(/^flux-[0-9a-f]{8}-1\.png$/) as unknown });
  expect(starts(provider)).toBe(1);
});

test('several images are numbered, or items of their own; each is bought once', async () => {
  const [one] = await run({}, { count: 2, outputField: 'picture' });
  expect(Object.keys(one?.binary ?? {})).toEqual(['picture', 'picture_1']);
  const items = await run({}, { count: 2, splitImages: true });
  expect(items.map(({ binary, json, pairedItem }) => [Object.keys(binary ?? {}), json['file'], json['number'], pairedItem])).toEqual([[['data'], 'data', 1, { item: 0 }], [['data'], 'data', 2, { item: 0 }]]);
  expect(starts('bfl')).toBe(4);
});

test('the cheapest is the cheapest of those that the node has a credential for', async () => {
  expect((await run({ provider: 'cheapest' }))[0]?.json['provider']).toBe('deepinfra');
  expect((await run({ provider: 'cheapest' }, {}, { credentials: credentials(['replicate', 'bfl']) }))[0]?.json['provider']).toBe('bfl');
});

test.each([
  ['no credential', { provider: 'replicate' }, {}, ['bfl'], 'needs a key of Replicate, and the node has no credential for it'],
  ['no credential at all', { provider: 'cheapest' }, {}, [], 'needs a key of an image provider'],
  ['a cap below the price', {}, { maxUsd: 0.01 }, PROVIDERS, 'Maximum Cost allows $0.01'],
  ['a cap of nothing', {}, { maxUsd: 0 }, PROVIDERS, 'Maximum Cost allows $0.00'],
  ['the tier Edit without an image', { tier: 'edit' }, {}, PROVIDERS, 'the field Input Image is empty'],
  ['a tier that nobody chosen has', { provider: 'deepinfra', tier: 'ultra' }, {}, PROVIDERS, 'DeepInfra has no Ultra'],
  ['an empty prompt', { prompt: ' ' }, {}, PROVIDERS, 'The field Prompt is empty'],
  ['too many images', {}, { count: 5 }, PROVIDERS, 'Number of Images'],
  ['the name of no field', { inputImage: 'photo' }, {}, PROVIDERS, 'neither a link nor the name'],
  ['the bytes in place of a field (n8n#16130, n8n#15134)', { inputImage: 'iVBORw0KGgo'.repeat(900) }, {}, PROVIDERS, 'neither a link nor the name'],
  ['a data: address (n8n#16130)', { inputImage: `data:image/png;base64,${'iVBORw0KGgo'.repeat(900)}` }, {}, PROVIDERS, 'Input Image'],
  ['a link that is none', { inputImage: 'ftp://example.com/a.png' }, {}, PROVIDERS, 'Input Image'],
] as const)('%s is told before anything is bought', async (_, more, options, names, words) => {
  const { message, description } = await failed(run(more, options, { credentials: credentials(names) }));
  expect(message).toContain(words);
  expect(`${message} ${description}`.length).toBeLessThan(400);
  expect(PROVIDERS.map(starts)).toEqual([0, 0, 0]);
});

test('each item is made as its own fields say (n8n-nodes-comfyui#10), and gives what it made (n8n#26571)', async () => {
  const shapes = ['square', 'story', 'banner'];
  const made = await execute({ items: shapes.map((size) => ({ json: { size } })), parameters: shapes.map((size, n) => parameters({ prompt: `Boat ${n}`, size }, { seed: n + 1, format: n === 0 ? 'jpeg' : 'png' })), credentials: credentials() });
  expect(made.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
  const sent = providers.bfl.account.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body) as { prompt: string; width: number; seed: number; output_format: string });
  expect(sent.map(({ prompt, seed, output_format: format }) => [prompt, seed, format])).toEqual([['Boat 0', 1, 'jpeg'], ['Boat 1', 2, 'png'], ['Boat 2', 3, 'png']]);
  expect(new Set(sent.map(({ width }) => width)).size).toBe(3);
});

test('what its provider no longer knows ends the wait (n8n-nodes-comfyui#16)', async () => {
  providers.bfl.account.faults.add({ on: 'look', answer: 404, body: { status: 'Task not found' } }, 99);
  const [item] = await run({}, { timeout: 3600 });
  expect(item?.json).toMatchObject({ status: 'queued', message: expect.stringContaining('could not be looked at') as unknown });
  expect(providers.bfl.account.requests.length).toBeLessThan(12);
});

test('an input image travels as a link, or in the request where it is a file', async () => {
  const png = PNG.toString('base64');
  const sent = () => JSON.stringify(providers.bfl.account.requests.filter(({ method }) => method === 'POST').at(-1)?.body);
  await failed(run({ tier: 'edit', inputImage: 'https://example.com/a.png' }));
  expect(sent()).toContain('https://example.com/a.png');
  await failed(run({ tier: 'edit', inputImage: 'photo' }, {}, { items: [{ json: {}, binary: { photo: { data: png, mimeType: 'image/png' } as never } }] }));
  expect(sent()).toContain(png);
});

describe('never twice', () => {
  const two = { items: [{ json: {} }, { json: {} }] };
  const step = (provider: ProviderName, tier: string, prompts: readonly string[], more: Partial<FakeOptions> = {}): FakeOptions => ({
    ...two,
    parameters: prompts.map((prompt) => parameters({ provider, tier, prompt })),
    credentials: credentials(),
    ...more,
  });

  test.each([['bfl', 'final'], ['deepinfra', 'draft'], ['replicate', 'draft']] as const)('what another try of the step finds at %s is what was bought, with its file', async (provider, tier) => {
    const context = {};
    const [first] = await execute(step(provider, tier, ['one'], { context, items: [{ json: {} }] }));
    expect(starts(provider)).toBe(1);
    const bought = await execute(step(provider, tier, ['one', 'two'], { context, executionId: '2', mode: 'retry' }));
    expect(bought[0]?.json['jobAddress']).toBe(first?.json['jobAddress']);
    expect(starts(provider)).toBe(2);
    const again = await execute(step(provider, tier, ['one', 'two'], { context, executionId: '3', mode: 'retry' }));
    expect(starts(provider)).toBe(2);
    expect(again.map(({ json }) => [json['jobAddress'], json['status'], json['costUsd']])).toEqual(bought.map(({ json }) => [json['jobAddress'], json['status'], json['costUsd']]));
    expect(again[0]?.json['message']).toContain('nothing new was bought');
    expect(again.every(({ binary }) => binary?.['data'] !== undefined)).toBe(true);
  });

  test('a start whose answer is lost is not sent again, in any try', async () => {
    const context = {};
    providers.bfl.account.faults.add({ on: 'start', drop: true });
    for (const executionId of ['1', '1', '2']) {
      const error = await failed(execute(step('bfl', 'final', ['one'], { context, executionId, mode: executionId === '2' ? 'retry' : 'trigger', items: [{ json: {} }] })));
      expect(`${error.message} ${error.description}`).toMatch(/Look at your usage at Black Forest Labs/);
    }
    expect(starts('bfl')).toBe(1);
  });

  test('after a crash, a retry without memory is refused', async () => {
    const processed = new Set<string>();
    await execute(step('bfl', 'final', ['one'], { processed, items: [{ json: {} }] }));
    const error = await failed(execute(step('bfl', 'final', ['one'], { processed, executionId: '2', mode: 'retry', items: [{ json: {} }] })));
    expect(error.message).toContain('may have started');
    expect(starts('bfl')).toBe(1);
  });
});

test('a limit is waited out, with the progress in the log', async () => {
  providers.replicate.account.faults.add({ on: 'start', answer: 429, body: { detail: 'Request was throttled. Your rate limit resets in ~1s.' } });
  const fake = fakeHost({ parameters: parameters({ provider: 'replicate', tier: 'draft' }), credentials: credentials() });
  expect((await execute(fake))[0]?.json['status']).toBe('completed');
});

test('a picture whose file can not be fetched keeps its link, and says so', async () => {
  providers.bfl.account.faults.add({ on: 'file', answer: 500 });
  const [item] = await run();
  expect(item?.json).toMatchObject({ status: 'completed', imageUrl: expect.stringMatching(/^http/) as unknown, message: expect.stringContaining('as a link only') as unknown });
  expect(item?.binary).toBeUndefined();
});

test('what the filter stops goes down the error output, with the id', async () => {
  const [item] = await run({ prompt: 'forbidden-prompt' }, {}, { node: { onError: 'continueErrorOutput' } });
  expect(item?.json).toMatchObject({ status: 'failed', errorKind: 'moderation' });
  expect(item?.error?.message).toContain(String(item?.json['jobId']));
});

test('what was not ready in time is got by its address, and no key goes to another host', async () => {
  providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Pending', result: null } }, 40);
  const [late] = await run({}, { timeout: 30 });
  expect(late?.json).toMatchObject({ status: 'queued', message: expect.stringMatching(/^30 seconds are over.*Get From Provider/) as unknown });
  expect(late?.binary).toBeUndefined();
  providers.bfl.account.faults.clear();
  const got = await execute({ parameters: { resource: 'image', operation: 'getFromProvider', job: late?.json['jobAddress'], options: {} }, credentials: credentials() });
  expect(got[0]?.json).toMatchObject({ status: 'completed', jobId: late?.json['jobId'] });
  expect(got[0]?.binary?.['data']?.mimeType).toBe('image/png');
  for (const job of ['https://example.com/v1/get_result?id=1', '', 'deepinfra:1']) {
    await expect(execute({ parameters: { resource: 'image', operation: 'getFromProvider', job, options: {} }, credentials: credentials(['bfl', 'replicate']) })).rejects.toThrow(/Job Address|DeepInfra/);
  }
});

test('the stop button ends the wait', async () => {
  const controller = new AbortController();
  providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Pending', result: null } }, 40);
  const begun = execute({ parameters: parameters(), credentials: credentials(), signal: controller.signal });
  while (!providers.bfl.account.requests.some(({ method }) => method === 'GET')) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect((await begun)[0]?.json).toMatchObject({ status: 'queued', message: expect.stringContaining('The workflow was stopped') as unknown, jobAddress: expect.stringContaining('get_result') as unknown });
});

test('no key comes back out', async () => {
  const { key } = providers.bfl.account;
  providers.bfl.account.faults.add({ on: 'start', answer: 400, body: { detail: `Bad request by ${key}` } });
  const error = await failed(run());
  expect(JSON.stringify([error.message, error.description])).not.toContain(key);
});
