import type { RateLimits } from '../api/rate_limits.js';

/** With fewer requests a minute (Free has 10, Starter 20), looks keep to the moments of `LOOK_AFTER_MS`. */
const ROOM_FROM = 40;
/** No image is finished earlier, on Wireflow's own pages. */
const FIRST_LOOK_MS = 4_000;
/** The waits of one run alone would use up the window in this time; that replies take time makes it a whole minute. */
const ALONE_MS = 55_500;
/** Closer looks would save less than a reply takes. */
const CLOSEST_MS = 400;
/** What has taken long may be seen later: on Pro, by a twentieth of the time it took. */
const LATENESS_AT_ONE_REQUEST = 3;
/** As seldom as a video is looked at on the Free plan. */
const SELDOM_MS = 15_000;
/** With this part of the window left or more, nobody else needs to be made way for. */
const PLENTY = 0.7;

/** Whether the service tells of a plan with room for closer looks. */
export function hasRoom({ limit }: RateLimits): boolean {
  return limit !== undefined && limit >= ROOM_FROM;
}

/** The requests that the plan allows in a minute, as a look's reply tells; null where none has told, since a start tells of starts. */
export function perMinuteOf({ limit, isOfStart }: RateLimits): number | null {
  return isOfStart ? null : (limit ?? null);
}

/**
 * What a start's reply says about the limit, with the plan that an earlier look has told of in place of a smaller limit: that
 * would be the one of starts (10 a minute on every plan), and looks would begin as on the smallest plan.
 *
 * @param perMinute the requests of the plan, as the last look of an earlier run told; null where none did
 */
export function withKnownPlan(limits: RateLimits, perMinute: number | null): RateLimits {
  if (perMinute === null || limits.isOfStart !== true || (limits.limit ?? 0) >= perMinute) return limits;
  return { limit: perMinute, ...(limits.retryAfterMs === undefined ? {} : { retryAfterMs: limits.retryAfterMs }) };
}

/**
 * The wait before the next look where the plan has room: the closer, the higher the limit is, and wider as the run takes
 * longer. With more than a quarter of the window used, others are likely to look too: waits grow as what is left shrinks,
 * so that all of them slow down together, whether the window is a fixed or a sliding one.
 *
 * @param elapsedMs ms since the execution was started, 0 or more
 * @param limits what the last reply said, with a limit
 * @returns ms, 400 or more
 */
export function roomyWaitMs(elapsedMs: number, { limit = ROOM_FROM, remaining = limit }: RateLimits): number {
  const closestMs = Math.max(CLOSEST_MS, ALONE_MS / limit);
  const evenMs = Math.min(Math.max(closestMs, (elapsedMs * LATENESS_AT_ONE_REQUEST) / limit), SELDOM_MS);
  // With nothing left, only the reset counts, or a `Retry-After`.
  const crowding = remaining === 0 ? 1 : Math.max(1, (limit * PLENTY) / remaining);
  return Math.ceil(Math.max(FIRST_LOOK_MS - elapsedMs, evenMs * crowding));
}
