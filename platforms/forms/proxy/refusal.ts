/** Why nothing was done, or why nobody knows whether it was. */
export type RefusalCode =
  | 'origin'
  | 'type'
  | 'too_long'
  | 'unreadable'
  | 'trap'
  | 'field'
  | 'captcha'
  | 'address_limit'
  | 'day_limit'
  | 'cost_limit'
  | 'not_found'
  | 'service'
  | 'start_unknown'
  | 'unavailable';

export interface RefusalFacts {
  readonly status: 400 | 402 | 403 | 404 | 413 | 415 | 422 | 429 | 502 | 503;
  readonly code: RefusalCode;
  /** For whoever filled in the form: what happened, and what to do. Nothing of the owner's account stands in it. */
  readonly message: string;
  /** The name of the form's field at fault. */
  readonly field?: string;
  readonly retryAfterS?: number;
  /** For the owner, who reads the log. */
  readonly cause?: unknown;
}

/** An answer of the proxy that is no start. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalFacts['status'];
  readonly code: RefusalCode;
  readonly field: string | null;
  readonly retryAfterS: number | null;

  constructor({ status, code, message, field, retryAfterS, cause }: RefusalFacts) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.field = field ?? null;
    this.retryAfterS = retryAfterS ?? null;
  }

  /** Whether an image may have been ordered all the same. */
  get started(): 'no' | 'maybe' {
    return this.code === 'start_unknown' ? 'maybe' : 'no';
  }
}
