import { MAX_RETRY_AFTER_MS, type RateLimits } from './retry_after.js';

/** When to look at an execution, ms after its start. */
export const LOOK_AFTER_MS: readonly number[] = [6_500, 9_500, 13_000, 17_500, 23_500, 32_000, 45_000];

/** After the last of `LOOK_AFTER_MS`, look this often. */
export const LATER_LOOKS_EVERY_MS = 15_000;

/** A planned look closer than this is left out: the last one has only just been answered. */
const MIN_WAIT_MS = 1_000;

/** When look number `look` (0 = first) is planned, ms after the start of the execution. */
export function lookAtMs(look: number): number {
  const last = LOOK_AFTER_MS.length - 1;
  return LOOK_AFTER_MS[look] ?? LOOK_AFTER_MS[last]! + (look - last) * LATER_LOOKS_EVERY_MS;
}

/** ms to wait before look number `look` (0 = first), counted from the look before it, or from the start. */
export function nextLookDelayMs(look: number): number {
  return lookAtMs(look) - (look === 0 ? 0 : lookAtMs(look - 1));
}

/**
 * How long to wait before the next look, given what the last reply said.
 *
 * @param args.elapsedMs ms since the execution was started
 * @param args.limits what the last reply said about the limit
 * @param args.nowMs the present, ms since 1970
 * @returns ms, at least 1,000
 */
export function paceAfter(args: { elapsedMs: number; limits?: RateLimits | undefined; nowMs: number }): number {
  const { limits = {}, nowMs } = args;
  const elapsedMs = Math.max(0, args.elapsedMs);
  let look = 0;
  while (look < LOOK_AFTER_MS.length && lookAtMs(look) < elapsedMs + MIN_WAIT_MS) look += 1;
  let plannedMs = lookAtMs(look) - elapsedMs;
  if (plannedMs < MIN_WAIT_MS) plannedMs += LATER_LOOKS_EVERY_MS * Math.ceil((MIN_WAIT_MS - plannedMs) / LATER_LOOKS_EVERY_MS);
  const untilResetMs = limits.remaining === 0 ? (limits.resetAtMs ?? nowMs) - nowMs : 0;
  return Math.min(Math.max(plannedMs, limits.retryAfterMs ?? 0, untilResetMs), MAX_RETRY_AFTER_MS);
}
