const MINUTE_MS = 60_000;
const SMALL_CREDIT_USD = 5;
const FULL = { perMinute: 600, burst: 600 };
/** What an account with less than five dollars may do. */
const SMALL = { perMinute: 6, burst: 1 };

/** How often predictions may be created. */
export class CreateLimit {
  #tokens = Infinity;
  #atMs = 0;

  /** @returns null when one may be created now, or the body of the refusal */
  take(nowMs: number, creditUsd: number): object | null {
    const { perMinute, burst } = creditUsd < SMALL_CREDIT_USD ? SMALL : FULL;
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#atMs) * perMinute) / MINUTE_MS);
    this.#atMs = nowMs;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return null;
    }
    const seconds = Math.ceil(((1 - this.#tokens) * 60) / perMinute);
    const why = perMinute === SMALL.perMinute ? ' Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit.' : '';
    return { detail: `Request was throttled.${why} Your rate limit resets in ~${seconds}s.`, status: 429, retry_after: seconds };
  }
}
