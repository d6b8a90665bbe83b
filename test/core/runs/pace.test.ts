import fc from 'fast-check';
import { LATER_LOOKS_EVERY_MS, LOOK_AFTER_MS, lookAtMs, nextLookDelayMs, paceAfter } from '../../../core/runs/pace.js';
import { MAX_RETRY_AFTER_MS, readRateLimits, type RateLimits } from '../../../core/api/rate_limits.js';

const NOW_MS = Date.UTC(2026, 9, 21, 7, 28, 0);
const MINUTE_MS = 60_000;
const FREE_PLAN_REQUESTS = 10;

/** The most of these moments in any minute, both of its ends included. */
const busiest = (atMs: readonly number[]) =>
  Math.max(...atMs.map((from) => atMs.filter((at) => at >= from && at <= from + MINUTE_MS).length));

/** When looks happen, from the start at 0, if the n-th reply takes `replyMs[n]`. */
function looks(replyMs: readonly number[]): number[] {
  const atMs = [0];
  let elapsedMs = 0;
  for (const reply of replyMs) {
    elapsedMs += paceAfter({ elapsedMs, nowMs: NOW_MS + elapsedMs });
    atMs.push(elapsedMs);
    elapsedMs += reply;
  }
  return atMs;
}

describe('the planned moments', () => {
  it('rise, so that they can be written as a list of waits', () => {
    const waits = Array.from({ length: 40 }, (_, look) => nextLookDelayMs(look));
    expect(Math.min(...waits)).toBeGreaterThan(0);
    waits.reduce((sum, wait, look) => {
      expect(lookAtMs(look)).toBe(sum + wait);
      return sum + wait;
    }, 0);
  });
  it('start with the list and go on evenly after it', () => {
    expect(LOOK_AFTER_MS.map((_, look) => lookAtMs(look))).toEqual(LOOK_AFTER_MS);
    expect(nextLookDelayMs(LOOK_AFTER_MS.length)).toBe(LATER_LOOKS_EVERY_MS);
    expect(nextLookDelayMs(1_000)).toBe(LATER_LOOKS_EVERY_MS);
  });
  it('wait no more than five seconds for any image between 4 and 28 s, but for the first look', () => {
    for (const [look, atMs] of LOOK_AFTER_MS.entries()) {
      if (atMs <= 28_500) expect(nextLookDelayMs(look)).toBeLessThanOrEqual(look === 0 ? 9_000 : 5_000);
    }
  });
  it('leave a video a share of the minute that two of them fit into', () => {
    expect(LATER_LOOKS_EVERY_MS).toBeGreaterThanOrEqual((2 * MINUTE_MS) / FREE_PLAN_REQUESTS);
    expect(LATER_LOOKS_EVERY_MS).toBeLessThanOrEqual(20_000);
  });
});

describe('never more than ten requests in any minute', () => {
  it('with the start, for a run that goes on for an hour', () => {
    const atMs = looks(Array.from({ length: 240 }, () => 0));
    expect(atMs.at(-1)).toBeGreaterThan(3_500_000);
    expect(busiest(atMs)).toBeLessThanOrEqual(FREE_PLAN_REQUESTS);
  });
  it('whatever time the replies take', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 60 }), (replyMs) => {
        expect(busiest(looks(replyMs))).toBeLessThanOrEqual(FREE_PLAN_REQUESTS);
      }),
    );
  });
});

describe('the next wait', () => {
  const planned = (elapsedMs: number) => paceAfter({ elapsedMs, nowMs: NOW_MS });

  it('ends at a planned moment, however late the step is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), (elapsedMs) => {
        const wait = planned(elapsedMs);
        const atMs = elapsedMs + wait;
        const look = Array.from({ length: 300 }, (_, n) => lookAtMs(n)).indexOf(atMs);
        expect(look).toBeGreaterThanOrEqual(0);
        expect(wait).toBeGreaterThanOrEqual(1_000);
        // No earlier moment would have done: the one before is nearer than a second, or gone.
        if (look > 0) expect(lookAtMs(look - 1)).toBeLessThan(elapsedMs + 1_000);
      }),
    );
  });
  it('leaves out a moment that comes right after a slow reply', () => {
    expect(planned(12_500)).toBe(16_500 - 12_500);
    expect(planned(12_000)).toBe(1_000);
    expect(planned(59_500)).toBe(75_000 - 59_500);
    expect(planned(74_000)).toBe(1_000);
    expect(planned(74_001)).toBe(90_000 - 74_001);
  });
  it.each([NaN, -5_000, -Infinity, Infinity])('starts anew when the time since the start is %p', (elapsedMs) => {
    expect(planned(elapsedMs)).toBe(LOOK_AFTER_MS[0]);
  });
});

describe('what the service says', () => {
  const after = (headers: Record<string, string>, elapsedMs = 9_000) =>
    paceAfter({ elapsedMs, nowMs: NOW_MS, limits: readRateLimits((name) => headers[name] ?? null, undefined, NOW_MS) });
  const inSeconds = (seconds: number) => String(NOW_MS / 1000 + seconds);

  it('Retry-After in seconds is obeyed', () => {
    expect(after({ 'Retry-After': '42' })).toBe(42_000);
  });
  it('a Retry-After date is obeyed', () => {
    expect(after({ 'Retry-After': new Date(NOW_MS + 42_000).toUTCString() })).toBe(42_000);
  });
  it('a Retry-After shorter than the plan does not hurry it', () => {
    expect(after({ 'Retry-After': '1' })).toBe(4_000);
  });
  it('a Retry-After of a week is a day', () => {
    expect(after({ 'Retry-After': '604800' })).toBe(MAX_RETRY_AFTER_MS);
    expect(paceAfter({ elapsedMs: 0, nowMs: NOW_MS, limits: { retryAfterMs: 604_800_000 } })).toBe(MAX_RETRY_AFTER_MS);
  });
  it('with nothing left, the reset is awaited', () => {
    expect(after({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(51) })).toBe(51_000);
    expect(paceAfter({ elapsedMs: 9_000, nowMs: NOW_MS, limits: { remaining: 0, resetAtMs: NOW_MS + 51_000 } })).toBe(51_000);
  });
  it('with little left, the rest is spread over the window', () => {
    expect(after({ 'X-RateLimit-Remaining': '6', 'X-RateLimit-Reset': inSeconds(48) })).toBe(6_000);
    expect(after({ 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': inSeconds(48) })).toBe(16_000);
  });
  it('with enough left, the plan stands, and so it does with a reset that has passed or is not known', () => {
    expect(after({ 'X-RateLimit-Remaining': '7', 'X-RateLimit-Reset': inSeconds(59) })).toBe(4_000);
    expect(after({ 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': inSeconds(-3) })).toBe(4_000);
    expect(after({ 'X-RateLimit-Remaining': '1' })).toBe(4_000);
    expect(after({ 'X-RateLimit-Reset': 'soon' })).toBe(4_000);
  });
  it('stretches a wait and never shortens one', () => {
    fc.assert(
      fc.property(
        fc.record({
          elapsedMs: fc.integer({ min: 0, max: 600_000 }),
          remaining: fc.option(fc.nat(20), { nil: undefined }),
          resetInMs: fc.option(fc.nat(60_000), { nil: undefined }),
          retryAfterMs: fc.option(fc.nat(MAX_RETRY_AFTER_MS), { nil: undefined }),
        }),
        ({ elapsedMs, remaining, resetInMs, retryAfterMs }) => {
          const limits = {
            ...(remaining === undefined ? {} : { remaining }),
            ...(resetInMs === undefined ? {} : { resetAtMs: NOW_MS + resetInMs }),
            ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          };
          const wait = paceAfter({ elapsedMs, nowMs: NOW_MS, limits });
          expect(wait).toBeGreaterThanOrEqual(paceAfter({ elapsedMs, nowMs: NOW_MS }));
          expect(wait).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
        },
      ),
    );
  });
});

describe('where the plan has room', () => {
  const at = (elapsedMs: number, limits: RateLimits) => paceAfter({ elapsedMs, nowMs: NOW_MS, limits });

  it('a run is looked at from the fourth second on, the closer the higher the limit is', () => {
    expect([60, 200].map((limit) => at(0, { limit }))).toEqual([4_000, 4_000]);
    expect([60, 200].map((limit) => at(8_000, { limit }))).toEqual([925, 400]);
  });
  it('a limit of Free or Starter, or an absurd one, keeps to the moments or to a look in 400 ms', () => {
    for (const limit of [1, 10, 20, 39]) expect(at(9_000, { limit })).toBe(4_000);
    expect(at(9_000, { limit: 999_999_999 })).toBe(400);
  });
  it('a video is looked at seldom', () => {
    expect(at(180_000, { limit: 60 })).toBe(9_000);
    expect(at(3_600_000, { limit: 60 })).toBe(15_000);
  });
  it('waits grow as others use the window up, and end with what the service says', () => {
    const waits = [60, 40, 30, 20, 10, 7].map((remaining) => at(10_000, { limit: 60, remaining }));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(925);
    expect(waits.at(-1)).toBeGreaterThan(5_000);
    expect(at(10_000, { limit: 60, remaining: 0, resetAtMs: NOW_MS + 40_000 })).toBe(40_000);
    expect(at(10_000, { limit: 60, remaining: 59, retryAfterMs: 30_000 })).toBe(30_000);
  });
  it('no limit, time or remainder makes a wait that is no wait', () => {
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: 1, max: 999_999_999 }), fc.option(fc.nat(), { nil: undefined }), (elapsedMs, limit, remaining) => {
        const wait = at(elapsedMs, remaining === undefined ? { limit } : { limit, remaining });
        expect(wait).toBeGreaterThanOrEqual(400);
        expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
      }),
    );
  });
});
