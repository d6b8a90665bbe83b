import type { WireflowClient } from '../api/client.js';

export interface BudgetLimits {
  readonly maxRequests: number;
  readonly maxMs: number;
  /** Left for the person's other steps, which share the account's limit. */
  readonly reserved?: number;
}

const RESERVED_REQUESTS = 2;
/** Without a word from the service about what is left, its smallest plan (10 a minute) is assumed. */
const MAX_REQUESTS_UNTOLD = 8;

/** How many more requests one poll of a trigger may send: bounded in number and time, and by what the service says. */
export class RequestBudget {
  readonly #client: WireflowClient;
  readonly #limits: BudgetLimits;
  readonly #endsAtMs: number;
  #used = 0;

  constructor(client: WireflowClient, limits: BudgetLimits) {
    this.#client = client;
    this.#limits = limits;
    this.#endsAtMs = client.now() + limits.maxMs;
  }

  /**
   * Takes one request out of the budget; false when none is left. The first one is always granted.
   *
   * @param kept how many must stay in the budget for what comes later
   */
  take(kept = 0): boolean {
    if (!this.has(kept)) return false;
    this.#used += 1;
    return true;
  }

  /** Whether `take` would be granted. */
  has(kept = 0): boolean {
    return this.#used === 0 || this.#hasMore(kept);
  }

  #hasMore(kept: number): boolean {
    const { remaining } = this.#client.limits;
    const isTold = remaining !== undefined;
    if (isTold && remaining <= (this.#limits.reserved ?? RESERVED_REQUESTS) + kept) return false;
    const max = isTold ? this.#limits.maxRequests : Math.min(this.#limits.maxRequests, MAX_REQUESTS_UNTOLD);
    return this.#used < max - kept && this.#client.now() < this.#endsAtMs;
  }
}
