import { readText, type BegunReply } from './begun_reply.js';
import { endsAfter } from './ends_after.js';
import { NetworkError } from './network_error.js';
import { MAX_REPLY_BYTES, type Transport } from './transport.js';

export interface FetchTransportOptions {
  /** Node's own where nothing is given. */
  readonly fetch?: typeof fetch;
  /** Asked before a request goes to an address that a reply of the service names, and not we; throws to refuse it. */
  readonly checkAddress?: (url: string) => Promise<void>;
}

/** A transport for programs that have nothing but the Fetch standard: no redirects, no retries, no endless bodies. */
export function fetchTransport({ fetch: fetchNow = fetch, checkAddress }: FetchTransportOptions = {}): Transport {
  return async ({ endpoint, method, url, headers, body, timeoutMs, signal, maxReplyBytes = MAX_REPLY_BYTES }) => {
    let begun: BegunReply | null = null;
    try {
      if (endpoint === 'mediaUploadPut') await checkAddress?.(url);
      const time = endsAfter(timeoutMs);
      const response = await fetchNow(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body as string | Uint8Array<ArrayBuffer> }),
        redirect: 'manual',
        signal: signal === undefined ? time : AbortSignal.any([time, signal]),
      });
      begun = { status: response.status, header: (name) => response.headers.get(name), text: '' };
      await readText(piecesOf(response), maxReplyBytes, begun);
      return begun;
    } catch (error) {
      throw NetworkError.from(error, begun);
    }
  };
}

/** A body, piece by piece: not every browser lets one go through a stream. Whoever stops half-way ends it. */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
