import { ASPECT_RATIOS, MEGAPIXELS, TIERS } from '../../core/providers/tiers.js';
import { PROVIDERS, type ProviderName } from '../../core/providers/job.js';
import { findOffer } from '../../core/providers/offers.js';
import { IMAGE_FORMATS } from '../../core/providers/provider.js';
import type { Recorded } from '../../emulators/providers/http/serve.js';
import { ended, providerWorld, requestTo, type ProviderWorld } from '../core/providers/provider_world.js';
import { Contract, contractsFolder, ModelSchemas } from './contracts.js';

const folder = contractsFolder();
const models = new ModelSchemas(folder);
const contracts: Readonly<Record<ProviderName, Contract>> = {
  bfl: new Contract('bfl', folder, ''),
  deepinfra: new Contract('deepinfra', folder, ''),
  replicate: new Contract('replicate', folder, '/v1'),
};

let world: ProviderWorld;
beforeEach(async () => void (world = await providerWorld({ balanceUsd: 1_000 })));
afterEach(() => world.emulators.close());

const calls = (name: ProviderName): Recorded[] => world[name].account.requests.filter(({ url }) => !url.startsWith('/delivery'));

/** What the contracts have against everything that was exchanged, and how many replies they had no word about. */
function judged(name: ProviderName): { faults: string[]; unjudged: number } {
  const requests = calls(name);
  const replies = requests.map((request) => contracts[name].replyFaults(request));
  return { faults: [...requests.flatMap((request) => contracts[name].requestFaults(request)), ...replies.flatMap((faults) => faults ?? [])], unjudged: replies.filter((faults) => faults === null).length };
}

test.each(PROVIDERS)('every request for every offer of %s keeps the contract', async (name) => {
  let offers = 0;
  for (const { key: tier } of TIERS) {
    for (const megapixels of MEGAPIXELS) {
      for (const size of ASPECT_RATIOS) {
        for (const inputImages of [0, 1, 3]) {
          const offer = findOffer(name, { tier, size, megapixels, inputImages });
          if (offer === null) continue;
          for (const format of IMAGE_FORMATS) {
            // Only the request counts here: the answer is refused, so that nothing is drawn.
            world[name].account.faults.add({ on: 'start', answer: 400, body: { detail: 'Not today' } });
            await world.provider(name).start({ ...requestTo(name), offer, format, seed: offers % 2 === 0 ? 7 : null, inputImages: Array.from({ length: inputImages }, (_, index) => `https://example.com/${index}.png`) }).catch(() => null);
            offers += 1;
          }
        }
      }
    }
  }
  expect(offers).toBeGreaterThan(50);
  expect(calls(name)).toHaveLength(offers);
  expect(calls(name).flatMap((request) => contracts[name].requestFaults(request))).toEqual([]);
  if (name === 'replicate') {
    const inputs = calls(name).map(({ url, body }) => [url.split('/')[4] ?? '', (JSON.parse(body) as { input: object }).input] as const);
    expect([...new Set(inputs.flatMap(([model, input]) => models.inputFaults(model, input)))]).toEqual([]);
  }
}, 60_000);

test.each(PROVIDERS)('what the emulator of %s answers keeps the contract, from the start to the end', async (name) => {
  const adapter = world.provider(name);
  await adapter.checkKey();
  await adapter.balance?.();
  for (const { key: tier } of TIERS) {
    const offer = MEGAPIXELS.map((megapixels) => findOffer(name, { tier, size: '1:1', megapixels, inputImages: tier === 'edit' ? 1 : 0 })).find((found) => found !== null);
    if (offer === undefined || offer === null) continue;
    const started = await adapter.start({ ...requestTo(name), offer, inputImages: tier === 'edit' ? ['https://example.com/a.png'] : [] });
    const done = await ended(world, started);
    if (name === 'replicate') {
      const { output } = JSON.parse(calls(name).at(-1)?.reply ?? '') as { output: unknown };
      expect(models.outputFaults(done.model.split('/')[1] ?? '', output)).toEqual([]);
    }
  }
  for (const prompt of ['forbidden-prompt', 'forbidden-picture']) {
    if (name === 'deepinfra') await adapter.start(requestTo(name, { prompt, wish: { tier: 'final' } }));
    else await ended(world, await adapter.start(requestTo(name, { prompt })));
  }
  if (adapter.cancel !== null) await adapter.cancel(await adapter.start(requestTo(name)));
  expect(judged(name)).toEqual({ faults: [], unjudged: 0 });
}, 60_000);

test('the other ways in keep the contracts too', async () => {
  const { bfl, deepinfra, replicate } = world.emulators;
  const send = (url: string, key: Record<string, string>, body: object) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...key }, body: JSON.stringify(body) });
  const bearer = { authorization: `Bearer ${deepinfra.account.key}` };
  await send(`${bfl.url}/flux-2-pro`, { 'x-key': bfl.account.key }, { prompt: 'x', webhook_url: 'http://127.0.0.1:9/', webhook_secret: 's' });
  await send(`${bfl.url}/flux-2-pro`, { 'x-key': bfl.account.key }, { prompt: 'x', width: 3072, height: 1728 });
  await fetch(`${bfl.url}/get_result?id=nobody`);
  for (const route of ['openai/images/generations', 'images/generations']) {
    await send(`${deepinfra.url}/${route}`, bearer, { model: 'black-forest-labs/FLUX-1-schnell', prompt: 'x', size: '256x256' });
    await send(`${deepinfra.url}/${route}`, bearer, { model: 'black-forest-labs/FLUX-1-schnell', prompt: 'x', size: '256x256', response_format: 'url' });
  }
  await send(`${deepinfra.url}/inference/black-forest-labs/FLUX-1-schnell`, bearer, { prompt: 'x', webhook: 'http://127.0.0.1:9/' });
  await send(`${deepinfra.url}/inference/black-forest-labs/FLUX-1-schnell`, bearer, { prompt: 'x', width: 5000 });
  await send(`${deepinfra.url}/request-costs`, bearer, { requestIds: ['nobody'] });
  await fetch(`${replicate.url}/webhooks/default/secret`, { headers: { authorization: `Bearer ${replicate.account.key}` } });
  await send(`${replicate.url}/models/black-forest-labs/flux-schnell/predictions`, { authorization: `Bearer ${replicate.account.key}`, prefer: 'wait=60' }, { input: { prompt: 'x' }, webhook: 'http://127.0.0.1:9/', webhook_events_filter: ['completed'] });
  for (const name of PROVIDERS) expect(judged(name)).toEqual({ faults: [], unjudged: 0 });
});

test('the judge has eyes', async () => {
  const { account, url } = world.emulators.bfl;
  await fetch(`${url}/flux-2-pro`, { method: 'POST', headers: { 'x-key': account.key, 'content-type': 'application/json' }, body: JSON.stringify({ prompt: 'x', aspect_ratio: '16:9', safety_tolerance: 9 }) });
  expect(judged('bfl').faults).toEqual([expect.stringContaining('/safety_tolerance'), expect.stringContaining('no field aspect_ratio')]);
  account.faults.add({ on: 'account', replace: { credits: 'many' } });
  await fetch(`${url}/credits`, { headers: { 'x-key': account.key } });
  expect(judged('bfl').faults.at(-1)).toContain('/credits must be number');
  expect(models.inputFaults('flux-schnell', { prompt: 5, megapixels: '2', width: 5 })).toHaveLength(3);
});
