/** Larger than any list of executions; a bigger reply is a fault. */
export const MAX_REPLY_BYTES = 10 * 1024 * 1024;

/** A request as the core builds it; whoever sends it changes nothing in it. */
export interface HttpRequest {
  /** What logs and tests call the request: an endpoint's name; it says nothing to whoever sends it. */
  readonly endpoint: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text or bytes, sent as they are. */
  readonly body?: string | Uint8Array;
  /** How long all of it may take, in ms: the connection, the headers and the whole body. */
  readonly timeoutMs: number;
  /** `MAX_REPLY_BYTES` where nothing is said. */
  readonly maxReplyBytes?: number;
  /** Aborted when the step's time is over, which may be earlier. */
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** A header's value by its lower-case name, or null. */
  header(name: string): string | null;
  readonly text: string;
}

/**
 * Sends one request and hands back whatever was answered, error statuses included; follows no redirect.
 *
 * @throws NetworkError when no whole answer came.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;
