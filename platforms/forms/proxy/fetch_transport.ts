import { NetworkError } from '../../../core/api/network_error.js';
import { MAX_REPLY_BYTES, type Transport } from '../../../core/api/transport.js';

/** A transport for hosts that have nothing but the Fetch standard: no redirects, no retries. */
export function fetchTransport(fetchNow: typeof fetch): Transport {
  return async ({ method, url, headers, body, timeoutMs }) => {
    try {
      const response = await fetchNow(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body as string }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, header: (name) => response.headers.get(name), text: await textUpTo(response, MAX_REPLY_BYTES) };
    } catch (error) {
      throw NetworkError.from(error);
    }
  };
}

async function textUpTo(response: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostBytes) throw new Error('The reply is too large');
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
