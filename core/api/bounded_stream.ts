import { addAbortSignal, pipeline, Transform, type Readable } from 'node:stream';

export interface Bounds {
  /** How many bytes were announced; undefined when nobody said. */
  readonly length: number | undefined;
  readonly maxBytes: number;
  /** Ends the stream, however its bytes come: a connection that drips or breaks off may say nothing at all. */
  readonly signal: AbortSignal;
}

export class TooManyBytes extends Error {
  /** As node-fetch calls it: `NetworkError` tells it by this. */
  readonly type = 'max-size';
}

/** The same bytes, ending with an error when they are too many (`TooManyBytes`), too late, or fewer than announced. */
export function boundedStream(body: NodeJS.ReadableStream, { length, maxBytes, signal }: Bounds): Readable {
  let bytes = 0;
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.byteLength;
      done(bytes > maxBytes ? new TooManyBytes() : null, chunk);
    },
    flush: (done) => done(length !== undefined && bytes < length ? new Error('The stream ended early') : null),
  });
  // Whoever reads the stream is told how it ended.
  return addAbortSignal(signal, pipeline(body, counter, () => undefined));
}
