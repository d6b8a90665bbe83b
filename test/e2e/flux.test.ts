import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorOf, startFluxWorld } from '../helpers/app.js';
import type { FluxOutput } from '../../core/outputs/flux_output.js';

type World = Awaited<ReturnType<typeof startFluxWorld>>;
const CREATE = 'creates.generate_flux_image.operation.perform';
const FIND = 'searches.find_flux_job.operation.perform';

let world: World;
beforeEach(async () => void (world = await startFluxWorld()));
afterEach(() => world.close());

const zap = (...providers: ('bfl' | 'deepinfra' | 'replicate')[]) =>
  world.withKeys(Object.fromEntries(providers.map((name) => [`${name}_key`, world.providers[name].account.key])));
const generate = (keys: Parameters<typeof zap>, input: object, meta: Record<string, unknown> = {}) => zap(...keys).run<FluxOutput>(CREATE, { prompt: 'A paper boat', tier: 'final', seed: 7, ...input }, meta);
const starts = (name: 'bfl' | 'deepinfra' | 'replicate') => world.providers[name].account.requests.filter(({ method }) => method === 'POST');

test.each([
  ['bfl', 0.03, 'reported-by-response'], ['replicate', 0.03, 'official-formula'],
  ['deepinfra', 0.015, 'reported-by-response'],
] as const)('tonight’s image from %s, without Wireflow’s credits, stored at once and with its price', async (provider, cost, basis) => {
  const output = await generate([provider], { provider, wait: 'up_to_25_s', size: 'story' });
  expect(output).toMatchObject({ status: 'completed', provider, cost_usd: cost, cost_basis: basis, image_count: 1, error: null, can_retry: false });
  expect(output.execution_id).toBe(output.job_id);
  const file = world.standIn.file(output.image_file ?? '');
  expect(['image/png', 'image/jpeg']).toContain(file.type);
  const [image] = output.images;
  expect(image).toMatchObject({ file: output.image_file, content_type: file.type });
  expect((image?.width ?? 0) / (image?.height ?? 1)).toBeCloseTo(9 / 16, 1);
  expect(starts(provider)).toHaveLength(1);
}); // prettier-ignore

test('the cheapest that there is a key for, of those that can make it', async () => {
  expect(await generate(['bfl', 'deepinfra', 'replicate'], { provider: 'cheapest', wait: 'up_to_25_s' })).toMatchObject({ provider: 'deepinfra' });
  expect(await generate(['bfl', 'replicate'], { provider: 'cheapest' })).toMatchObject({ provider: 'bfl', status: 'queued' });
  expect(await generate(['bfl', 'deepinfra', 'replicate'], { provider: 'cheapest', megapixels: '4', wait: 'up_to_25_s' })).toMatchObject({ provider: 'bfl', cost_usd: 0.075 });
  expect((await errorOf(generate(['bfl'], { provider: 'cheapest', tier: 'draft' }))).message).toContain('Black Forest Labs has no Draft (Schnell) image of 1 megapixel in 1:1. Nearest: 1024 × 1024 (1 megapixel) at DeepInfra.');
  expect((await errorOf(generate([], { provider: 'cheapest' }))).message).toContain('needs a key of an image provider');
  expect((await errorOf(generate(['bfl'], { provider: 'replicate' }))).message).toContain('needs a key of Replicate');
});

test('several images have a seed each, and are paid one by one', async () => {
  const output = await generate(['bfl'], { provider: 'bfl', count: 3, seed: 41, wait: 'up_to_25_s' });
  expect(output).toMatchObject({ image_count: 3, cost_usd: 0.09 });
  expect(output.job_id?.split(', ')).toHaveLength(3);
  expect(starts('bfl').map(({ body }) => (JSON.parse(body) as { seed: number }).seed).sort()).toEqual([41, 42, 43]);
});

test('a cap is held against the most that it can cost, before anything is bought', async () => {
  const error = await errorOf(generate(['bfl'], { provider: 'bfl', count: 2, max_usd: '0.05' }));
  expect(error.message).toBe('The field Maximum Cost allows $0.05, and at Black Forest Labs it can cost up to $0.06 by the prices of 2026-11-16. Nothing was started. Raise the maximum, or choose a cheaper tier, size or provider.');
  expect((await errorOf(generate(['bfl'], { provider: 'bfl', tier: 'edit', input_image: 'https://example.com/a.png', megapixels: '2', max_usd: 0.06 }))).message).toContain('up to $0.105');
  expect(starts('bfl')).toHaveLength(0);
  await generate(['bfl'], { provider: 'bfl', count: 2, max_usd: '0,06' });
  expect(starts('bfl')).toHaveLength(2);
});

test('the same Only Once ID buys nothing again, and gives the same images', async () => {
  const first = await generate(['bfl'], { provider: 'bfl', run_id: 'row 7' });
  const second = await generate(['bfl'], { provider: 'bfl', run_id: 'row 7', wait: 'up_to_25_s' });
  expect(second).toMatchObject({ job_id: first.job_id, status: 'completed', run_id: 'row 7' });
  expect(second.message).toContain('nothing new was started');
  expect(starts('bfl')).toHaveLength(1);
  await generate(['bfl'], { provider: 'bfl', run_id: 'row 8' });
  expect(starts('bfl')).toHaveLength(2);
});

test('until finished: the step comes back to the same job, as often as it takes', async () => {
  const input = { provider: 'bfl', tier: 'flux_3', run_id: 'row 9', wait: 'until_finished' };
  Object.assign(world.providers.bfl.account, { durationMs: 150_000 });
  const held = await errorOf(generate(['bfl'], input));
  expect(held).toMatchObject({ name: 'ThrottledError', delay: 30 });
  world.emulator.clock.advance(200_000);
  expect(await generate(['bfl'], input)).toMatchObject({ status: 'completed', image_count: 1 });
  expect(starts('bfl')).toHaveLength(1);
});

test('a job that outlived its step is found again, and never bought again', async () => {
  for (const provider of ['bfl', 'replicate'] as const) {
    const started = await generate([provider], { provider });
    expect(started).toMatchObject({ status: 'queued', image_count: 0 });
    expect(started.message).toContain('look again with Find Flux Job');
    world.emulator.clock.advance(60_000);
    const [found] = await zap(provider).run<FluxOutput[]>(FIND, { job: started.job_address });
    expect(found).toMatchObject({ job_id: started.job_id, status: 'completed', provider, image_count: 1 });
    expect(found?.image_file).toMatch(/^hydrate\|\|\|/);
    expect(starts(provider)).toHaveLength(1);
  }
});

test('a job address of somebody else’s host is refused, and an unknown job is not found', async () => {
  const error = await errorOf(zap('bfl').run(FIND, { job: 'https://evil.test/v1/get_result?id=1' }));
  expect(error.message).toContain('holds no address of a job');
  expect(await zap('bfl').run(FIND, { job: `${world.providers.bfl.url}/get_result?id=nobody` })).toEqual([]);
  for (const job of [[], ['https://evil.test/v1/get_result?id=1'], { id: '1' }, true]) expect((await errorOf(zap('bfl').run(FIND, { job }))).message).toContain('The field Job Address needs one text, but something else was mapped.');
});

test('what goes wrong with the last of several is said, and the others are kept', async () => {
  world.providers.replicate.account.balanceUsd = 2;
  const output = await generate(['replicate'], { provider: 'replicate', count: 4 });
  // Six a minute, one at a time: the step's time allows for the second.
  expect(output.job_id?.split(', ')).toHaveLength(2);
  expect(output.message).toMatch(/^2 of 4 images were started\. Replicate’s limit is reached: .*The others were not started\./);
});

test('a filter’s refusal is a failed run of the kind moderation, and nobody else is asked', async () => {
  const output = await generate(['bfl', 'deepinfra', 'replicate'], { provider: 'bfl', prompt: 'forbidden-prompt', wait: 'up_to_25_s' });
  expect(output).toMatchObject({ status: 'failed', error_kind: 'moderation', can_retry: false, image_count: 0, cost_usd: 0 });
  expect([starts('deepinfra'), starts('replicate')]).toEqual([[], []]);
});

test('a start that may have happened stops the run, and its Only Once ID starts nothing more', async () => {
  world.providers.deepinfra.account.faults.add({ on: 'start', drop: true });
  const error = await errorOf(generate(['deepinfra'], { provider: 'deepinfra', run_id: 'row 1' }));
  expect(error).toMatchObject({ name: 'HaltedError' });
  expect(error.message).toContain('or you may pay twice');
  expect((await errorOf(generate(['deepinfra'], { provider: 'deepinfra', run_id: 'row 1' }))).message).toContain('may have started');
  expect(starts('deepinfra')).toHaveLength(1);
});

test('a picture whose file can not be fetched is not lost', async () => {
  world.providers.bfl.account.faults.add({ on: 'file', answer: 500, body: 'no' }, 5);
  const output = await generate(['bfl'], { provider: 'bfl', wait: 'up_to_25_s' });
  expect(output).toMatchObject({ status: 'completed', image_count: 1, message: 'The image is made; its file is fetched when a later step asks for it.' });
  expect(output.image_file).toMatch(/^hydrate\|\|\|/);
});

// openclaw/openclaw#103071: the download of a paid picture hangs
test('what is no picture is not stored as one', async () => {
  world.providers.bfl.account.faults.add({ on: 'file', answer: 200, body: '<html>not a picture</html>' });
  expect((await generate(['bfl'], { provider: 'bfl', wait: 'up_to_25_s' })).image_file).toMatch(/^hydrate/);
});

// banodoco/Dough#2, premieroctet/photoshot#54, replicate/replicate-swift#57: what was handed on was a link, and the link died
test.each(['bfl', 'deepinfra', 'replicate'] as const)('the file of %s is there long after every link of the provider has died', async (provider) => {
  const { image_file: file, image_url: link } = await generate([provider], { provider, wait: 'up_to_25_s' });
  const before = world.standIn.file(file ?? '').bytes;
  world.emulator.clock.advance(24 * 60 * 60_000);
  expect(world.standIn.file(file ?? '').bytes.equals(before)).toBe(true);
  expect(before.length).toBeGreaterThan(500);
  if (provider !== 'deepinfra') expect((await fetch(link ?? '')).status).not.toBe(200);
});

// pollinations/pollinations#8916, replicate/cog-flux#38, withceleste/celeste-python#369 and #436: asked for one size, given another
test('a picture of another size than was asked for is told as it is, and priced as it was asked for', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from([0, 0, 4, 192, 0, 0, 3, 64]), Buffer.alloc(64, 1), Buffer.from('IEND')]);
  const host = createServer((_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(png));
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  try {
    const { port } = host.address() as AddressInfo;
    world.providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Ready', result: { sample: `http://127.0.0.1:${port}/a.jpeg` }, cost: null } });
    const output = await generate(['bfl'], { provider: 'bfl', size: '16:9', megapixels: '2', wait: 'up_to_25_s' });
    expect(output.images).toMatchObject([{ width: 1216, height: 832, content_type: 'image/png', filename: expect.stringMatching(/^flux-[0-9a-f]{8}-1\.png$/) as unknown }]);
    expect(output).toMatchObject({ status: 'completed', cost_usd: 0.045 });
  } finally {
    await new Promise((done) => host.close(done));
  }
});

test('a test with a sample buys nothing', async () => {
  const output = await generate(['bfl'], { provider: 'bfl', test_mode: 'sample' }, { isLoadingSample: true });
  expect(output.message).toContain('made-up sample');
  expect(starts('bfl')).toHaveLength(0);
});

test('prices need no key', async () => {
  const [found] = await world.withKeys({}).run<Record<string, unknown>[]>('searches.compare_prices.operation.perform', { tier: 'final', megapixels: '1', count: 1000 });
  expect(found).toMatchObject({ provider: 'deepinfra', provider_name: 'DeepInfra', cost_usd: 15, cost_per_image_usd: 0.015 });
  expect((found?.['prices'] as { provider: string; cost_usd: number | null }[]).map(({ provider, cost_usd }) => [provider, cost_usd])).toEqual([['DeepInfra', 15], ['Black Forest Labs', 30], ['Replicate', 30], ['Wireflow', null]]);
});

test('the connection asks each provider that it has a key of, for free, and shows none of them', async () => {
  const zapOf = world.withKeys({ ...world.keys, api_key: world.emulator.keys.full });
  expect(await zapOf.run('authentication.test', {})).toEqual({ label: expect.stringMatching(/^\d+ workflows, such as /) as string });
  for (const name of ['bfl', 'deepinfra', 'replicate'] as const) {
    expect(world.providers[name].account.requests).toHaveLength(1);
    expect(starts(name)).toHaveLength(0);
    const error = await errorOf(world.withKeys({ [`${name}_key`]: 'fake-wrong-key' }).run('authentication.test', {}));
    expect(error.message).toContain('does not accept the API key');
    expect(error.message).not.toContain('fake-wrong-key');
  }
});

test('a connection whose key is replaced by another account’s buys anew under the same Only Once ID, and gives each its own', async () => {
  const { account } = world.providers.bfl;
  const otherKey = `${account.key}9`;
  account.otherKeys.add(otherKey);
  const step = (key: string) => world.withKeys({ bfl_key: key }).run<FluxOutput>(CREATE, { prompt: 'A paper boat', tier: 'final', provider: 'bfl', run_id: 'row 7', wait: 'up_to_25_s' });
  const ids = [];
  for (const key of [account.key, otherKey, account.key, otherKey]) ids.push((await step(key)).job_id);
  expect(ids).toEqual([ids[0], ids[1], ids[0], ids[1]]);
  expect([ids[0] === ids[1], starts('bfl').length]).toEqual([false, 2]);
});
