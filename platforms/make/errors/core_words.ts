import { errorFromResponse } from '../../../core/api/error_from_response.js';
import { WireflowError } from '../../../core/model/errors.js';
import type { EndpointName } from '../../../core/api/endpoints.js';
import { inMakeWords } from '../words.js';

/** A reply as the core is asked about it. */
export interface Case {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the core would tell a person about this reply: the source of every error text in the app. */
export function coreError(endpoint: EndpointName, { status, body = {}, headers = {} }: Case): WireflowError {
  const response = { status, header: (name: string) => headers[name.toLowerCase()] ?? null, text: typeof body === 'string' ? body : JSON.stringify(body) };
  return errorFromResponse(endpoint, response, 0);
}

/**
 * What the core says about a field's value, for the checks that a module makes before it sends anything.
 *
 * @throws Error when the core has nothing against the value
 */
export function complaint(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    if (error instanceof WireflowError) return inMakeWords(error.message);
    throw error;
  }
  throw new Error('The core accepts this value, so there is no complaint to quote.');
}
