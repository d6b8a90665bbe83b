import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { readText, type BegunReply } from '../../../../../core/api/begun_reply.js';
import { endsAfter } from '../../../../../core/api/ends_after.js';
import { NetworkError } from '../../../../../core/api/network_error.js';
import { MAX_REPLY_BYTES, type HttpResponse, type Transport } from '../../../../../core/api/transport.js';
import { isObject } from '../../../../../core/json.js';
import type { Host } from './connection.js';
import { inTime } from './in_time.js';
import { stopSignalFor } from './stop_signal.js';

/**
 * A transport on n8n's own request helpers, so that its proxies and its allowed domains count. Where the core sends a key,
 * n8n puts it in from the credential.
 *
 * @param credentialFor the credential whose key goes to an address
 */
export function n8nTransport(host: Host, credentialFor: (url: string) => string): Transport {
  return async ({ method, url, headers: { authorization, 'x-key': xKey, ...headers }, body, timeoutMs, signal: step, maxReplyBytes = MAX_REPLY_BYTES }) => {
    const signal = AbortSignal.any([endsAfter(timeoutMs), ...(step === undefined ? [] : [step]), ...stopSignalFor(host, method)]);
    const options: IHttpRequestOptions = {
      method,
      url,
      headers,
      timeout: timeoutMs,
      abortSignal: signal,
      encoding: 'stream',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    };
    const sent: Promise<IN8nHttpFullResponse> =
      authorization !== undefined || xKey !== undefined
        ? host.helpers.httpRequestWithAuthentication.call(host, credentialFor(url), options)
        : host.helpers.httpRequest(options);
    let begun: BegunReply | null = null;
    let pieces: Pieces | null = null;
    try {
      const { statusCode, headers: told, body: answer } = await inTime(sent, signal);
      pieces = answer as unknown as Pieces;
      begun = { status: statusCode, header: (name) => headerIn(told, name), text: '' };
      await inTime(readText(pieces, maxReplyBytes, begun), signal);
      return begun;
    } catch (error) {
      // What was given up would be read on for as long as it comes.
      pieces?.destroy?.();
      throw networkError(error, begun);
    }
  };
}

function headerIn(headers: IN8nHttpFullResponse['headers'], name: string): string | null {
  const value = headers[name.toLowerCase()];
  return value === undefined || value === null ? null : String(value);
}

type Pieces = AsyncIterable<Buffer> & { destroy?(): void };

function networkError(cause: unknown, begun: HttpResponse | null): NetworkError {
  // The HTTP library behind the helper has one code for "broke off" and "took too long".
  const isTimeout = isObject(cause) && /timeout of \d+ ?ms/i.test(`${String(cause['message'])} ${String((cause['cause'] as Error | undefined)?.message)}`);
  const error = NetworkError.from(cause, begun);
  return isTimeout ? new NetworkError(true, error.mayHaveArrived, [], begun) : error;
}
