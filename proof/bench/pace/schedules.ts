import { nextLookDelayMs, paceAfter } from '../../../core/runs/pace.js';
import type { RateLimits } from '../../../core/api/rate_limits.js';

/** A way of looking again. `look` counts from 0; the wait runs from the reply before it. */
export interface Schedule {
  name: string;
  waitMs(args: { look: number; elapsedMs: number; limits: RateLimits; nowMs: number }): number;
}

const ARTICLE_FIRST_WAIT_MS = 1_000;
const ARTICLE_FACTOR = 1.5;
const ARTICLE_CAP_MS = 10_000;

/** Waits out a refusal, and knows nothing else of the limit. */
const obedient = (name: string, plannedMs: (look: number) => number): Schedule => ({
  name,
  waitMs: ({ look, limits }) => Math.max(plannedMs(look), limits.retryAfterMs ?? 0),
});

export const OURS: Schedule = { name: 'ours', waitMs: paceAfter };

/** Ours, as if the replies did not tell how many requests the plan has. */
export const WITHOUT_PLAN: Schedule = { name: 'ours, plan not known', waitMs: ({ limits: { limit: _limit, ...limits }, ...args }) => paceAfter({ ...args, limits }) };

/** Our planned moments alone, as when the service sends no headers about its limit. */
export const OURS_WITHOUT_HEADERS = obedient('ours, no headers', nextLookDelayMs);

export const ARTICLE = obedient("the article's", (look) =>
  Math.min(ARTICLE_CAP_MS, ARTICLE_FIRST_WAIT_MS * ARTICLE_FACTOR ** look),
);

export const EVERY_1_S = obedient('every 1 s', () => 1_000);
export const EVERY_3_S = obedient('every 3 s', () => 3_000);
export const EVERY_6_S = obedient('every 6 s', () => 6_000);

export const SCHEDULES: readonly Schedule[] = [OURS, OURS_WITHOUT_HEADERS, ARTICLE, EVERY_3_S, EVERY_6_S, EVERY_1_S];
