/** What a reply said about the request limit. A field is missing where the reply was silent or unreadable. */
export interface RateLimits {
  /** Requests that a whole window allows, 1 or more. */
  limit?: number;
  /** Requests left in the current window, 0 or more. */
  remaining?: number;
  /** When the window starts anew, ms since 1970; from the moment of reading to 24 h after it. */
  resetAtMs?: number;
  /** How long to stay away, ms, 0 to 24 h. Missing when the reply asks for no wait. */
  retryAfterMs?: number;
  /** The reply was a start's: its limit may be that of starts. */
  isOfStart?: true;
}

/** Reads one reply header by its name, in any case; null or undefined when it is not there. */
export type GetHeader = (name: string) => string | null | undefined;

/** No window of the service is longer than its daily cap, so a longer wait is a misread or a fault. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** Numbers above this are a Unix time (2001 or later), below it a number of seconds to wait (up to 31 years). */
const FIRST_UNIX_TIME_S = 1e9;
/** Numbers above this would be the year 5138 in seconds: they are a Unix time in ms; far above, in millionths or billionths. */
const FIRST_UNIX_TIME_MS = 1e11;
const FIRST_FINER_TIME = 1e14;

const DECIMAL = /^\d+(\.\d+)?$/;
const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun).*\d:\d\d:\d|^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads the request limit from a reply.
 *
 * `retryAfterMs` is the first of: `Retry-After` (seconds or an HTTP date), `X-RateLimit-Reset`, `retryAfter` in the body
 * (also inside `error` or `data`). The service documents the header as relative seconds and the body as a Unix time in
 * seconds; each place is read in both ways, told apart by size. `X-RateLimit-Reset` comes with every reply, so it
 * asks for a wait only when no request remains: a refusal with requests remaining is about another limit (executions),
 * whose end the body knows. Source: docs/service.md, "Rate limits".
 *
 * @param getHeader reads one header of the reply
 * @param body a refusal's parsed JSON body, if there is one; null for a reply that refuses nothing; anything else is ignored
 * @param nowMs the present, ms since 1970
 * @returns times in ms, never negative, never NaN, at most 24 h away
 */
export function readRateLimits(getHeader: GetHeader, body: unknown, nowMs: number): RateLimits {
  const limits: RateLimits = {};

  // A limit may come with its window behind it: "60, 60;w=60".
  const limit = Number(/^\s*(\d{1,9})\s*(?:[,;]|$)/.exec(String(getHeader('X-RateLimit-Limit')))?.[1]);
  if (limit >= 1) limits.limit = limit;

  const remaining = String(getHeader('X-RateLimit-Remaining')).split(',');
  if (remaining.every((each) => /^\s*-?\d+\s*$/.test(each))) limits.remaining = Math.max(0, Math.min(...remaining.map(Number)));

  const untilResetMs = waitMs(getHeader('X-RateLimit-Reset'), nowMs);
  if (untilResetMs !== undefined) limits.resetAtMs = nowMs + untilResetMs;

  const retryAfterMs =
    waitMs(getHeader('Retry-After'), nowMs) ??
    (isSpent(limits, body) ? untilResetMs : undefined) ??
    waitInBodyMs(body, nowMs);
  if (retryAfterMs !== undefined) limits.retryAfterMs = retryAfterMs;

  return limits;
}

/** A refusal that does not say what remains is one; an ordinary reply that does not say it is none. */
function isSpent({ remaining }: RateLimits, body: unknown): boolean {
  return remaining === undefined ? body !== null : remaining === 0;
}

function waitInBodyMs(body: unknown, nowMs: number): number | undefined {
  return [body, field(body, 'error'), field(body, 'data')]
    .map((part) => waitMs(field(part, 'retryAfter'), nowMs))
    .find((wait) => wait !== undefined);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Seconds, a Unix time or an HTTP date → ms from now, 0 to 24 h; anything else → undefined. */
function waitMs(value: unknown, nowMs: number): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value).trim();
  // The same header of two limits is handed over as one: the longer wait serves both.
  const numbers = text.split(/\s*,\s*/);
  const wait = numbers.every((each) => DECIMAL.test(each)) ? Math.max(...numbers.map((each) => numberToWaitMs(Number(each), nowMs))) : dateToWaitMs(text, nowMs);
  if (wait === undefined || Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(0, Math.ceil(wait)), MAX_RETRY_AFTER_MS);
}

function numberToWaitMs(value: number, nowMs: number): number {
  if (value > FIRST_FINER_TIME && Number.isFinite(value)) return numberToWaitMs(value / 1000, nowMs);
  if (value > FIRST_UNIX_TIME_MS) return value - nowMs;
  if (value > FIRST_UNIX_TIME_S) return value * 1000 - nowMs;
  return value * 1000;
}

function dateToWaitMs(text: string, nowMs: number): number | undefined {
  // Date.parse alone takes "item 7" for a day in July 2001.
  if (!HTTP_DATE.test(text)) return undefined;
  // The oldest of the three HTTP forms (asctime) names no zone, and means GMT all the same.
  return Date.parse(/(GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text} GMT`) - nowMs;
}
