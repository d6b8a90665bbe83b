import { NetworkError } from '../api/network_error.js';
import { Redactor } from '../api/redact.js';
import type { HttpResponse, Transport } from '../api/transport.js';
import { isObject, parseJson, type JsonObject } from '../json.js';
import { WireflowError } from '../model/errors.js';
import { mayCarryKey } from './hosts.js';
import { PROVIDER_LABELS, type ProviderName } from './job.js';
import { errorFromRefusal, mayHaveStarted } from './refusal.js';

/** A start may take a while to be accepted. */
const START_TIMEOUT_MS = 20_000;
const READ_TIMEOUT_MS = 10_000;
/** With less than this left, a request is not begun; a start that breaks off has to be called lost, so it gets more. */
const SHORTEST_READ_MS = 1_000;
const SHORTEST_START_MS = 5_000;
/** Four pictures in base64. */
const MAX_REPLY_BYTES = 48 * 1024 * 1024;

export interface ProviderOptions {
  readonly transport: Transport;
  readonly apiKey: string;
  /** Without a trailing slash, as `providerBaseUrls` gives it. */
  readonly baseUrl: string;
  /** The present, ms since 1970. */
  now(): number;
  /** When the step must be done, ms since 1970: every request ends before it. */
  readonly deadlineMs: number;
  /** Aborted when the step's time is over: handed to the transport with every request. */
  readonly signal?: AbortSignal | undefined;
}

export interface ProviderCall {
  /** What a log calls the request. */
  readonly label: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: JsonObject;
  /** Whether the request buys something. */
  readonly starts?: boolean;
  /** A start that is answered only when the picture is there gets all the time that is left. */
  readonly isSlow?: boolean;
  /** Whether an error status with this body is an answer all the same. */
  readonly isAnswer?: (body: JsonObject) => boolean;
}

export interface ProviderReply {
  readonly body: JsonObject;
  header(name: string): string | null;
}

/**
 * Sends one request with the provider's key and reads one JSON object. Nothing is sent twice, and the key goes to no
 * host but the provider's own.
 *
 * @param keyHeaders how the provider takes its key
 * @throws WireflowError `start_unknown` for a start that may have arrived; every other kind means that it has not
 */
export async function exchange(
  provider: ProviderName,
  options: ProviderOptions,
  keyHeaders: Readonly<Record<string, string>>,
  call: ProviderCall,
): Promise<ProviderReply> {
  const starts = call.starts ?? false;
  try {
    const response = await send(provider, options, keyHeaders, call);
    const body = parse(response.text);
    if ((response.status < 200 || response.status > 299) && !(body !== null && call.isAnswer?.(body))) {
      const shown = { status: response.status, header: (name: string) => response.header(name), body };
      throw errorFromRefusal(provider, shown, { starts, nowMs: options.now() });
    }
    if (body === null) throw unreadable(provider, starts);
    return { body, header: (name) => response.header(name) };
  } catch (error) {
    if (error instanceof WireflowError) throw new Redactor([options.apiKey]).error(error);
    throw error;
  }
}

async function send(
  provider: ProviderName,
  options: ProviderOptions,
  keyHeaders: Readonly<Record<string, string>>,
  call: ProviderCall,
): Promise<HttpResponse> {
  const starts = call.starts ?? false;
  if (!mayCarryKey(provider, call.url, options.baseUrl)) throw foreignAddress(provider);
  const leftMs = options.deadlineMs - options.now();
  if (leftMs < (starts ? SHORTEST_START_MS : SHORTEST_READ_MS)) throw noAnswer(provider, new NetworkError(true, false), starts);
  const limitMs = call.isSlow ? leftMs : starts ? START_TIMEOUT_MS : READ_TIMEOUT_MS;
  try {
    return await options.transport({
      endpoint: `${provider}.${call.label}`,
      method: call.method,
      url: call.url,
      headers: { accept: 'application/json', ...keyHeaders, ...(call.body === undefined ? {} : { 'content-type': 'application/json' }) },
      timeoutMs: Math.min(limitMs, leftMs),
      maxReplyBytes: MAX_REPLY_BYTES,
      signal: options.signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  } catch (error) {
    if (error instanceof NetworkError) throw noAnswer(provider, error, starts);
    throw error;
  }
}

function parse(text: string): JsonObject | null {
  try {
    const body = parseJson(text);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

function noAnswer(provider: ProviderName, error: NetworkError, starts: boolean): WireflowError {
  const label = PROVIDER_LABELS[provider];
  const problem = error.timedOut ? `${label} did not answer in time.` : `The connection to ${label} failed.`;
  if (starts && error.mayHaveArrived) return new WireflowError({ ...mayHaveStarted(provider, problem), cause: error });
  return new WireflowError({
    kind: error.timedOut ? 'timed_out' : 'unreachable',
    problem,
    nextStep: `${starts ? 'Nothing was started' : 'Nothing is lost'}: the step is tried again by itself, or can be run again in a few minutes.`,
    canRetry: true,
    cause: error,
  });
}

function unreadable(provider: ProviderName, starts: boolean): WireflowError {
  const problem = `${PROVIDER_LABELS[provider]} sent an answer that can not be read.`;
  // Accepted, in words that nobody understands: the job most likely exists.
  if (starts) return new WireflowError(mayHaveStarted(provider, problem));
  return new WireflowError({ kind: 'unreadable', problem, nextStep: 'Nothing is lost: look again in a few minutes.', canRetry: true });
}

function foreignAddress(provider: ProviderName): WireflowError {
  return new WireflowError({
    kind: 'bad_input',
    problem: `The address of this job is not one of ${PROVIDER_LABELS[provider]}, so the key was not sent there.`,
    nextStep: 'Map the Job Address of the step that made the image.',
  });
}

/** The provider's own words, fit for an output: without the key. */
export function safeWords(words: string | null, options: ProviderOptions): string | null {
  return words === null ? null : new Redactor([options.apiKey]).words(words);
}
