import { first, isObject, parseJson, text } from '../json.js';
import { WireflowError } from '../model/errors.js';
import { ENDPOINTS, type EndpointName } from './endpoints.js';
import * as sentences from './error_sentences.js';
import type { Explanation, Refusal } from './error_sentences.js';
import { reasonIn } from './readers/reason.js';
import { readRateLimits } from './rate_limits.js';
import type { HttpResponse } from './transport.js';

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
    retryAfterMs: readRateLimits((name) => response.header(name), body, nowMs).retryAfterMs,
    saysWhen: response.header('retry-after') !== null,
  };
  return new WireflowError({
    ...explain(refusal),
    requestId: response.header('x-request-id') ?? first([body], ['requestId', 'request_id'], text),
    status: response.status,
  });
}

function explain(refusal: Refusal): Explanation {
  const { status } = refusal;
  if (status < 400) return sentences.moved(refusal);
  if (status === 400 || status === 422) return sentences.rejected(refusal);
  if (status === 401) return ENDPOINTS[refusal.endpoint].auth === 'none' ? sentences.forbidden(refusal) : sentences.refusedKey(refusal);
  if (status === 402) return sentences.outOfCredits(refusal);
  if (status === 403) return sentences.forbidden(refusal);
  if (status === 404 || status === 405 || status === 410) return sentences.notFound(refusal);
  if (status === 409) {
    return sentences.plain(refusal, 'conflict', 'Wireflow is already working on this', 'Wait a moment, then run the step again.');
  }
  if (status === 413) {
    return sentences.plain(refusal, 'too_large', 'The step sends more than Wireflow takes in one request', 'Shorten the prompt or the inputs.');
  }
  if (status === 429) return sentences.rateLimited(refusal);
  // 408: the service gave up waiting for the rest of the request.
  if (status >= 500 || status === 408) return sentences.unavailable(refusal);
  return sentences.plain(refusal, 'rejected', `Wireflow refused the request (HTTP ${status})`, 'Check the fields of this step.');
}

/** The service's own reason, under `error` or beside it; empty where there is none. */
function messageOf(body: unknown): string {
  return (isObject(body) ? reasonIn(body['error']) : null) ?? reasonIn(body) ?? '';
}

function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
