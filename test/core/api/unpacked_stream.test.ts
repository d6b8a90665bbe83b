import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as zlib from 'node:zlib';
import { TooManyBytes } from '../../../core/api/bounded_stream.js';
import { isUnpackable, NotUnpacked, unpackedStream } from '../../../core/api/unpacked_stream.js';

const FILE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * index) % 251))]);
const bounds = { length: undefined, maxBytes: 1_000_000, signal: new AbortController().signal };
const inPieces = (bytes: Buffer, size: number) => Readable.from(Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)));
const open = async (bytes: Buffer, header: string | null, more: Partial<typeof bounds> = {}, size = 16_000) => buffer(await unpackedStream(inPieces(bytes, size), header, { ...bounds, ...more }));
const { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } = zlib;
const zstd = (zlib as unknown as { zstdCompressSync?: (bytes: Buffer) => Buffer }).zstdCompressSync;

const PACKED: readonly (readonly [header: string | null, bytes: Buffer])[] = [
  [null, FILE], ['', FILE], ['identity', FILE], ['gzip', gzipSync(FILE)], ['GZIP', gzipSync(FILE)], ['x-gzip', gzipSync(FILE)], ['gzip, identity', gzipSync(FILE)], ['deflate', deflateSync(FILE)], ['Deflate', deflateRawSync(FILE)],
  ['br', brotliCompressSync(FILE)], ['gzip, br', brotliCompressSync(gzipSync(FILE))], [' br ,GZip', gzipSync(brotliCompressSync(FILE))], ['gzip,gzip,gzip', gzipSync(gzipSync(gzipSync(FILE)))],
  ...(zstd ? [['zstd', zstd(FILE)] as const] : []),
]; // prettier-ignore

describe.each([1, 3, 100_000])('in pieces of %d bytes', (size) => {
  test.each(size === 1 ? PACKED.filter(([, { byteLength }]) => byteLength < 5_000) : PACKED)('what came as %j is as it was', async (header, bytes) => {
    expect((await open(bytes, header, {}, size)).equals(FILE)).toBe(true);
  });
});

// Of zstd, Node does not tell.
test.each(PACKED.filter(([header]) => header && header !== 'identity' && header !== 'zstd'))('of what came as %j and breaks off, nothing passes for the whole', async (header, bytes) => {
  for (const end of [3, bytes.byteLength >> 1, bytes.byteLength - 1]) await expect(open(bytes.subarray(0, end), header)).rejects.toBeInstanceOf(NotUnpacked);
});

test.each(['gzip', 'br', 'gzip, br', ...(zstd ? ['zstd'] : [])])('a file that only calls itself %s is told apart', async (header) => {
  await expect(open(FILE, header)).rejects.toBeInstanceOf(NotUnpacked);
});

test.each(['gzip', 'deflate', 'br', 'gzip, br'])('nothing at all, called %s, is nothing', async (header) => {
  expect(await open(Buffer.alloc(0), header)).toHaveLength(0);
});

test.each<[string, Buffer]>([['gzip', gzipSync(Buffer.alloc(5_000_000))], ['br', brotliCompressSync(Buffer.alloc(5_000_000))], ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(5_000_000)))], ['br, gzip', gzipSync(brotliCompressSync(Buffer.alloc(5_000_000)))]])('what becomes too long when %s is taken off is given up', async (header, bytes) => {
  await expect(open(bytes, header)).rejects.toBeInstanceOf(TooManyBytes);
}); // prettier-ignore

test('a layer between is bounded too', async () => {
  // Gzip with a name of three million letters, and next to nothing in it (RFC 1952, section 2.3).
  const padded = Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.alloc(3_000_000, 'a'), Buffer.from([0]), gzipSync(Buffer.from('x')).subarray(10)]);
  expect(zlib.gunzipSync(padded).toString()).toBe('x');
  await expect(open(gzipSync(padded), 'gzip, gzip')).rejects.toBeInstanceOf(TooManyBytes);
});

test('more codings than anybody needs are not taken off', async () => {
  await expect(open(FILE, 'gzip, gzip, gzip, gzip')).rejects.toBeInstanceOf(NotUnpacked);
});

test.each(['utf-8', 'aws-chunked', 'constructor', 'compress'])('a coding %s is left as it is, and known to be', async (header) => {
  expect((await open(FILE, header)).equals(FILE)).toBe(true);
  expect([isUnpackable(header), isUnpackable('gzip')]).toEqual([false, true]);
});

test('a connection that breaks is no lie about the packing', async () => {
  const breaking = Readable.from((async function* () {
    yield gzipSync(FILE).subarray(0, 50);
    throw new Error('reset');
  })()); // prettier-ignore
  await expect(unpackedStream(breaking, 'gzip', bounds).then(buffer)).rejects.toThrow('reset');
});

test('fewer bytes than announced are no whole file, however they are packed', async () => {
  const bytes = gzipSync(FILE);
  await expect(unpackedStream(inPieces(bytes, 100_000), 'gzip', { ...bounds, length: bytes.byteLength + 1 }).then(buffer)).rejects.toThrow('ended early');
});

test('its time ends it, packed or not', async () => {
  const time = new AbortController();
  const silent = new Readable({ read: () => undefined });
  silent.push(gzipSync(FILE).subarray(0, 100));
  setTimeout(() => time.abort(), 20);
  await expect(unpackedStream(silent, 'gzip', { ...bounds, signal: time.signal }).then(buffer)).rejects.toMatchObject({ name: 'AbortError' });
  expect(silent.destroyed).toBe(true);
});
