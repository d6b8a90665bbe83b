import type { IncomingMessage } from 'node:http';

/** More than any request of the service may hold: the largest upload has 25 MB. */
const MOST_READ_BYTES = 26 * 1024 * 1024;

/** The body of a request; null when it is larger than anything that the service takes, and was not read to its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > MOST_READ_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
