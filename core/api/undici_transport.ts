import { request } from 'undici';
import { NetworkError } from './network_error.js';
import { MAX_REPLY_BYTES, type Transport } from './transport.js';

/** A transport for programs that are no Zapier app: Node's undici, no redirects, no retries. */
export function undiciTransport(): Transport {
  return async ({ method, url, headers, body, timeoutMs, maxReplyBytes = MAX_REPLY_BYTES }) => {
    try {
      const response = await request(url, { method, headers, body: body ?? null, signal: AbortSignal.timeout(timeoutMs) });
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
    if (bytes > maxBytes) throw new Error('The reply is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
