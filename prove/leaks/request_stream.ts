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

const HEAD_END = Buffer.from('\r\n\r\n');

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
    const [first = '', ...headers] = this.#bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
    const bodyAt = headEnd + HEAD_END.length;
    const length = bodyLength(headers, this.#bytes.subarray(bodyAt));
    if (length === null || this.#bytes.byteLength < bodyAt + length) return null;
    const body = this.#bytes.subarray(bodyAt, bodyAt + length).toString('latin1');
    this.#bytes = this.#bytes.subarray(bodyAt + length);
    const [method = '', path = ''] = first.split(' ');
    return { to: this.to, method, path, headers, body };
  }
}

/** Null while the end of a chunked body has not been sent. */
function bodyLength(headers: readonly string[], rest: Buffer): number | null {
  const valueOf = (name: string) => headers.find((line) => line.toLowerCase().startsWith(`${name}:`))?.split(':')[1]?.trim();
  if (valueOf('transfer-encoding')?.toLowerCase() !== 'chunked') return Number(valueOf('content-length') ?? 0);
  const end = rest.indexOf('0\r\n\r\n');
  return end < 0 ? null : end + 5;
}
