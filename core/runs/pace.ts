import { MAX_RETRY_AFTER_MS, type RateLimits } from '../api/rate_limits.js';
import { hasRoom, roomyWaitMs } from './roomy_pace.js';

/**
 * When to look at an execution, in ms after its start.
 *
 * Images take 4-30 s, most of them 8-20 s: a look in the first seconds is wasted, and looks stand closest where images
 * finish most often. Start and looks together are at most 10 requests in any minute (Free), with one to spare. It is the
 * list found by proof/bench/pace/best.ts (least waiting, where a further request must save half a second), begun half a second
 * earlier for the fast models; docs/performance.md has the figures.
 */
export const LOOK_AFTER_MS: readonly number[] = [
  9_000, 13_000, 16_500, 20_000, 24_000, 28_500, 35_000, 44_000, 60_000,
];

/** After the last of `LOOK_AFTER_MS`: videos take minutes, and two of them at once leave the account 2 requests of 10. */
export const LATER_LOOKS_EVERY_MS = 15_000;

/** A planned look nearer than this is left out, so that a slow reply is never followed by two looks in a row. */
const MIN_WAIT_MS = 1_000;

/**
 * With this many requests left or fewer, the rest is spread over what is left of the window: one run alone gets here only
 * after most images are done, two at once get here early, and then both slow down before one of them is refused.
 */
const SCARCE_REQUESTS = 6;
/**
 * Where the last runs are known, looks stand where this one ends: to move them then would cost more waiting than a refusal
 * does, which they seldom need fear, since they are fewer.
 */
const SCARCE_WHERE_LEARNED = 3;
/** The shares of the window nobody looks in: one for another run's request, one up to the reset. */
const SPARE_SHARES = 2;

/** Above this, the time since the start is a mistake, and too large a number to add to. */
const LONGEST_RUN_MS = 1e11;

const LAST_LISTED = LOOK_AFTER_MS.length - 1;

/** When look number `look` (0 = first) is planned, in ms after the start of the execution. */
export function lookAtMs(look: number): number {
  return LOOK_AFTER_MS[look] ?? lookAtMs(LAST_LISTED) + (look - LAST_LISTED) * LATER_LOOKS_EVERY_MS;
}

/** The wait in ms before look number `look` (0 = first), counted from the look before it, or from the start. */
export function nextLookDelayMs(look: number): number {
  return lookAtMs(look) - (look === 0 ? 0 : lookAtMs(look - 1));
}

/**
 * How long to wait before the next look at an execution, whatever the looks before it were.
 *
 * Where the service tells of room (`hasRoom`), looks stand as close as `roomyWaitMs` says. Otherwise
 * they happen at planned moments; one that has passed (a slow reply, a step that was queued again) is left out, never
 * caught up. The service's word comes first: its `Retry-After`; the reset when nothing remains; an even spread up to the
 * reset when little remains (docs/service.md, "Rate limits").
 *
 * @param args.elapsedMs ms since the execution was started (0 when unknown)
 * @param args.looksMs the planned moments where the workflow's last runs are known (`learnedLooks`), in place of the usual ones
 * @param args.limits what the last reply said, a refusal included
 * @param args.nowMs the present, ms since 1970
 * @returns ms, from 400 to 24 h; from 1,000 where no room is told of
 */
export function paceAfter(args: {
  elapsedMs: number;
  looksMs?: readonly number[] | null | undefined;
  limits?: RateLimits | undefined;
  nowMs: number;
}): number {
  const { limits = {}, nowMs } = args;
  const elapsedMs = Number.isFinite(args.elapsedMs) ? Math.min(Math.max(0, args.elapsedMs), LONGEST_RUN_MS) : 0;
  const lookMs = hasRoom(limits) ? roomyWaitMs(elapsedMs, limits) : untilPlannedMs(elapsedMs, args.looksMs ?? LOOK_AFTER_MS);
  const waitMs = Math.max(lookMs, limits.retryAfterMs ?? 0, untilShareMs(limits, nowMs, args.looksMs ? SCARCE_WHERE_LEARNED : SCARCE_REQUESTS));
  return Math.min(waitMs, MAX_RETRY_AFTER_MS);
}

function untilPlannedMs(elapsed: number, looksMs: readonly number[]): number {
  const earliest = elapsed + MIN_WAIT_MS;
  const listed = looksMs.find((atMs) => atMs >= earliest);
  if (listed !== undefined) return listed - elapsed;
  const lastMs = looksMs.at(-1) ?? 0;
  return lastMs + Math.ceil((earliest - lastMs) / LATER_LOOKS_EVERY_MS) * LATER_LOOKS_EVERY_MS - elapsed;
}

function untilShareMs({ remaining, resetAtMs }: RateLimits, nowMs: number, scarce: number): number {
  if (remaining === undefined || resetAtMs === undefined || remaining > scarce) return 0;
  if (remaining === 0) return resetAtMs - nowMs;
  return Math.ceil((resetAtMs - nowMs) / (remaining + SPARE_SHARES));
}
