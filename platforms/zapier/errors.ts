import type { ZObject } from 'zapier-platform-core';
import type { ErrorKind, WireflowError } from '../../core/model/errors.js';

/** Used where the service does not say how long to wait. */
const DEFAULT_WAIT_S = 60;
const MS_PER_S = 1000;

/**
 * What a failure does to the Zap:
 * - `reconnect`: runs are held and the owner is asked for another key
 * - `wait`: the step goes back into the queue and is run again, so it must have started nothing
 * - `halt`: this run stops, the Zap stays on, and nothing is replayed by itself
 * - `error`: this run fails, the owner is told, and Zapier may replay it by itself
 */
export const EFFECTS: Readonly<Record<ErrorKind, 'reconnect' | 'wait' | 'halt' | 'error'>> = {
  bad_input: 'halt',
  no_key: 'reconnect',
  bad_key: 'reconnect',
  forbidden: 'error',
  out_of_credits: 'halt',
  too_expensive: 'halt',
  rejected: 'halt',
  not_found: 'error',
  conflict: 'wait',
  too_large: 'halt',
  rate_limited: 'wait',
  unavailable: 'wait',
  timed_out: 'wait',
  unreachable: 'wait',
  unreadable: 'error',
  // A replay could buy a second image, so a person has to look first.
  start_unknown: 'halt',
  no_execution_list: 'error',
};

/** The Zapier error that does the right thing to the Zap, with the sentence that the person reads. */
export function toZapierError(z: ZObject, error: WireflowError): Error {
  // Otherwise the runtime appends a log of the step to some classes' sentences, the webhook id included.
  return Object.assign(inItsClass(z, error), { doNotContextify: true });
}

function inItsClass(z: ZObject, error: WireflowError): Error {
  const effect = EFFECTS[error.kind];
  if (effect === 'reconnect') return new z.errors.ExpiredAuthError(error.message);
  if (effect === 'halt') return new z.errors.HaltedError(error.message);
  if (effect === 'wait' && error.canRetry) {
    const waitMs = error.retryAfterMs ?? DEFAULT_WAIT_S * MS_PER_S;
    return new z.errors.ThrottledError(error.message, Math.max(1, Math.ceil(waitMs / MS_PER_S)));
  }
  return new z.errors.Error(error.message, error.kind, error.status ?? undefined);
}
