import type { ServiceError } from '../service/service_error.js';
import type { ReplyShapes } from './profile.js';

/** The types of the newer envelope (wireflow-skill, references/api.md). */
function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  // Guess: no type for a missing scope is published; it is a matter of who is asking.
  if (status === 403) return 'authentication_error';
  if (status === 402) return 'insufficient_credits_error';
  if (status === 409) return 'conflict_error';
  return status >= 500 ? 'api_error' : 'invalid_request_error';
}

/**
 * The body of an error reply.
 * Guess: in the newer envelope, the numbers of a 402 and `retryAfter` stay beside `error`.
 */
export function errorBody(error: ServiceError, shape: ReplyShapes['errors']): Record<string, unknown> {
  if (shape === 'text') return { error: error.message, ...error.extra };
  return { error: { type: typeOf(error.status), message: error.message, code: error.code }, ...error.extra };
}
