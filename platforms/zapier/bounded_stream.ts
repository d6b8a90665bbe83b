import { pipeline, Transform, type Readable } from 'node:stream';

export interface Bounds {
  /** How many bytes were announced; undefined when nobody said. */
  readonly length: number | undefined;
  readonly maxBytes: number;
  /** How long the whole stream may take, in ms; a connection that breaks off may say nothing at all. */
  readonly timeoutMs: number;
}

export class TooManyBytes extends Error {}

/** The same bytes, ending with an error when they are too many (`TooManyBytes`), too late, or fewer than announced. */
export function boundedStream(body: NodeJS.ReadableStream, { length, maxBytes, timeoutMs }: Bounds): Readable {
  let bytes = 0;
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.byteLength;
      done(bytes > maxBytes ? new TooManyBytes() : null, chunk);
    },
    flush: (done) => done(length !== undefined && bytes < length ? new Error('The stream ended early') : null),
  });
  const bounded = pipeline(body, counter, () => clearTimeout(timer));
  const timer = setTimeout(() => counter.destroy(new Error('The stream took too long')), timeoutMs);
  return bounded;
}
