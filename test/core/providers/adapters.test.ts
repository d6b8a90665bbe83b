import { PROVIDERS } from '../../../core/providers/job.js';
import { failure, expectReadable } from '../../helpers/core.js';
import { ended, offerAt, providerWorld, requestTo, SECOND_MS, type ProviderWorld } from './provider_world.js';

let world: ProviderWorld;
beforeEach(async () => void (world = await providerWorld()));
afterEach(() => world.emulators.close());

describe('one picture', () => {
  test('at Black Forest Labs', async () => {
    const bfl = world.provider('bfl');
    const started = await bfl.start(requestTo('bfl'));
    expect(started).toMatchObject({ provider: 'bfl', model: 'flux-2-pro', status: 'queued', costMicroUsd: 30_000, seed: 7, images: [], requestId: 'req_1' });
    expect(started.lookUpUrl).toBe(`${world.bfl.url}/get_result?id=${started.id}`);
    const done = await ended(world, started);
    expect(done).toMatchObject({ id: started.id, status: 'completed', seed: 7, costMicroUsd: 30_000, error: null });
    expect(done.startedAt).toBe('2026-11-25T12:00:00.000Z');
    const [image] = done.images;
    expect(image?.expiresAtMs).toBe(world.bfl.account.clock.now() + 600 * SECOND_MS);
    const file = await fetch(image?.url ?? '');
    expect(Buffer.from(await file.arrayBuffer()).subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.parse(world.bfl.account.requests[0]?.body ?? '')).toEqual({ prompt: 'A lighthouse at dusk', output_format: 'png', seed: 7, width: 1024, height: 1024 });
  });

  test('at DeepInfra, which answers with the bytes', async () => {
    const job = await world.provider('deepinfra').start(requestTo('deepinfra', { wish: { size: '512x512' } }));
    expect(job).toMatchObject({ provider: 'deepinfra', model: 'black-forest-labs/FLUX-1-schnell', status: 'completed', seed: 7, costMicroUsd: 500, lookUpUrl: null, requestId: 'req_1' });
    expect(Buffer.from(job.images[0]?.base64 ?? '', 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.parse(world.deepinfra.account.requests[0]?.body ?? '')).toEqual({ prompt: 'A lighthouse at dusk', width: 512, height: 512, seed: 7, num_inference_steps: 4 });
  });

  test('at DeepInfra from a partner, which answers with a link that dies', async () => {
    const job = await world.provider('deepinfra').start(requestTo('deepinfra', { wish: { tier: 'final' } }));
    expect(job).toMatchObject({ status: 'completed', costMicroUsd: 15_000 });
    expect(job.images[0]).toMatchObject({ base64: null, expiresAtMs: world.deepinfra.account.clock.now() + 600 * SECOND_MS });
  });

  test('at Replicate', async () => {
    const started = await world.provider('replicate').start(requestTo('replicate', { wish: { size: 'story' } }));
    expect(started).toMatchObject({ provider: 'replicate', model: 'black-forest-labs/flux-2-pro', status: 'queued', costMicroUsd: null, seed: 7 });
    const done = await ended(world, started);
    expect(done).toMatchObject({ status: 'completed', error: null, finishedAt: '2026-11-25T12:00:06.000Z' });
    expect(done.images[0]?.url).toMatch(/\.png$/);
    expect(done.images[0]?.expiresAtMs).toBe(Date.UTC(2026, 10, 25, 13, 0, 6));
    const { body, headers } = world.replicate.account.requests[0] ?? { body: '', headers: {} };
    expect(JSON.parse(body)).toEqual({ input: { prompt: 'A lighthouse at dusk', output_format: 'png', seed: 7, aspect_ratio: 'custom', width: 768, height: 1360 } });
    // Held open, a paid request would be one whose job id may never arrive.
    expect(headers).not.toHaveProperty('prefer');
  });

  test('a list of links is read like one link', async () => {
    const done = await ended(world, await world.provider('replicate').start(requestTo('replicate', { wish: { tier: 'draft' } })));
    expect(done.images).toHaveLength(1);
  });
});

describe('the key', () => {
  test.each(PROVIDERS)('of %s is checked for free', async (name) => {
    await world.provider(name).checkKey();
    expect(world.posts()).toEqual([]);
    const error = await failure(() => world.provider(name, { apiKey: 'fake-wrong-key' }).checkKey());
    expect(error.kind).toBe('bad_key');
    expectReadable(error);
    expect(error.message).not.toContain('fake-wrong-key');
  });

  // gelasdev/ComfyUI-FLUX-BFL-API#16, ShmuelRonen/ComfyUI_Flux_1.1_RAW_API#4
  test('of BFL goes as x-key alone, and a refusal names that', async () => {
    await world.provider('bfl').start(requestTo('bfl'));
    expect(world.bfl.account.requests[0]?.headers).toMatchObject({ 'x-key': world.bfl.account.key });
    expect(world.bfl.account.requests[0]?.headers).not.toHaveProperty('authorization');
    const bearer = await fetch(`${world.bfl.url}/credits`, { headers: { authorization: `Bearer ${world.bfl.account.key}` } });
    expect([bearer.status, await bearer.json()]).toEqual([403, { detail: 'Not authenticated - Invalid Authentication' }]);
    const error = await failure(() => world.provider('bfl', { apiKey: 'fake-wrong-key' }).start(requestTo('bfl')));
    expect(error).toMatchObject({ kind: 'bad_key', canRetry: false, status: 403 });
    expect(error.problem).toContain('x-key');
  });

  test('goes to no other provider, and to no file host', async () => {
    for (const name of PROVIDERS) {
      const job = await ended(world, await world.provider(name).start(requestTo(name)));
      for (const { url } of job.images) if (url !== null) await fetch(url);
    }
    const keys = PROVIDERS.map((name) => world[name].account.key);
    PROVIDERS.forEach((name, index) => {
      const heard = JSON.stringify(world[name].account.requests.map(({ url, headers, body }) => [url, headers, body]));
      keys.forEach((key, other) => expect(heard.includes(key)).toBe(other === index));
      const files = world[name].account.requests.filter(({ url }) => url.startsWith('/delivery'));
      expect(JSON.stringify(files.map(({ headers }) => headers))).not.toContain(keys[index]);
    });
  });
});

test('the balance, where it is told', async () => {
  expect(await world.provider('bfl').balance?.()).toBe(20_000_000);
  expect([world.provider('deepinfra').balance, world.provider('replicate').balance]).toEqual([null, null]);
});

test('a job is cancelled where that exists', async () => {
  const replicate = world.provider('replicate');
  const job = await replicate.start(requestTo('replicate'));
  expect(await replicate.cancel?.(job)).toMatchObject({ id: job.id, status: 'cancelled', images: [] });
  expect([world.provider('bfl').cancel, world.provider('deepinfra').cancel]).toEqual([null, null]);
});

describe('with input images', () => {
  const DATA = 'data:image/png;base64,iVBORw0KGgo=';

  // black-forest-labs/flux#498: base64 with the head of a data address is refused
  test('BFL gets bare base64 or links, one field each', async () => {
    const inputImages = [DATA, 'https://example.com/b.png'];
    await world.provider('bfl').start(requestTo('bfl', { inputImages, wish: { inputImages: 2 } }));
    expect(JSON.parse(world.bfl.account.requests[0]?.body ?? '')).toMatchObject({ input_image: 'iVBORw0KGgo=', input_image_2: 'https://example.com/b.png' });
    await world.provider('bfl').start(requestTo('bfl', { inputImages, wish: { tier: 'flux_3', inputImages: 2 } }));
    expect(JSON.parse(world.bfl.account.requests[1]?.body ?? '')).toMatchObject({ images: ['iVBORw0KGgo=', 'https://example.com/b.png'] });
    await world.provider('bfl').start(requestTo('bfl', { inputImages: [DATA], wish: { tier: 'ultra', megapixels: 4, inputImages: 1 } }));
    expect(JSON.parse(world.bfl.account.requests[2]?.body ?? '')).toMatchObject({ image_prompt: 'iVBORw0KGgo=' });
  });

  test('Replicate gets each model’s own field', async () => {
    const inputImages = ['https://example.com/a.png'];
    const bodies = [];
    for (const wish of [{}, { tier: 'edit' as const }, { tier: 'ultra' as const, megapixels: 4 as const }]) {
      await world.provider('replicate').start(requestTo('replicate', { inputImages, wish: { ...wish, inputImages: 1 } }));
      bodies.push((JSON.parse(world.replicate.account.requests.at(-1)?.body ?? '') as { input: object }).input);
    }
    expect(bodies).toMatchObject([{ input_images: inputImages }, { input_image: inputImages[0] }, { image_prompt: inputImages[0] }]);
  });
});

test('FLUX 3 is sent nothing that it refuses, and searches the web for nobody', async () => {
  const job = await world.provider('bfl').start(requestTo('bfl', { wish: { tier: 'flux_3', megapixels: 4, size: '16:9' } }));
  expect(JSON.parse(world.bfl.account.requests[0]?.body ?? '')).toEqual({ prompt: 'A lighthouse at dusk', aspect_ratio: '16:9', resolution: '2k', grounding: false });
  expect(job).toMatchObject({ costMicroUsd: 100_000, seed: null });
});

test('every offer is accepted by its provider and costs what the price list says', async () => {
  const { estimate } = await import('../../../core/prices/image_price.js');
  const { MODELS } = await import('../../../core/providers/models.js');
  for (const model of MODELS) {
    const megapixels = model.tier === 'ultra' ? 4 : 1;
    const inputs = model.tier === 'edit' ? 1 : 0;
    const offer = { ...offerAt(model.provider, { tier: model.tier, megapixels, inputImages: inputs }), model };
    const sized = model.sizing.by === 'sides' ? { ...offer, sides: { width: 1024, height: 1024 } } : offer;
    const job = await ended(world, await world.provider(model.provider).start({ ...requestTo(model.provider), offer: sized, inputImages: Array<string>(inputs).fill('https://example.com/a.png') }));
    expect([model.id, job.status]).toEqual([model.id, 'completed']);
    if (job.costMicroUsd !== null) expect([model.id, job.costMicroUsd]).toEqual([model.id, estimate(sized, { inputs: Array<number>(inputs).fill(1024 * 1024), today: '2026-11-25' })?.microUsd]);
  }
}, 60_000);
