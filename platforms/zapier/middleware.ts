import type { BeforeRequestMiddleware } from 'zapier-platform-core';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { ENDPOINTS, type Endpoint } from '../../core/api/endpoints.js';
import { mayCarryKey, providerBaseUrls } from '../../core/providers/hosts.js';
import { PROVIDERS } from '../../core/providers/job.js';

/** The headers that hold a key: Wireflow's, DeepInfra's and Replicate's, and the one that is BFL's own. */
const KEY_HEADERS = new Set(['authorization', 'x-key']);

/**
 * Takes the API keys off every request that must not carry one: keyless endpoints, downloads, other hosts. The clients
 * never put them there; this holds whatever a later step may do.
 */
export const keepKeyHome: BeforeRequestMiddleware = (request) => {
  const call: unknown = request.middlewareData?.['endpoint'];
  if (typeof call === 'string' && isAtHome(call, request.url)) return request;
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => !KEY_HEADERS.has(name.toLowerCase()));
  return { ...request, headers: Object.fromEntries(headers) };
};

/** @param call an endpoint's name, or a provider's with its name before it ("bfl.start") */
function isAtHome(call: string, url: string): boolean {
  const provider = PROVIDERS.find((name) => call.startsWith(`${name}.`));
  if (provider !== undefined) return mayCarryKey(provider, url, providerBaseUrls(process.env)[provider]);
  const endpoints: Readonly<Record<string, Endpoint>> = ENDPOINTS;
  return endpoints[call]?.auth === 'key' && url.startsWith(`${baseUrlFrom(process.env)}/`);
}
