import fc from 'fast-check';
import { readRateLimits } from '../../../core/api/rate_limits.js';

const NOW_MS = Date.parse('2026-03-20T12:00:00.000Z');
const DAY_S = 24 * 60 * 60;
const unixS = (seconds: number) => Math.floor(NOW_MS / 1000) + seconds;

/** Every way in which a wait of so many seconds is said. */
const WAYS: Readonly<Record<string, (seconds: number) => { headers?: Record<string, string>; body?: unknown }>> = {
  'seconds in Retry-After': (seconds) => ({ headers: { 'retry-after': String(seconds) } }),
  'seconds with spaces': (seconds) => ({ headers: { 'retry-after': ` ${seconds} ` } }),
  'a date in Retry-After': (seconds) => ({ headers: { 'retry-after': new Date(unixS(seconds) * 1000).toUTCString() } }),
  'a Unix time in Retry-After': (seconds) => ({ headers: { 'retry-after': String(unixS(seconds)) } }),
  'X-RateLimit-Reset when nothing is left': (seconds) => ({ headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(unixS(seconds)) } }),
  'X-RateLimit-Reset in ms': (seconds) => ({ headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(unixS(seconds) * 1000) } }),
  'retryAfter in the body': (seconds) => ({ headers: { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': String(unixS(9)) }, body: { retryAfter: unixS(seconds) } }),
  'retryAfter inside error': (seconds) => ({ body: { error: { retryAfter: String(unixS(seconds)) } } }),
  'retryAfter inside data': (seconds) => ({ body: { data: { retryAfter: seconds } } }),
};

const junk = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String), fc.date({ noInvalidDate: false }).map(String), fc.constantFrom('item 7', 'NaN', '-5', '1e400', '0x10', '', 'Fri'));

export const waits = [
  {
    name: 'a wait, in every way of saying it',
    property: fc.property(fc.constantFrom(...Object.keys(WAYS)), fc.integer({ min: 0, max: DAY_S }), (way, seconds) => {
      const { headers = {}, body = null } = WAYS[way]?.(seconds) ?? {};
      const { retryAfterMs } = readRateLimits((name) => headers[name.toLowerCase()] ?? null, body, NOW_MS);
      if (retryAfterMs !== seconds * 1000) throw new Error(`${way}: ${seconds} s were read as ${retryAfterMs} ms`);
    }),
  },
  {
    name: 'any headers and body about limits',
    property: fc.property(fc.record({ after: junk, reset: junk, remaining: junk, body: fc.jsonValue() }), ({ after, reset, remaining, body }) => {
      const headers: Record<string, string> = { 'retry-after': after, 'x-ratelimit-reset': reset, 'x-ratelimit-remaining': remaining };
      const limits = readRateLimits((name) => headers[name.toLowerCase()] ?? null, body, NOW_MS);
      const isWait = (ms: number | undefined) => ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms <= DAY_S * 1000);
      if (!isWait(limits.retryAfterMs) || !isWait(limits.resetAtMs === undefined ? undefined : limits.resetAtMs - NOW_MS)) throw new Error(JSON.stringify(limits));
      if (limits.remaining !== undefined && !(limits.remaining >= 0)) throw new Error(JSON.stringify(limits));
    }),
  },
];
