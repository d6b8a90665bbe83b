import { withoutAdvice } from '../api/advice.js';
import { readRateLimits } from '../api/rate_limits.js';
import { reasonWordsIn } from '../api/readers/absent_words.js';
import { errorCodesIn } from '../api/readers/error_codes.js';
import { CLIENT_GONE } from '../api/who_answered.js';
import { first, isObject, objectsIn, text, type JsonObject } from '../json.js';
import { saysNoCredit, saysNotServed, saysTooMuch } from '../model/credit_words.js';
import { WireflowError, type ErrorKind, type WireflowErrorFacts } from '../model/errors.js';
import { asSentence } from '../model/one_sentence.js';
import { PROVIDER_LABELS, type ProviderName } from './job.js';

const LONGEST_QUOTE = 300;
/** Replicate's limit is measured a moment later than it says (docs/providers.md, "Limits"). */
const RESERVE_MS = 1_000;

/** An error status as it came; `body` is null where it was no JSON object, such as a proxy's page. */
export interface Refusal {
  readonly status: number;
  readonly body: JsonObject | null;
  header(name: string): string | null;
}

type Explanation = Omit<WireflowErrorFacts, 'requestId' | 'status'>;

/** Headers that hold what a provider's support asks for, in the order of their worth. */
const REQUEST_ID_HEADERS = ['x-request-id', 'x-trace-id', 'cf-ray'];

/** The id of a request, from its reply's headers. */
export function requestIdOf(header: (name: string) => string | null): string | null {
  return REQUEST_ID_HEADERS.map(header).find((id) => id !== null && id !== '') ?? null;
}

/**
 * Turns an error status of a provider into the error that a person can act on (docs/providers.md, "Errors").
 *
 * @param starts whether the request would have bought something
 */
export function errorFromRefusal(provider: ProviderName, refusal: Refusal, { starts, nowMs }: { starts: boolean; nowMs: number }): WireflowError {
  const words = messageOf(refusal.body);
  return new WireflowError({
    ...explain(provider, refusal, words, starts, nowMs),
    status: refusal.status,
    requestId: requestIdOf((name) => refusal.header(name)),
  });
}

function explain(provider: ProviderName, refusal: Refusal, words: string, starts: boolean, nowMs: number): Explanation {
  const { status } = refusal;
  const label = PROVIDER_LABELS[provider];
  const saidIn = (text: string): string => (text === '' ? '.' : `: ${sentence(text)}`);
  const said = saidIn(words);
  const untouched = starts ? 'Nothing was started.' : 'Nothing is lost.';
  // Asked first: an empty account is said in words, whatever the status.
  if (status === 402 || (status >= 400 && status < 500 && saysNoCredit(words))) {
    return { kind: 'out_of_credits', problem: `The ${label} account has no credit left${said}`, nextStep: `${untouched} Add credit at ${label}, or choose another provider.` };
  }
  // Providers say why, in JSON: what is none comes from somebody on the way, and tells nothing about a key.
  if (status === 403 && refusal.body === null) return busy('unavailable', `Something between here and ${label}, such as its hosting or a firewall, refused the request (HTTP 403).`, untouched, null);
  const isAboutKey = status === 401 || status === 403;
  const isTooMuch = isAboutKey && saysTooMuch(`${words} ${errorCodesIn(refusal.body)}`);
  if (isAboutKey && !isTooMuch && saysNotServed(words)) return { kind: 'rejected', problem: `${label} refused the request${said}`, nextStep: `${untouched} The key can stay: look at the account’s plan and billing at ${label}.` };
  if (isAboutKey && !isTooMuch) return refusedKey(provider, untouched);
  if (status === 429 || isTooMuch) return busy('rate_limited', `${label}’s limit is reached${said}`, untouched, waitOf(refusal, words, nowMs));
  if (status === 423) return busy('unavailable', `${label} can not run this model at the moment${said}`, untouched, null);
  if (status === 404) return { kind: 'not_found', problem: `${label} does not know this ${starts ? 'model' : 'job'} (any more)${said}`, nextStep: `${untouched} Choose another tier or provider, or check the Job Address.` };
  if (status === 413) return { kind: 'too_large', problem: `This is more than ${label} takes in one request.`, nextStep: `${untouched} Use a smaller input image or a shorter prompt.` };
  if (status < 400) {
    const problem = `${label} sends this request to another address (HTTP ${status}), where it is not followed.`;
    // A 303 names what has been made; which of them a provider means by the others, nobody can tell.
    return starts ? mayHaveStarted(provider, problem) : { kind: 'unavailable', problem, nextStep: `${untouched} Tell the maintainers of this integration that the address has moved.` };
  }
  // The one failure of a server that surely began nothing: it says so itself.
  if (status === 503 && provider === 'bfl' && /shedding requests/i.test(words)) {
    return busy('unavailable', `${label} is over capacity${said}`, untouched, waitOf(refusal, words, nowMs));
  }
  if (status >= 500 || CLIENT_GONE.has(status)) {
    const problem = `${label} has a problem of its own (HTTP ${status})${starts ? saidIn(withoutAdvice(words)) : said}`;
    return starts ? mayHaveStarted(provider, problem) : busy('unavailable', problem, untouched, waitOf(refusal, words, nowMs));
  }
  return { kind: 'rejected', problem: `${label} refused the request${said}`, nextStep: `${untouched} Correct the fields of this step, then run it again.` };
}

function refusedKey(provider: ProviderName, untouched: string): Explanation {
  const how = provider === 'bfl' ? ' Black Forest Labs takes the key alone, in a header of its own (x-key): paste it without the word “Bearer”.' : '';
  return {
    kind: 'bad_key',
    problem: `${PROVIDER_LABELS[provider]} does not accept the API key of this connection.${how}`,
    nextStep: `${untouched} Copy the key again from ${PROVIDER_LABELS[provider]}, then reconnect with it.`,
  };
}

function busy(kind: ErrorKind, problem: string, untouched: string, retryAfterMs: number | null): Explanation {
  return { kind, problem, nextStep: `${untouched} The step is tried again by itself after a while.`, retryAfterMs, canRetry: true };
}

/** For a start of which nobody knows whether it happened: it must not be repeated blindly. */
export function mayHaveStarted(provider: ProviderName, problem: string): Explanation {
  return {
    kind: 'start_unknown',
    problem: `${problem} The image may be made and billed all the same.`,
    nextStep: `Look at your usage at ${PROVIDER_LABELS[provider]} before you run this step again, or you may pay twice.`,
  };
}

/** The body's `retry_after`, else the header, else "~10s" in the text; a reserve on top of what the provider names. */
function waitOf({ body, header }: Refusal, words: string, nowMs: number): number | null {
  const inWords = /resets? in ~?(\d+)\s?s/i.exec(words)?.[1];
  const inBody = body?.['retry_after'] ?? (header('retry-after') === null ? inWords : undefined);
  const named = readRateLimits((name) => (inBody === undefined && name.toLowerCase() === 'retry-after' ? header(name) : null), { retryAfter: inBody }, nowMs).retryAfterMs;
  return named === undefined ? null : named + RESERVE_MS;
}

/**
 * What an error body says, wherever a provider says it: `detail` as text, object or list of faults, `error`, `message`,
 * `title`. A list of faults may echo whole pictures: only place and sentence are kept.
 */
export function messageOf(body: JsonObject | null): string {
  if (body === null) return '';
  const { detail, error } = body;
  const inDetail = isObject(detail) ? first([detail], ['error', 'message', 'msg'], reasonWordsIn) : null;
  const faults = objectsIn(detail).map(faultOf).filter(Boolean).slice(0, 3).join('; ');
  const inError = isObject(error) ? first([error], ['message', 'detail', 'code', 'type'], reasonWordsIn) : reasonWordsIn(error);
  const words = inDetail ?? (faults || null) ?? reasonWordsIn(detail) ?? inError ?? first([body], ['message', 'title'], reasonWordsIn) ?? '';
  return unpacked(words);
}

/** Words that are another error body, as gateways pass them on: what that body says. */
function unpacked(words: string): string {
  if (!words.trimStart().startsWith('{')) return words;
  try {
    const inner: unknown = JSON.parse(words);
    return isObject(inner) ? messageOf(inner) : '';
  } catch {
    return '';
  }
}

function faultOf(fault: JsonObject): string {
  const place = Array.isArray(fault['loc']) ? fault['loc'].filter((part) => part !== 'body' && text(part) !== null).join('.') : '';
  const words = reasonWordsIn(fault['msg']) ?? '';
  return place === '' ? words : `${place}: ${words}`;
}

/** Somebody else's text as one sentence of ours: a bounded length, no line breaks, no pictures, no signed links. */
export function sentence(words: string): string {
  return asSentence(words.replace(/[A-Za-z0-9+/=_-]{120,}/g, '…').replace(/(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/g, '$1'), LONGEST_QUOTE);
}
