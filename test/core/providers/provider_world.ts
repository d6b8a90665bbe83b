import { undiciTransport } from '../../../core/api/undici_transport.js';
import type { HttpRequest } from '../../../core/api/transport.js';
import { jobHasEnded, type Job, type ProviderName } from '../../../core/providers/job.js';
import { findOffer, type Offer, type Wish } from '../../../core/providers/offers.js';
import type { FluxRequest, Provider } from '../../../core/providers/provider.js';
import { providerWith } from '../../../core/providers/providers.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import type { ProviderEmulatorOptions } from '../../../emulators/providers/account.js';

export const SECOND_MS = 1_000;

/** The three emulators, and adapters that read the clock of each. */
export async function providerWorld(options: ProviderEmulatorOptions = {}) {
  const emulators: Providers = await startProviders({ pictures: 'plain', ...options });
  const sent: HttpRequest[] = [];
  const wire = undiciTransport();
  const provider = (name: ProviderName, { apiKey = emulators[name].account.key, deadlineMs = Infinity, baseUrl = emulators[name].url } = {}): Provider =>
    providerWith(name, {
      transport: async (request) => {
        sent.push(request);
        return wire({ ...request, timeoutMs: Math.min(request.timeoutMs, 5_000) });
      },
      apiKey,
      baseUrl,
      now: () => emulators[name].account.clock.now(),
      deadlineMs,
    });
  return { ...emulators, emulators, provider, sent, posts: () => sent.filter(({ method }) => method === 'POST') };
}

export type ProviderWorld = Awaited<ReturnType<typeof providerWorld>>;

export function offerAt(provider: ProviderName, wish: Partial<Wish> = {}): Offer {
  const offer = findOffer(provider, { tier: provider === 'deepinfra' ? 'draft' : 'final', size: '1:1', megapixels: 1, inputImages: 0, ...wish });
  if (offer === null) throw new Error('There is no such offer');
  return offer;
}

export function requestTo(provider: ProviderName, parts: Partial<FluxRequest> & { readonly wish?: Partial<Wish> } = {}): FluxRequest {
  const { wish, ...rest } = parts;
  return { offer: offerAt(provider, wish), prompt: 'A lighthouse at dusk', seed: 7, format: 'png', inputImages: [], ...rest };
}

/** Looks at a job until it has ended, half a minute apart. */
export async function ended(world: ProviderWorld, job: Job): Promise<Job> {
  let seen = job;
  for (let looks = 0; !jobHasEnded(seen) && looks < 10; looks += 1) {
    world.emulators[job.provider].account.clock.advance(2 * SECOND_MS);
    seen = await world.provider(job.provider).look(seen);
  }
  return seen;
}
