import { sendableJson } from '../json.js';
import { WireflowError } from '../model/errors.js';
import { ENDPOINTS, urlOf, type EndpointName } from './endpoints.js';
import { errorFromResponse } from './error_from_response.js';
import { lookAtFirst, startUnknown } from './error_sentences.js';
import { NetworkError } from './network_error.js';
import { readRateLimits, type RateLimits } from './rate_limits.js';
import * as read from './readers/index.js';
import { Redactor } from './redact.js';
import { MAX_REPLY_BYTES, type HttpResponse, type Transport } from './transport.js';

/** A start may take a while to be accepted; Zapier ends a step after 30 s. */
const START_TIMEOUT_MS = 20_000;
const READ_TIMEOUT_MS = 10_000;
/** With less than this left, a request is not begun. */
const SHORTEST_TIMEOUT_MS = 1_000;
/** A start that breaks off has to be called lost, so it gets more. */
const SHORTEST_START_MS = 5_000;

export interface ClientOptions {
  readonly transport: Transport;
  /** Without a trailing slash, as `baseUrlFrom` gives it. */
  readonly baseUrl: string;
  /** Null for a connection that only knows webhooks. */
  readonly apiKey: string | null;
  /** The present, ms since 1970. */
  readonly now?: () => number;
  /** When the step must be done, ms since 1970: requests end before it, and none begins close to it. */
  readonly deadlineMs?: number;
  /** Aborted when the step's time is over: handed to the transport with every request. */
  readonly signal?: AbortSignal;
}

/** What goes into one call; endpoints say the rest. */
export interface Call {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Bytes in place of JSON. With a `url` they go there, where the service wants them, and the reply says nothing. */
  readonly upload?: { readonly data: Uint8Array; readonly headers: Readonly<Record<string, string>>; readonly url?: string };
  readonly idempotencyKey?: string | undefined;
  /** Takes out of the parsed reply what is not read. */
  readonly slim?: (body: unknown) => unknown;
}

/** One request and its reply: the key where it belongs, the time that is left, what is said about limits, and no secrets in what comes out. */
export class Exchange {
  readonly #transport: Transport;
  readonly #baseUrl: string;
  readonly #apiKey: string | null;
  readonly #now: () => number;
  readonly #deadlineMs: number;
  readonly #signal: AbortSignal | undefined;
  #limits: RateLimits = {};

  constructor({ transport, baseUrl, apiKey, now = Date.now, deadlineMs = Infinity, signal }: ClientOptions) {
    this.#transport = transport;
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#now = now;
    this.#deadlineMs = deadlineMs;
    this.#signal = signal;
  }

  /** The API's base URL, without a trailing slash. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  get hasKey(): boolean {
    return this.#apiKey !== null;
  }

  /** What `accountOf` marks: the key itself is handed to nobody else. */
  markedBy(mark: (secret: string) => string): string {
    return mark(`${this.#baseUrl}\n${this.#apiKey ?? ''}`);
  }

  /** @throws WireflowError `no_key` when the connection knows only webhooks */
  requireKey(): void {
    if (this.#apiKey === null) throw noKey();
  }

  /** What the last reply said about the request limit. */
  get limits(): RateLimits {
    return this.#limits;
  }

  now(): number {
    return this.#now();
  }

  /** Sends, checks and reads; whatever goes wrong leaves as a `WireflowError` without secrets in it. */
  async call<T>(endpoint: EndpointName, call: Call, readReply: (reply: read.Reply) => T): Promise<T> {
    const redactor = this.#redactor(endpoint, call);
    const { starts } = ENDPOINTS[endpoint];
    let named: string | null = null;
    try {
      const raw = await this.#send(endpoint, call);
      const response = redacted(raw, redactor);
      if (starts) named = read.executionNamedIn(response);
      this.#limits = { ...readRateLimits((name) => raw.header(name), null, this.#now()), ...(starts ? { isOfStart: true } : {}) };
      if (response.status < 200 || response.status > 299) {
        throw errorFromResponse(endpoint, { ...response, text: redactor.words(response.text) }, this.#now());
      }
      if (call.upload?.url !== undefined) return readReply(read.NO_REPLY);
      const reply = read.parseReply(response, redactor, { slim: call.slim, starts });
      const refusal = read.refusalIn(reply.body, starts);
      if (refusal !== null) throw read.refusedUnderSuccess(reply, refusal);
      return readReply(reply);
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      if (starts && error.cause instanceof NetworkError && error.cause.begun !== null) named = read.executionNamedIn(redacted(error.cause.begun, redactor));
      // A start that was accepted in words that can't be read has most likely happened.
      const told = starts && error.kind === 'unreadable' ? error.with(startUnknown(error.problem)) : error;
      throw redactor.error(told.kind === 'start_unknown' && named !== null ? told.with({ nextStep: lookAtFirst(named) }) : told);
    }
  }

  async #send(endpoint: EndpointName, { id, query, body, upload, idempotencyKey }: Call): Promise<HttpResponse> {
    const { auth, method, starts } = ENDPOINTS[endpoint];
    if (auth === 'key') this.requireKey();
    const timeLeftMs = this.#deadlineMs - this.#now();
    if (timeLeftMs < (starts ? SHORTEST_START_MS : SHORTEST_TIMEOUT_MS)) throw fromNetworkError(new NetworkError(true, false), starts);
    const headers: Record<string, string> = { accept: 'application/json', ...upload?.headers };
    // A look that a store on the way answers from memory would never see the end.
    if (method === 'GET') headers['cache-control'] = 'no-cache';
    if (auth === 'key') headers['authorization'] = `Bearer ${this.#apiKey}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    try {
      return await this.#transport({
        endpoint,
        method,
        url: upload?.url ?? urlOf(this.#baseUrl, endpoint, id, query),
        headers,
        timeoutMs: Math.min(starts ? START_TIMEOUT_MS : READ_TIMEOUT_MS, timeLeftMs),
        ...(this.#signal === undefined ? {} : { signal: this.#signal }),
        ...(upload ? { body: upload.data } : body === undefined ? {} : { body: sendableJson(body) }),
      });
    } catch (error) {
      if (error instanceof NetworkError) throw fromNetworkError(error, starts);
      throw error;
    }
  }

  #redactor(endpoint: EndpointName, { id }: Call): Redactor {
    const target = ENDPOINTS[endpoint].thing === 'webhook' ? (id ?? null) : null;
    return new Redactor([this.#apiKey, target].filter((secret) => secret !== null), target);
  }
}

/** Headers are repeated to people too: the request id above all. */
function redacted(response: HttpResponse, redactor: Redactor): HttpResponse {
  const header = (name: string) => {
    const value = response.header(name);
    return value === null ? null : redactor.words(value);
  };
  return { status: response.status, text: response.text, header };
}

function noKey(): WireflowError {
  return new WireflowError({
    kind: 'no_key',
    problem: 'This step needs a Wireflow API key, and the connection has none.',
    nextStep: 'Create a key under Settings > API Keys in Wireflow (https://www.wireflow.ai/docs/api/authentication), then reconnect Wireflow with it.',
  });
}

const TOO_LARGE = `Wireflow answered with more than the ${MAX_REPLY_BYTES / 1024 / 1024} MB that this step reads.`;

function fromNetworkError(error: NetworkError, starts: boolean): WireflowError {
  const problem = error.isTooLarge ? TOO_LARGE : error.timedOut ? 'Wireflow did not answer in time.' : 'The connection to Wireflow failed.';
  if (starts && error.mayHaveArrived) return new WireflowError({ ...startUnknown(problem), cause: error });
  if (error.isTooLarge) {
    return new WireflowError({ kind: 'unreadable', problem, nextStep: 'Try again later; if it stays, tell the maintainers of this integration.', cause: error });
  }
  return new WireflowError({
    kind: error.timedOut ? 'timed_out' : 'unreachable',
    problem,
    nextStep: `${starts ? 'Nothing was started' : 'Nothing is lost'}: the step is tried again by itself, or can be run again in a few minutes.`,
    canRetry: true,
    cause: error,
  });
}
