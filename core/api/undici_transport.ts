import type { Readable } from 'node:stream';
import { Agent, request, type Dispatcher } from 'undici';
import { readText, type BegunReply } from './begun_reply.js';
import type { Bounds } from './bounded_stream.js';
import { checkedLookup } from './checked_lookup.js';
import { endsAfter } from './ends_after.js';
import { NetworkError } from './network_error.js';
import { MAX_REPLY_BYTES, type Transport } from './transport.js';
import { NotUnpacked, unpackedStream } from './unpacked_stream.js';

/** A transport for programs that are no Zapier app: Node's undici, no redirects, no retries. */
export function undiciTransport(): Transport {
  let checked: Dispatcher | undefined;
  return async ({ endpoint, method, url, headers, body, timeoutMs, signal, maxReplyBytes = MAX_REPLY_BYTES }) => {
    let begun: BegunReply | null = null;
    try {
      const time = endsAfter(timeoutMs);
      const until = signal === undefined ? time : AbortSignal.any([time, signal]);
      // Where to put a large file is the one address that a reply of the service names, and not we.
      if (endpoint === 'mediaUploadPut') checked ??= new Agent({ connect: { lookup: checkedLookup } });
      const response = await request(url, {
        method,
        headers,
        body: body ?? null,
        signal: until,
        ...(endpoint === 'mediaUploadPut' && checked !== undefined ? { dispatcher: checked } : {}),
      });
      const packing = [response.headers['content-encoding']].flat().join();
      begun = { status: response.statusCode, header: (name) => [response.headers[name.toLowerCase()]].flat()[0] ?? null, text: '' };
      await readUnpacked(response.body, packing, { maxBytes: maxReplyBytes, signal: until }, begun);
      return begun;
    } catch (error) {
      throw NetworkError.from(error, begun);
    }
  };
}

/** What can't be unpacked says nothing; its status and its headers still do. */
async function readUnpacked(body: Readable, packing: string, bounds: Omit<Bounds, 'length'>, begun: BegunReply): Promise<void> {
  try {
    await readText(await unpackedStream(body, packing, { ...bounds, length: undefined }), bounds.maxBytes, begun);
  } catch (error) {
    if (!(error instanceof NotUnpacked)) throw error;
    begun.text = '';
  }
}
