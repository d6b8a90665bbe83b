import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { endsAfter } from '../../../../../core/api/ends_after.js';
import { NetworkError } from '../../../../../core/api/network_error.js';
import type { HttpResponse, Transport } from '../../../../../core/api/transport.js';
import { isObject } from '../../../../../core/json.js';
import type { Host } from './connection.js';
import { inTime } from './in_time.js';

/**
 * A transport on n8n's own request helpers, so that its proxies and its allowed domains count. Where the core sends a key,
 * n8n puts it in from the credential.
 *
 * @param credentialFor the credential whose key goes to an address
 */
export function n8nTransport(host: Host, credentialFor: (url: string) => string): Transport {
  return async ({ method, url, headers: { authorization, 'x-key': xKey, ...headers }, body, timeoutMs, signal: step }) => {
    const time = endsAfter(timeoutMs);
    const signal = step === undefined ? time : AbortSignal.any([time, step]);
    const options: IHttpRequestOptions = {
      method,
      url,
      headers,
      timeout: timeoutMs,
      abortSignal: signal,
      encoding: 'text',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    };
    const sent: Promise<IN8nHttpFullResponse> =
      authorization !== undefined || xKey !== undefined
        ? host.helpers.httpRequestWithAuthentication.call(host, credentialFor(url), options)
        : host.helpers.httpRequest(options);
    return inTime(sent, signal).then(readResponse, networkError);
  };
}

function readResponse({ statusCode, headers, body }: IN8nHttpFullResponse): HttpResponse {
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name.toLowerCase()];
      return value === undefined || value === null ? null : String(value);
    },
    text: typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body),
  };
}

function networkError(cause: unknown): never {
  // The HTTP library behind the helper has one code for "broke off" and "took too long".
  const isTimeout = isObject(cause) && /timeout of \d+ ?ms/i.test(`${String(cause['message'])} ${String((cause['cause'] as Error | undefined)?.message)}`);
  const error = NetworkError.from(cause);
  throw isTimeout ? new NetworkError(true, error.mayHaveArrived) : error;
}
