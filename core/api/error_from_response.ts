import { first, isObject, parseJson, text } from '../json.js';
import { saysNoCredit, saysNotServed, saysTooMuch } from '../model/credit_words.js';
import { WireflowError } from '../model/errors.js';
import { withoutAdvice } from './advice.js';
import { ENDPOINTS, type EndpointName } from './endpoints.js';
import * as sentences from './error_sentences.js';
import type { Explanation, Refusal } from './error_sentences.js';
import { errorCodesIn } from './readers/error_codes.js';
import { reasonIn } from './readers/reason.js';
import { readRateLimits } from './rate_limits.js';
import type { HttpResponse } from './transport.js';
import { CLIENT_GONE, isOwnWord } from './who_answered.js';

/**
 * Turns an error status into the error that a person can act on (docs/service.md, "Errors").
 *
 * @param nowMs the time, for waits that the service gives as a point in time
 */
export function errorFromResponse(endpoint: EndpointName, response: HttpResponse, nowMs: number): WireflowError {
  const reply = parsed(response.text);
  const body = isObject(reply) ? reply : {};
  const refusal: Refusal = {
    endpoint,
    status: response.status,
    message: messageOf(reply),
    body,
    isOwnWord: isOwnWord(response),
    retryAfterMs: readRateLimits((name) => response.header(name), body, nowMs).retryAfterMs,
    saysWhen: response.header('retry-after') !== null,
  };
  return new WireflowError({
    ...explain(refusal),
    requestId: response.header('x-request-id') ?? first([body], ['requestId', 'request_id'], text),
    status: response.status,
  });
}

/** Statuses that mean a key, a scope, credits or a thing of the person's, when the service says them. */
const ABOUT_THE_PERSON = new Set([401, 402, 403, 404, 405, 407, 410, 451]);

function explain(refusal: Refusal): Explanation {
  const { status, endpoint, message } = refusal;
  if (endpoint === 'mediaUploadPut') return sentences.notStored(refusal);
  if (status < 400 && status !== 304) return sentences.moved(refusal);
  // The service keeps what it said to this key: there was a start before.
  if (ENDPOINTS[endpoint].starts && /idempoten/i.test(message)) return sentences.startUnknown(`Wireflow refused the request: ${sentences.sentence(message)}`);
  if (!refusal.isOwnWord && ABOUT_THE_PERSON.has(status)) return sentences.foreign(refusal);
  // Asked before what the status says by itself: what stands in a reply is nearer to the reason.
  if (status === 402 || (status < 500 && refusal.isOwnWord && saysNoCredit(saidBy(refusal)))) return sentences.outOfCredits(withoutName(refusal));
  if ((status === 401 || status === 403) && saysTooMuch(saidBy(refusal))) return sentences.rateLimited(withoutName(refusal));
  if ((status === 401 || status === 403) && saysNotServed(message)) return sentences.refusedAccount(refusal);
  if (status === 400 || status === 422) return sentences.rejected(refusal);
  if (status === 401) return ENDPOINTS[endpoint].auth === 'none' ? sentences.forbidden(refusal) : sentences.refusedKey(refusal);
  if (status === 403) return sentences.forbidden(refusal);
  if (status === 404 || status === 405 || status === 410) return sentences.notFound(refusal);
  if (status === 409) {
    return sentences.plain(refusal, 'conflict', 'Wireflow is already working on this', 'Wait a moment, then run the step again.');
  }
  if (status === 413) {
    return sentences.plain(refusal, 'too_large', 'The step sends more than Wireflow takes in one request', 'Shorten the prompt or the inputs.');
  }
  if (status === 429) return sentences.rateLimited(refusal);
  // Nobody has asked whether anything is new: a store on the way has answered out of turn.
  if (status >= 500 || status === 304 || CLIENT_GONE.has(status)) return sentences.unavailable(refusal);
  // What nobody foresaw may have been answered after the start.
  const said = ENDPOINTS[endpoint].starts && !ABOUT_THE_PERSON.has(status) ? { ...refusal, message: withoutAdvice(message) } : refusal;
  return sentences.plain(said, 'rejected', `Wireflow refused the request (HTTP ${status})`, 'Check the fields of this step.');
}

/** The status's own name beside a code says something else than the code. */
function withoutName(refusal: Refusal): Refusal {
  return /^(forbidden|unauthori[sz]ed|payment required)\.?$/i.test(refusal.message) ? { ...refusal, message: '' } : refusal;
}

/** What a refusal says in words and, beside them, in codes. */
const saidBy = ({ message, body }: Refusal): string => `${message} ${errorCodesIn(body)}`;

/** The service's own reason, under `error` or beside it; empty where there is none. */
function messageOf(body: unknown): string {
  return reasonIn(body) ?? '';
}

function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
