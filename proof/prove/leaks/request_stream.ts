/** A request as it left the process. */
export interface SentRequest {
  /** `host:port` that the socket was connected to. */
  readonly to: string;
  readonly method: string;
  readonly path: string;
  /** Header lines as they were sent. */
  readonly headers: readonly string[];
  readonly body: string;
}

const LINE_END = '\r\n';
const HEAD_END = '\r\n\r\n';
/** Where something that is no HTTP came before a request, it counts as the method; none of it is left out. */
const FIRST_LINE = /^(\S*) ?(.*?)(?: HTTP\/[\d.]+)?$/s;

/** Cuts the bytes that a socket sends into HTTP requests. */
export class RequestStream {
  #bytes: Buffer = Buffer.alloc(0);

  constructor(readonly to: string) {}

  /** @returns the requests that are whole now */
  add(bytes: Buffer): SentRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const whole: SentRequest[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) whole.push(next);
    return whole;
  }

  /** What was sent of a request that was never finished, or is no HTTP at all. */
  rest(): string {
    return this.#bytes.toString('latin1');
  }

  #take(): SentRequest | null {
    const headEnd = this.#bytes.indexOf(HEAD_END);
    if (headEnd < 0) return null;
    const [first = '', ...headers] = this.#bytes.subarray(0, headEnd).toString('latin1').split(LINE_END);
    const read = readBody(headers, this.#bytes.subarray(headEnd + HEAD_END.length));
    if (read === null) return null;
    this.#bytes = this.#bytes.subarray(headEnd + HEAD_END.length + read.length);
    const [, method = '', path = ''] = FIRST_LINE.exec(first) ?? [];
    return { to: this.to, method, path, headers, body: read.body };
  }
}

/** A body, and how many bytes it took to send it. Null while its end has not been sent. */
function readBody(headers: readonly string[], bytes: Buffer): { body: string; length: number } | null {
  const valueOf = (name: string) => headers.find((line) => line.toLowerCase().startsWith(`${name}:`))?.split(':')[1]?.trim();
  if (valueOf('transfer-encoding')?.toLowerCase().endsWith('chunked')) return readChunks(bytes);
  const length = Number(valueOf('content-length') ?? 0);
  return length <= bytes.byteLength ? { body: bytes.toString('latin1', 0, length), length } : null;
}

/** Joins the chunks, across which a secret may lie, and what follows the last of them. */
function readChunks(bytes: Buffer): { body: string; length: number } | null {
  const chunks: string[] = [];
  for (let at = 0; ; ) {
    const sizeEnd = bytes.indexOf(LINE_END, at);
    if (sizeEnd < 0) return null;
    const sizeLine = bytes.toString('latin1', at, sizeEnd);
    const size = Number.parseInt(sizeLine, 16);
    if (size === 0) {
      const trailersEnd = bytes.indexOf(HEAD_END, sizeEnd);
      if (trailersEnd < 0) return null;
      return { body: chunks.join('') + bytes.toString('latin1', sizeEnd, trailersEnd), length: trailersEnd + HEAD_END.length };
    }
    const start = sizeEnd + LINE_END.length;
    if (!(start + size + LINE_END.length <= bytes.byteLength)) return null;
    chunks.push(bytes.toString('latin1', start, start + size));
    at = start + size + LINE_END.length;
  }
}
