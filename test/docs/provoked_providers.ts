import { buyImages } from '../../core/runs/flux/buy_images.js';
import { NetworkError } from '../../core/api/network_error.js';
import { errors } from 'zapier-platform-core';
import type { WireflowError } from '../../core/model/errors.js';
import { fluxImageFile } from '../../platforms/zapier/flux_hydrator.js';
import { providerBaseUrls, PUBLIC_BASE_URLS } from '../../core/providers/hosts.js';
import type { ProviderName } from '../../core/providers/job.js';
import { knownProviders } from '../../core/providers/known_providers.js';
import { findOffer, type Wish } from '../../core/providers/offers.js';
import { readProviderKey } from '../../core/providers/provider_key.js';
import type { FluxRequest } from '../../core/providers/provider.js';
import { providerWith } from '../../core/providers/providers.js';
import { assertWithinBudget, chooseOffer } from '../../core/runs/flux/choose_offer.js';
import { bothFailed } from '../../core/runs/flux/fallback.js';
import { readJobAddress } from '../../core/runs/flux/job_address.js';
import { recorded, response } from '../helpers/core.js';

const NOW_MS = Date.parse('2026-03-20T12:00:00.000Z');
const WISH: Wish = { tier: 'final', size: 'square', megapixels: 1, inputImages: 0 };

/** A provider whose every request is answered so. */
function answering(name: ProviderName, status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  return providerWith(name, { ...recorded(() => response(status, body, headers)), apiKey: 'fake-key-0123456789', baseUrl: PUBLIC_BASE_URLS[name], now: () => NOW_MS, deadlineMs: Infinity });
}

function breaking(name: ProviderName, error: NetworkError) {
  return providerWith(name, { ...recorded(() => Promise.reject(error)), apiKey: 'fake-key-0123456789', baseUrl: PUBLIC_BASE_URLS[name], now: () => NOW_MS, deadlineMs: Infinity });
}

function request(name: ProviderName): FluxRequest {
  const offer = findOffer(name, WISH);
  if (offer === null) throw new Error(`${name} has no such image`);
  return { offer, prompt: 'A boat', seed: null, format: 'png', inputImages: [] };
}
const start = (name: ProviderName, status: number, body?: unknown, headers?: Record<string, string>) => answering(name, status, body, headers).start(request(name));
const JOB = { provider: 'bfl', id: 'fake', lookUpUrl: null } as const;
const look = (status: number, body?: unknown) => answering('bfl', status, body).look(JOB);
const failure = (run: Promise<unknown>) => run.then(() => { throw new Error('It did not fail'); }, (error: unknown) => error as WireflowError);
const looked = (status: number, body?: unknown) => failure(look(status, body));
const started = (status: number) => failure(start('bfl', status));
const none = () => false;
const all = () => true;

/** Every way in which a step of the image providers can go wrong, through the code that says so. */
export const PROVOKED_BY_PROVIDERS: readonly (() => unknown)[] = [
  () => chooseOffer('cheapest', { ...WISH, tier: 'edit' }, all, '2026-03-20'),
  () => chooseOffer('bfl', WISH, none, '2026-03-20'),
  () => chooseOffer('cheapest', WISH, none, '2026-03-20'),
  () => chooseOffer('deepinfra', { ...WISH, tier: 'ultra' }, all, '2026-03-20'),
  () => chooseOffer('bfl', { ...WISH, size: 'enormous' }, all, '2026-03-20'),
  () => chooseOffer('cheapest', { ...WISH, tier: 'ultra' }, (name) => name === 'deepinfra', '2026-03-20'),
  () => assertWithinBudget(chooseOffer('bfl', WISH, all, '2026-03-20'), 4, 0.01),
  () => readJobAddress('', PUBLIC_BASE_URLS),
  () => readJobAddress('no address', PUBLIC_BASE_URLS),
  () => answering('bfl', 200).look({ ...JOB, lookUpUrl: 'https://example.com/get_result?id=fake' }),
  () => readProviderKey('bfl', 'fake\nkey'),
  () => knownProviders({ keys: {}, environment: {}, ...recorded(() => response(200, {})), now: () => NOW_MS, deadlineMs: Infinity, signal: new AbortController().signal }).provider('bfl'),
  () => providerBaseUrls({ BFL_BASE_URL: 'https://example.com' }),
  () => start('bfl', 402, { detail: 'Insufficient credits.' }),
  () => start('replicate', 402, { detail: 'Payment required' }),
  () => start('bfl', 403, { detail: 'Not authenticated' }),
  () => start('deepinfra', 401),
  () => start('bfl', 429, { detail: 'Too many active tasks.' }),
  () => start('bfl', 423, { detail: 'Locked' }),
  () => start('bfl', 404),
  () => look(404),
  () => look(200, { status: 'Task not found' }),
  () => start('bfl', 413),
  () => start('bfl', 301),
  () => start('bfl', 503, { detail: 'The service is shedding requests' }),
  () => start('bfl', 500),
  () => look(500),
  () => start('bfl', 422, { detail: [{ loc: ['body', 'prompt'], msg: 'Too long.' }] }),
  () => start('bfl', 200, '<html>'),
  () => look(200, '<html>'),
  () => start('bfl', 200, {}),
  () => start('replicate', 201, {}),
  () => start('deepinfra', 200, { inference_status: { status: 'running' } }),
  () => answering('deepinfra', 200).look({ provider: 'deepinfra', id: 'fake', lookUpUrl: null }),
  () => answering('bfl', 200, {}).balance?.(),
  () => breaking('bfl', new NetworkError(true, false)).look(JOB),
  () => breaking('bfl', new NetworkError(false, false)).start(request('bfl')),
  () => breaking('bfl', new NetworkError(false, true)).start(request('bfl')),
  () => buyImages(answering('bfl', 200), request('bfl'), 1, { clock: { now: () => NOW_MS, sleep: async () => undefined }, deadlineMs: Infinity, signal: AbortSignal.abort() }),
  async () => {
    const [first, second] = await Promise.all([looked(402, { detail: 'Empty' }), started(500)]);
    throw bothFailed(first, second);
  },
  () => fluxImageFile({ errors, request: async () => ({ status: 200, headers: new Headers(), content: JSON.stringify({ status: 'Pending' }), request: {} }) } as never, { authData: { bfl_key: 'fake-key-0123456789' }, inputData: { job: 'bfl:fake', image: 1 } } as never),
  () => {
    const job = { status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/fake.png' } };
    const request = async ({ url }: { url: string }) => (url.includes('get_result') ? { status: 200, headers: new Headers(), content: JSON.stringify(job) } : { status: 500, headers: new Headers() });
    return fluxImageFile({ errors, request } as never, { authData: { bfl_key: 'fake-key-0123456789' }, inputData: { job: 'bfl:fake', image: 1 } } as never);
  },
];
