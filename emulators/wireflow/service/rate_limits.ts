import { ServiceError } from './service_error.js';
import type { PlanLimits } from './plans.js';

// Guess: a fixed window that opens with the first request in it. The documentation does not say fixed or sliding.
const WINDOW_MS = 60_000;
const DAY_MS = 86_400_000;

export type Bucket = 'requests' | 'executions';

/** What the X-RateLimit headers say after a request. */
export interface RateState {
  limit: number;
  remaining: number;
  resetAtMs: number;
}

/** Counts requests and executions per minute for each caller, and executions per day for the account. */
export class RateLimits {
  private readonly windows = new Map<string, { openedAtMs: number; used: number }>();
  private day = { startsAtMs: 0, started: 0 };

  constructor(readonly limits: PlanLimits) {}

  /** How the bucket stands, without using any of it. */
  peek(caller: string, bucket: Bucket, nowMs: number): RateState {
    const limit = this.limitOf(bucket);
    const { openedAtMs, used } = this.windowOf(caller, bucket, nowMs);
    return { limit, remaining: Math.max(0, limit - used), resetAtMs: openedAtMs + WINDOW_MS };
  }

  /**
   * Uses one place in the bucket.
   * @throws ServiceError 429 with the absolute `retryAfter` (Unix seconds) of reference/rate-limits
   */
  take(caller: string, bucket: Bucket, nowMs: number): void {
    const state = this.peek(caller, bucket, nowMs);
    if (state.remaining < 1) {
      // Guess: the words for the request bucket; only the execution bucket's text is documented.
      const what = bucket === 'executions' ? 'workflow executions' : 'requests';
      throw tooMany(`Too many ${what}. Please try again later.`, state.resetAtMs);
    }
    this.windowOf(caller, bucket, nowMs).used += 1;
  }

  /** @throws ServiceError 429 when the account has used up its executions of the day */
  checkDay(nowMs: number): void {
    // Guess: the day is a UTC day, and the words.
    const startsAtMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    if (this.day.startsAtMs !== startsAtMs) this.day = { startsAtMs, started: 0 };
    if (this.day.started >= this.limits.executionsPerDay) {
      throw tooMany('Daily workflow execution limit reached. Please try again tomorrow.', startsAtMs + DAY_MS);
    }
  }

  /** Notes that an execution was started. */
  countStarted(): void {
    this.day.started += 1;
  }

  private limitOf(bucket: Bucket): number {
    return bucket === 'executions' ? this.limits.executionsPerMinute : this.limits.requestsPerMinute;
  }

  private windowOf(caller: string, bucket: Bucket, nowMs: number): { openedAtMs: number; used: number } {
    const name = `${bucket} ${caller}`;
    let window = this.windows.get(name);
    if (!window || nowMs - window.openedAtMs >= WINDOW_MS) {
      window = { openedAtMs: nowMs, used: 0 };
      this.windows.set(name, window);
    }
    return window;
  }
}

const tooMany = (message: string, untilMs: number): ServiceError =>
  new ServiceError(429, message, 'rate_limited', { retryAfter: Math.ceil(untilMs / 1000) });
