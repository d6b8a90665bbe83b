import type { HttpRequest } from '../../../core/api/transport.js';
import { PUBLIC_BASE_URLS } from '../../../core/providers/hosts.js';
import type { ProviderName } from '../../../core/providers/job.js';
import type { Model } from '../../../core/providers/models.js';
import type { FluxRequest, ImageFormat, Provider } from '../../../core/providers/provider.js';
import { providerWith } from '../../../core/providers/providers.js';

/** What stands in a captured request for what a person will have filled in. */
export const MARKS = { key: 'THE-KEY', prompt: 'THE-PROMPT', ratio: 'THE-RATIO', level: 'THE-LEVEL', image: 'https://image.example/', job: 'THE-JOB', width: 70_001, height: 70_002, seed: 70_003 } as const;

/**
 * The requests that the core's own adapter sends, so that Make sends the same: nothing goes out, since the wire only looks.
 *
 * @param act what is done with the adapter
 */
function requestOf(provider: ProviderName, act: (adapter: Provider) => Promise<unknown>): HttpRequest {
  const sent: HttpRequest[] = [];
  const transport = (request: HttpRequest): Promise<never> => {
    sent.push(request);
    return new Promise(() => undefined);
  };
  // An adapter hands its request to the wire before it waits for anything.
  void act(providerWith(provider, { transport, apiKey: MARKS.key, baseUrl: PUBLIC_BASE_URLS[provider], now: () => 0, deadlineMs: Infinity }));
  const [request] = sent;
  if (request === undefined) throw new Error(`The adapter of ${provider} sent nothing`);
  return request;
}

export interface Marked {
  readonly format: ImageFormat;
  readonly hasSeed: boolean;
  readonly hasImage: boolean;
}

/** The start of a picture of this model, with marks for what is filled in. */
export function startOf(model: Model, { format, hasSeed, hasImage }: Marked): HttpRequest {
  const request: FluxRequest = {
    offer: { provider: model.provider, model, megapixels: 1, aspectRatio: MARKS.ratio, sides: { width: MARKS.width, height: MARKS.height }, level: MARKS.level },
    prompt: MARKS.prompt,
    seed: hasSeed ? MARKS.seed : null,
    format,
    inputImages: hasImage ? [MARKS.image] : [],
  };
  return requestOf(model.provider, (adapter) => adapter.start(request));
}

export function lookAt(provider: ProviderName): HttpRequest {
  return requestOf(provider, (adapter) => adapter.look({ provider, id: MARKS.job, lookUpUrl: null }));
}

/** The free request that tells whether a key is accepted. */
export function keyCheck(provider: ProviderName): HttpRequest {
  return requestOf(provider, (adapter) => adapter.checkKey());
}
