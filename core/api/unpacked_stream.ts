import { pipeline, Readable, type Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import { boundedStream, type Bounds } from './bounded_stream.js';
import { contentCodings } from './content_codings.js';
import { peek } from './peek.js';

/** The bytes are not packed as is said of them, or break off. */
export class NotUnpacked extends Error {}

/** Each coding takes memory and time of its own, and nobody has a reason for more. */
const MOST_CODINGS = 3;

/** What opens a coding, by its name; `head` is how its bytes begin. */
const UNPACKERS: Readonly<Record<string, ((head: Buffer) => Duplex) | undefined>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: (head) => (isZlib(head) ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  // Only later releases of Node know it, and they tell nothing of one that breaks off; what is announced of its length does.
  ...('createZstdDecompress' in zlib ? { zstd: () => (zlib as unknown as { createZstdDecompress(): Duplex }).createZstdDecompress() } : {}),
};
const TELLING_BYTES = 2;

/** Whether nothing of a body stays packed. @param header the value of `Content-Encoding` */
export function isUnpackable(header: string | null): boolean {
  return contentCodings(header).every((coding) => unpackerOf(coding) !== undefined);
}

function unpackerOf(coding: string): ((head: Buffer) => Duplex) | undefined {
  return Object.hasOwn(UNPACKERS, coding) ? UNPACKERS[coding] : undefined;
}

/**
 * A body as it was before it was packed for the way, whether anybody asked for that or not. Its bounds hold for what comes
 * and for what is unpacked, after each coding: a few bytes can hold a very long text. A coding that nobody knows is left as
 * it is: many hosts say there what is none.
 *
 * @param header the value of `Content-Encoding`
 * @throws NotUnpacked for too many codings; the stream itself ends with it, or as `boundedStream` does
 */
export async function unpackedStream(body: NodeJS.ReadableStream, header: string | null, bounds: Bounds): Promise<Readable> {
  const codings = contentCodings(header);
  if (codings.length > MOST_CODINGS) throw new NotUnpacked('Too many codings');
  let stream = boundedStream(body, bounds);
  for (const coding of codings.reverse()) {
    const unpacker = unpackerOf(coding);
    if (unpacker === undefined) continue;
    const { head, whole } = await peek(stream, TELLING_BYTES);
    // Where there is nothing, nothing was packed.
    stream = head.byteLength === 0 ? whole : boundedStream(unpack(whole, unpacker(head)), { ...bounds, length: undefined });
  }
  return stream;
}

function unpack(packed: Readable, unpacker: Duplex): Readable {
  let broken: Error | null = null;
  packed.once('error', (error) => (broken = error));
  async function* bytes() {
    try {
      yield* pipeline(packed, unpacker, () => undefined) as AsyncIterable<Buffer>;
    } catch (error) {
      throw broken ?? new NotUnpacked('Not packed as it is said', { cause: error });
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}

/** Some hosts that say deflate leave out its header, which RFC 9110 asks for (RFC 1950, section 2.2). */
function isZlib(head: Buffer): boolean {
  return (head[0] ?? 0) % 16 === 8 && head.byteLength > 1 && head.readUInt16BE(0) % 31 === 0;
}
