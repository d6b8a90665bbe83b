import type { HttpResponse } from './transport.js';

/** A reply whose text is still coming: what has come by the time it breaks off may name what was started. */
export type BegunReply = HttpResponse & { text: string };

/**
 * Reads a reply's text, piece by piece, into `begun`.
 *
 * @param mostBytes n8n and the Fetch standard bound no reply, nor what becomes of it when it is unpacked
 * @throws with the type `max-size` where there are more; whatever the pieces end with
 */
export async function readText(pieces: AsyncIterable<Uint8Array>, mostBytes: number, begun: BegunReply): Promise<void> {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw Object.assign(new Error('The reply is too large'), { type: 'max-size' });
    begun.text += decoder.decode(piece, { stream: true });
  }
  begun.text += decoder.decode();
}
