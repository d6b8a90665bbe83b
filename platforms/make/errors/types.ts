import type { ErrorKind } from '../../../core/model/errors.js';
import type { ErrorType } from '../format/component.js';

/**
 * What a failure does to the scenario (docs/make-internals.md, "Errors"). `RateLimitError` and `ConnectionError` make Make run
 * the whole module again later, so they are only for calls that have surely started nothing. `InvalidAccessTokenError`
 * switches the scenario off at once, which is right for a dead key and for nothing else.
 */
const TYPES: Partial<Record<ErrorKind, ErrorType>> = {
  bad_key: 'InvalidAccessTokenError',
  forbidden: 'RuntimeError',
  out_of_credits: 'OutOfSpaceError',
  rejected: 'DataError',
  not_found: 'DataError',
  conflict: 'DataError',
  too_large: 'DataError',
  rate_limited: 'RateLimitError',
  unavailable: 'ConnectionError',
  start_unknown: 'DataError',
};

export function makeErrorType(kind: ErrorKind): ErrorType {
  return TYPES[kind] ?? 'RuntimeError';
}
