import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { boundedStream, TooManyBytes } from '../../../core/api/bounded_stream.js';

const bounds = { length: undefined, maxBytes: 6, signal: new AbortController().signal };
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

test.each<[string, (silent: PassThrough) => NodeJS.Timeout | null]>([
  ['breaks off without a word', () => null],
  ['drips, so that it is never silent for long', (dripping) => setInterval(() => dripping.write('.'), 2)],
])('a connection that %s is given up when the time is over', async (_what, behave) => {
  const [source, time] = [new PassThrough(), new AbortController()];
  source.write('abc');
  const dripping = behave(source);
  setTimeout(() => time.abort(), 30);
  await expect(read(boundedStream(source, { ...bounds, maxBytes: 1_000, signal: time.signal }))).rejects.toMatchObject({ name: 'AbortError' });
  expect(source.destroyed).toBe(true);
  clearInterval(dripping ?? undefined);
});

test('a stream that is opened after the time is over gives nothing', async () => {
  await expect(read(boundedStream(body('abc'), { ...bounds, signal: AbortSignal.abort() }))).rejects.toMatchObject({ name: 'AbortError' });
});

test('a body that fails before anybody reads it fails the reader, and nothing else', async () => {
  const failing = new PassThrough();
  const bounded = boundedStream(failing, bounds);
  failing.destroy(new Error('reset'));
  await new Promise(setImmediate);
  await expect(read(bounded)).rejects.toThrow();
});
