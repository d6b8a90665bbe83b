import type { BeforeRequestMiddleware } from 'zapier-platform-core';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { ENDPOINTS, type EndpointName } from '../../core/api/endpoints.js';

/**
 * Takes the API key off every request that must not carry it: keyless endpoints, downloads, other hosts. The client
 * never puts it there; this holds whatever a later step may do.
 */
export const keepKeyHome: BeforeRequestMiddleware = (request) => {
  const endpoint = request.middlewareData?.['endpoint'] as EndpointName | undefined;
  const mayCarryKey =
    endpoint !== undefined && ENDPOINTS[endpoint].auth === 'key' && request.url.startsWith(`${baseUrlFrom(process.env)}/`);
  if (mayCarryKey) return request;
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...request, headers: Object.fromEntries(headers) };
};
