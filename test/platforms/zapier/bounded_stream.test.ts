import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { boundedStream, TooManyBytes } from '../../../platforms/zapier/bounded_stream.js';

const bounds = { length: undefined, maxBytes: 6, timeoutMs: 1_000 };
const body = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const read = (stream: Readable) => buffer(stream).then((bytes) => bytes.toString());

test.each([[undefined], [6]])('what keeps to its bounds comes as it is, with %p bytes announced', async (length) => {
  await expect(read(boundedStream(body('abc', 'def'), { ...bounds, length }))).resolves.toBe('abcdef');
});

test('too many bytes end it, though nobody announced how many there would be', async () => {
  await expect(read(boundedStream(body('abc', 'defg'), bounds))).rejects.toBeInstanceOf(TooManyBytes);
});

test('fewer bytes than announced are no whole file', async () => {
  await expect(read(boundedStream(body('abc'), { ...bounds, length: 4 }))).rejects.toThrow('ended early');
});

test('a connection that breaks off without a word is given up in time', async () => {
  const silent = new PassThrough();
  silent.write('abc');
  await expect(read(boundedStream(silent, { ...bounds, timeoutMs: 20 }))).rejects.toThrow('too long');
  expect(silent.destroyed).toBe(true);
});

test('a body that fails before anybody reads it fails the reader, and nothing else', async () => {
  const failing = new PassThrough();
  const bounded = boundedStream(failing, bounds);
  failing.destroy(new Error('reset'));
  await new Promise(setImmediate);
  await expect(read(bounded)).rejects.toThrow();
});
