import type { RateLimits } from '../../../core/api/rate_limits.js';

export const WINDOW_MS = 60_000;
/** The Free plan. */
export const REQUESTS_PER_WINDOW = 10;

/** What refuses an account's requests when there are too many of them. */
export interface RequestLimit {
  /** Counts one request, and says what the reply's headers would: `retryAfterMs` is set on a refusal only. */
  request(nowMs: number): RateLimits;
}

/** One account's request limit: a window opens with the first request and is full after ten. */
export class Limit implements RequestLimit {
  #openedAtMs = -Infinity;
  #used = 0;

  constructor(readonly perWindow: number = REQUESTS_PER_WINDOW) {}

  request(nowMs: number): RateLimits {
    if (nowMs >= this.#openedAtMs + WINDOW_MS) {
      this.#openedAtMs = nowMs;
      this.#used = 0;
    }
    const resetAtMs = this.#openedAtMs + WINDOW_MS;
    const limit = this.perWindow;
    if (this.#used >= limit) return { limit, remaining: 0, resetAtMs, retryAfterMs: resetAtMs - nowMs };
    this.#used += 1;
    return { limit, remaining: limit - this.#used, resetAtMs };
  }
}

/** The other way to count a minute: each request counts for sixty seconds, and the reset is when the oldest stops counting. */
export class SlidingLimit implements RequestLimit {
  readonly #atMs: number[] = [];

  constructor(readonly perWindow: number = REQUESTS_PER_WINDOW) {}

  request(nowMs: number): RateLimits {
    while (this.#atMs[0] !== undefined && this.#atMs[0] <= nowMs - WINDOW_MS) this.#atMs.shift();
    const limit = this.perWindow;
    const isRefused = this.#atMs.length >= limit;
    if (!isRefused) this.#atMs.push(nowMs);
    const resetAtMs = this.#atMs[0]! + WINDOW_MS;
    return { limit, remaining: limit - this.#atMs.length, resetAtMs, ...(isRefused ? { retryAfterMs: resetAtMs - nowMs } : {}) };
  }
}
