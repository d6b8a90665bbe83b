/** Why something did not work, in a closed set that people and adapters can branch on. */
export const ERROR_KINDS = [
  'bad_input', // a field's value can't be used; nothing was sent
  'no_key', // the step needs an API key and the connection has none
  'bad_key', // 401: wrong, expired or malformed key
  'forbidden', // 403: a missing scope, or somebody else's workflow
  'out_of_credits', // 402
  'too_expensive', // over the person's own cap; nothing was started
  'rejected', // 400, 422: the service refuses what it was sent
  'not_found', // 404
  'conflict', // 409
  'too_large', // 413
  'rate_limited', // 429
  'unavailable', // 5xx, redirects
  'timed_out', // no answer in time
  'unreachable', // no connection, or it broke
  'unreadable', // an answer that is not what it should be
  'start_unknown', // a run may or may not have been started
  'no_execution_list', // no known way to list executions answers
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface WireflowErrorFacts {
  readonly kind: ErrorKind;
  /** One sentence: what happened. */
  readonly problem: string;
  /** One sentence: what the person can do about it. */
  readonly nextStep: string;
  /** `X-Request-Id` of the reply, where there was one. */
  readonly requestId?: string | null;
  /** HTTP status, where there was one. */
  readonly status?: number | null;
  /** How long the service asks to be left alone. */
  readonly retryAfterMs?: number | null | undefined;
  /** Whether the very same step may succeed later without anybody changing anything, and may be tried without harm. */
  readonly canRetry?: boolean;
  /** The field at fault, by its key. */
  readonly field?: string | null;
  readonly cause?: unknown;
}

/**
 * Everything that goes wrong between a person and Wireflow. Its message is made for that person: what happened, what
 * to do, and the request id that support asks for. It never holds the API key or a webhook id.
 */
export class WireflowError extends Error {
  override readonly name = 'WireflowError';
  readonly kind: ErrorKind;
  readonly problem: string;
  readonly nextStep: string;
  readonly requestId: string | null;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly canRetry: boolean;
  readonly field: string | null;

  constructor(facts: WireflowErrorFacts) {
    const support = facts.requestId ? ` (Request ID: ${facts.requestId})` : '';
    super(`${facts.problem} ${facts.nextStep}${support}`, { cause: facts.cause });
    this.kind = facts.kind;
    this.problem = facts.problem;
    this.nextStep = facts.nextStep;
    this.requestId = facts.requestId ?? null;
    this.status = facts.status ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.canRetry = facts.canRetry ?? false;
    this.field = facts.field ?? null;
  }

  /** The same error with some of its facts replaced. */
  with(changes: Partial<WireflowErrorFacts>): WireflowError {
    const { kind, problem, nextStep, requestId, status, retryAfterMs, canRetry, field, cause } = this;
    return new WireflowError({ kind, problem, nextStep, requestId, status, retryAfterMs, canRetry, field, cause, ...changes });
  }
}

/**
 * A field's value that can't be used, found before anything is sent.
 *
 * @param field the field's key, for programs
 * @param problem one sentence that names the field by its label
 */
export function badInput(field: string, problem: string, nextStep: string): WireflowError {
  return new WireflowError({ kind: 'bad_input', field, problem, nextStep });
}
