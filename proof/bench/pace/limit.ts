import type { RateLimits } from '../../../core/api/rate_limits.js';

export const WINDOW_MS = 60_000;
/** The Free plan. */
export const REQUESTS_PER_WINDOW = 10;

/** One account's request limit: a window opens with the first request and is full after ten. */
export class Limit {
  #openedAtMs = -Infinity;
  #used = 0;

  constructor(readonly perWindow: number = REQUESTS_PER_WINDOW) {}

  /** Counts one request, and says what the reply's headers would: `retryAfterMs` is set on a refusal only. */
  request(nowMs: number): RateLimits {
    if (nowMs >= this.#openedAtMs + WINDOW_MS) {
      this.#openedAtMs = nowMs;
      this.#used = 0;
    }
    const resetAtMs = this.#openedAtMs + WINDOW_MS;
    if (this.#used >= this.perWindow) return { remaining: 0, resetAtMs, retryAfterMs: resetAtMs - nowMs };
    this.#used += 1;
    return { remaining: this.perWindow - this.#used, resetAtMs };
  }
}
