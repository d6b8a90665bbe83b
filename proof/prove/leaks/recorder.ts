import net from 'node:net';
import { RequestStream, type SentRequest } from './request_stream.js';

type Write = (writev: boolean, data: unknown, encoding: BufferEncoding, done: unknown) => unknown;
/** All that a socket sends goes through here, whichever HTTP library wrote it. */
type SocketInside = net.Socket & { server?: unknown; _writeGeneric: Write };

export interface Recording {
  readonly bytes: number;
  /** What was begun and never finished as a request. */
  readonly rests: readonly string[];
}

/**
 * Listens to every byte that this thread's clients send, on all sockets. Servers of the same process, such as the
 * emulator, answer with what nobody takes away from here: they are left out.
 */
export function recordSockets(onRequest: (request: SentRequest) => void): { stop(): Recording } {
  const inside = net.Socket.prototype as SocketInside;
  const real = inside._writeGeneric;
  const streams = new Map<net.Socket, RequestStream>();
  let bytes = 0;

  inside._writeGeneric = function (this: SocketInside, writev, data, encoding, done) {
    // While it connects, the socket comes here once more with the same bytes.
    if (!this.connecting && !this.server) {
      const stream = streams.get(this) ?? new RequestStream(`${this.remoteAddress ?? ''}:${this.remotePort ?? ''}`);
      streams.set(this, stream);
      for (const sent of chunksOf(writev, data, encoding)) {
        bytes += sent.byteLength;
        stream.add(sent).forEach(onRequest);
      }
    }
    return real.call(this, writev, data, encoding, done);
  };
  return {
    stop: () => {
      inside._writeGeneric = real;
      return { bytes, rests: [...streams.values()].map((stream) => stream.rest()).filter((rest) => rest !== '') };
    },
  };
}

function chunksOf(writev: boolean, data: unknown, encoding: BufferEncoding): Buffer[] {
  const toBuffer = (chunk: unknown, written: BufferEncoding) => (typeof chunk === 'string' ? Buffer.from(chunk, written) : Buffer.from(chunk as Uint8Array));
  if (!writev) return [toBuffer(data, encoding)];
  return (data as { chunk: unknown; encoding: BufferEncoding }[]).map((one) => toBuffer(one.chunk, one.encoding));
}
