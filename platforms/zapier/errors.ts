import type { ZObject } from 'zapier-platform-core';
import { WireflowError, type ErrorKind } from '../../core/model/errors.js';

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

const UNFORESEEN =
  'Something went wrong inside this step that nobody foresaw. If an image was already started, it is still being made and paid: look in Wireflow, or at your provider, before you run the step again. If this comes again, tell the app’s owner.';

/**
 * The Zapier error that does the right thing to the Zap, with the sentence that the person reads. Zapier's runtime appends a log of
 * the step to whatever does not say that it is complete: what was filled in, a webhook's address, the replies.
 *
 * @param error whatever a step has thrown; what nobody foresaw fails it, and is told without its own words, which may name an address
 */
export function toZapierError(z: ZObject, error: unknown): Error {
  if (isComplete(error)) return error;
  return Object.assign(error instanceof WireflowError ? inItsClass(z, error) : unforeseen(z, error), { doNotContextify: true });
}

function isComplete(error: unknown): error is Error {
  return error instanceof Error && (error as { doNotContextify?: unknown }).doNotContextify === true;
}

function unforeseen(z: ZObject, error: unknown): Error {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  z.console.error([name, ...frames].join('\n'));
  return new z.errors.Error(UNFORESEEN, 'unforeseen');
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
