import type { ViewTweak } from '../replies/execution_view.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';

/** A request on its way through the service. */
export interface Call {
  state: State;
  /** The path's parameter, decoded. */
  id: string;
  /** The path's second parameter, decoded; empty where there is none. */
  childId: string;
  query: URLSearchParams;
  /** Header names are lower case. */
  headers: Record<string, string>;
  content: Buffer;
  /** The API key; empty on endpoints that need none. */
  key: string;
  tweak: ViewTweak;
}

/**
 * The body as a JSON object. No body counts as `{}`.
 * Guess: the words; reference/errors names no message for a body that cannot be read.
 * @throws ServiceError 400
 */
export function jsonObject(call: Call): Record<string, unknown> {
  const text = call.content.toString('utf8');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServiceError(400, 'Invalid JSON in request body', 'invalid_json');
  }
  if (!isObject(value)) throw new ServiceError(400, 'Request body must be a JSON object', 'invalid_body');
  return value;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
