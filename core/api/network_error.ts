import { isObject } from '../json.js';
import type { HttpResponse } from './transport.js';

/** Codes of failures before the first byte was sent: the service can not have acted on the request. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_PRIVATE_ADDRESS',
]); // prettier-ignore

const TIMEOUT_MARKS = new Set([
  'request-timeout', 'body-timeout', 'ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT', 'TimeoutError', 'AbortError', 'ABORT_ERR', 'ERR_CANCELED',
]); // prettier-ignore

const TOO_LARGE = 'max-size';

/** No whole answer came. `mayHaveArrived` says whether the service may have acted on the request all the same. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly timedOut: boolean;
  readonly mayHaveArrived: boolean;
  /** Whether an answer came, and was longer than any that is read. */
  readonly isTooLarge: boolean;

  /** Kept out of every log: it is as it came, and may hold a secret. */
  readonly #begun: HttpResponse | null;

  /** @param marks codes and names of what went wrong underneath, for whoever reads the error in a log */
  constructor(timedOut: boolean, mayHaveArrived: boolean, marks: readonly string[] = [], begun: HttpResponse | null = null) {
    super(`${timedOut ? 'The request timed out' : 'The connection failed'}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`);
    this.timedOut = timedOut;
    this.mayHaveArrived = mayHaveArrived;
    this.#begun = begun;
    this.isTooLarge = marks.includes(TOO_LARGE);
  }

  /** What had come of the answer when it broke off, where any of it was read: it may name what was started. */
  get begun(): HttpResponse | null {
    return this.#begun;
  }

  /**
   * Reads what node-fetch, fetch and undici throw: their code, type and name, along the chain of causes. Their own
   * message stays behind: it may hold the URL, and with it a webhook id.
   */
  static from(cause: unknown, begun: HttpResponse | null = null): NetworkError {
    const marks = marksOf(cause);
    return new NetworkError(
      marks.some((mark) => TIMEOUT_MARKS.has(mark)),
      !marks.some((mark) => BEFORE_SENDING.has(mark)),
      [...new Set(marks)].filter((mark) => mark !== 'Error'),
      begun,
    );
  }
}

function marksOf(cause: unknown, depth = 0): string[] {
  if (depth > 5 || !isObject(cause)) return [];
  const own = [cause['code'], cause['type'], cause['name'], cause['errno']].filter((mark) => typeof mark === 'string');
  const nested = Array.isArray(cause['errors']) ? cause['errors'] : [];
  return [...own, ...marksOf(cause['cause'], depth + 1), ...nested.flatMap((error) => marksOf(error, depth + 1))];
}
