import { Agent, request, type Dispatcher } from 'undici';
import { checkedLookup } from './checked_lookup.js';
import { NetworkError } from './network_error.js';
import { MAX_REPLY_BYTES, type Transport } from './transport.js';

/** A transport for programs that are no Zapier app: Node's undici, no redirects, no retries. */
export function undiciTransport(): Transport {
  let checked: Dispatcher | undefined;
  return async ({ endpoint, method, url, headers, body, timeoutMs, signal, maxReplyBytes = MAX_REPLY_BYTES }) => {
    try {
      const time = AbortSignal.timeout(timeoutMs);
      // Where to put a large file is the one address that a reply of the service names, and not we.
      if (endpoint === 'mediaUploadPut') checked ??= new Agent({ connect: { lookup: checkedLookup } });
      const response = await request(url, {
        method,
        headers,
        body: body ?? null,
        signal: signal === undefined ? time : AbortSignal.any([time, signal]),
        ...(endpoint === 'mediaUploadPut' && checked !== undefined ? { dispatcher: checked } : {}),
      });
      return {
        status: response.statusCode,
        header: (name) => [response.headers[name.toLowerCase()]].flat()[0] ?? null,
        text: await textUpTo(response.body, maxReplyBytes),
      };
    } catch (error) {
      throw NetworkError.from(error);
    }
  };
}

async function textUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw Object.assign(new Error('The reply is too large'), { type: 'max-size' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
