import fc from 'fast-check';
import { IMAGE_SIZES } from '../../../../core/model/image_sizes.js';
import { PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { findOffer } from '../../../../core/providers/offers.js';
import { MEGAPIXELS, TIERS } from '../../../../core/providers/tiers.js';
import { startFluxWorld } from '../../../helpers/app.js';
import type { Bundle } from '../make_world.js';
import { providerMake, type ProviderMake } from './provider_make.js';

let world: Awaited<ReturnType<typeof startFluxWorld>>;
let make: ProviderMake;
beforeAll(async () => {
  world = await startFluxWorld();
  make = providerMake(world.providers, world.emulator.clock);
});
afterAll(() => world.close());

const MODULES = { bfl: 'generateBflImage', deepinfra: 'generateDeepinfraImage', replicate: 'generateReplicateImage' } as const;
const HEADERS = ['x-key', 'authorization', 'content-type', 'accept'];

/** What reaches the provider while a step runs; it refuses, so that nothing is drawn. */
async function sentBy(name: ProviderName, step: () => Promise<unknown>) {
  const { account } = world.providers[name];
  account.requests.length = 0;
  account.faults.add({ on: 'start', answer: 400, body: { detail: 'Not today' } });
  const said = await step().then(() => 'no error', (error: Error) => error.message); // prettier-ignore
  account.faults.clear();
  return { said, requests: account.requests.map(({ method, url, headers, body }) => ({ method, url, headers: Object.fromEntries(HEADERS.map((key) => [key, headers[key]])), body: JSON.parse(body || 'null') as unknown })) };
}

async function expectSame(name: ProviderName, values: Bundle): Promise<number> {
  const zapier = await sentBy(name, () => world.withKeys(world.keys).run('creates.generate_flux_image.operation.perform', { provider: name, ...values }));
  const fromMake = await sentBy(name, () => make.run(MODULES[name], { download: false, ...(name === 'deepinfra' ? {} : { wait: false }), ...values }));
  expect([name, values, fromMake.requests]).toEqual([name, values, zapier.requests]);
  return zapier.requests.length;
}

const SIZES = ['square', 'story', 'youtube_thumbnail', 'banner'] as const;
/** Every pair once, its shape, format and seed changing from one to the next. */
const PAIRS = TIERS.flatMap(({ key: tier }, row) => MEGAPIXELS.map((megapixels, column) => ({ tier, megapixels: String(megapixels), size: SIZES[(row + column) % SIZES.length], format: column % 2 === 0 ? 'png' : 'jpeg', seed: row % 2 === 0 ? 7 : undefined })));

test.each(PROVIDERS)('%s: Zapier and Make send the same bytes for every pair of tier and size, and nothing for those that are not there', async (name) => {
  let sent = 0;
  for (const pair of PAIRS) {
    const ratio = IMAGE_SIZES.find(({ key }) => key === pair.size)?.aspectRatio ?? '1:1';
    const inputImages = pair.tier === 'edit' ? 1 : 0;
    const values = { prompt: 'A paper boat', ...pair, ...(name === 'deepinfra' ? { format: undefined } : {}), ...(inputImages > 0 && name !== 'deepinfra' ? { input_image: 'https://example.com/a.png' } : {}) };
    const offer = findOffer(name, { tier: pair.tier, megapixels: Number(pair.megapixels) as 1, size: ratio, inputImages });
    const requests = await expectSame(name, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
    expect([pair, requests]).toEqual([pair, offer === null ? 0 : 1]);
    sent += requests;
  }
  expect(sent).toBeGreaterThan(5);
}, 60_000);

test.each(PROVIDERS)('%s: what stands for a missing prompt buys nothing on either', async (name) => {
  for (const prompt of ['undefined', ' #REF! ', '#N/A', '[object Object]']) expect(await expectSame(name, { prompt, tier: 'final' })).toBe(0);
  expect(await expectSame(name, { prompt: 'An undefined shape', tier: 'final' })).toBe(1);
});

test.each(PROVIDERS)('%s: a start that may have been made is told without advice to send it again, on either (report AgnesAI-Models#92)', async (name) => {
  const { account } = world.providers[name];
  for (const status of [504, 524, 408, 499]) {
    const steps = [() => world.withKeys(world.keys).run('creates.generate_flux_image.operation.perform', { provider: name, prompt: 'A paper boat', tier: 'final' }), () => make.run(MODULES[name], { download: false, ...(name === 'deepinfra' ? {} : { wait: false }), prompt: 'A paper boat', tier: 'final' })];
    for (const step of steps) {
      account.faults.clear();
      account.faults.add({ on: 'start', answer: status, body: { detail: 'The queue is full. Please try again in 2 minutes.' } });
      account.requests.length = 0;
      const said = await step().then(() => 'no error', (error: Error) => error.message); // prettier-ignore
      expect(said).toMatch(/: The queue is full\. The image may be made and billed all the same\./);
      expect(said).not.toMatch(/try again/);
      expect(account.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    }
  }
  account.faults.clear();
});

test('whatever is typed, and however the fields are left', async () => {
  const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
  const fields = fc.record({ size: fc.constantFrom(undefined, 'pin', 'slide', '16:9', 'Instagram story', ' 9 : 16 ', 'Pinterest pin (2:3)'), seed: fc.option(fc.nat(), { nil: undefined }), input_image: fc.constantFrom(undefined, 'https://example.com/a%20b.png?x=1&y=2') });
  await fc.assert(
    fc.asyncProperty(typed, fields, fc.constantFrom('bfl', 'replicate'), async (prompt, values, name) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
      expect(await expectSame(name as ProviderName, { tier: 'final', prompt: `${prompt}{{x}}`, ...given })).toBe(1);
    }),
    { numRuns: 15 },
  );
}, 60_000);
