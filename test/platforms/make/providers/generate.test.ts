import { PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { startProviders, type Providers } from '../../../../emulators/providers/index.js';
import { makeErrorOf, type Bundle } from '../make_world.js';
import { providerMake, type ProviderMake } from './provider_make.js';

let nowMs = Date.UTC(2026, 10, 26, 12);
const clock = { now: () => nowMs, advance: (ms: number) => void (nowMs += ms), pass: async (ms: number) => void (nowMs += ms) };
let providers: Providers;
let make: ProviderMake;
beforeAll(async () => void (providers = await startProviders({ clock })));
afterAll(() => providers.close());
beforeEach(() => {
  clock.advance(60_000);
  make = providerMake(providers, clock);
  for (const name of PROVIDERS) {
    providers[name].account.faults.clear();
    providers[name].account.requests.length = 0;
    providers[name].account.balanceUsd = 100;
  }
});

const inKey = { bfl: 'Bfl', deepinfra: 'Deepinfra', replicate: 'Replicate' } as const;
const generate = (name: ProviderName, values: Bundle = {}, key?: string) =>
  make.run(`generate${inKey[name]}Image`, { tier: 'final', prompt: 'A paper boat', download: true, ...(name === 'deepinfra' ? {} : { wait: true }), ...values }, key);
const ASKED = ['bfl', 'replicate'] as const;

test.each(PROVIDERS)('%s: the image comes as a link and as a file, bought once', async (name) => {
  const bundle = await generate(name, { size: 'square', seed: 7 });
  expect(bundle).toMatchObject({ status: 'completed', provider: name, image_count: 1, model: /^flux-2-pro$/i.exec(String(bundle['model']))?.[0], fileName: `${String(bundle['job_id'])}.${name === 'deepinfra' ? 'jpg' : 'png'}`, content_type: name === 'deepinfra' ? 'image/jpeg' : 'image/png' });
  expect(bundle['cost_usd']).toBe({ bfl: 0.03, deepinfra: 0.015, replicate: undefined }[name]);
  expect(bundle['cost_basis']).toBe(name === 'replicate' ? undefined : 'reported-by-response');
  expect((bundle['data'] as Buffer).length).toBeGreaterThan(1000);
  expect(bundle['message']).toBeUndefined();
  expect(make.starts()).toBe(1);
});
