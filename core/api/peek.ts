import { Readable } from 'node:stream';

/**
 * A stream's first bytes, and the whole stream again.
 *
 * @param bytes how many are wanted; fewer where the stream is shorter
 * @throws whatever the stream ends with while they are read
 */
export async function peek(stream: Readable, bytes: number): Promise<{ readonly head: Buffer; readonly whole: Readable }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const read: Buffer[] = [];
  for (let length = 0; length < bytes; ) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(read);
  async function* all() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: head.subarray(0, bytes), whole: Readable.from(all(), { objectMode: false }) };
}
