import fc from 'fast-check';
import { MAX_RETRY_AFTER_MS, readRateLimits, type RateLimits } from '../../../core/api/rate_limits.js';

const NOW_MS = Date.UTC(2026, 9, 21, 7, 28, 0);
const NOW_S = NOW_MS / 1000;

const read = (headers: Record<string, string>, body?: unknown): RateLimits => {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return readRateLimits((name) => lower[name.toLowerCase()] ?? null, body, NOW_MS);
};
const wait = (headers: Record<string, string>, body?: unknown) => read(headers, body).retryAfterMs;

describe('Retry-After', () => {
  it.each([
    ['seconds', '30', 30_000],
    ['no seconds', '0', 0],
    ['parts of a second', ' 1.5 ', 1_500],
    ['less than a millisecond more, rounded up', '1.0001', 1_001],
    ['a Unix time by mistake', String(NOW_S + 12), 12_000],
    ['an HTTP date', 'Wed, 21 Oct 2026 07:28:45 GMT', 45_000],
    ['a date in another zone', 'Wed, 21 Oct 2026 09:28:45 +0200', 45_000],
    ['seconds just below what a Unix time can be', '1000000000', MAX_RETRY_AFTER_MS],
    ['the first Unix time, which has long passed', '1000000001', 0],
    ['the last Unix time in seconds', '100000000000', MAX_RETRY_AFTER_MS],
    ['the first Unix time in ms', '100000000001', 0],
    ['an HTTP date in the form of RFC 850', 'Wednesday, 21-Oct-26 07:28:45 GMT', 45_000],
    ['an HTTP date in the form of asctime, which is GMT without saying so', 'Wed Oct 21 07:28:45 2026', 45_000],
    ['a date without a zone in any other form', 'Wednesday, 21-Oct-2026 07:28:45', 45_000],
    ['a date that has passed', 'Wed, 21 Oct 2026 07:27:00 GMT', 0],
    ['more than a day', '604800', MAX_RETRY_AFTER_MS],
    ['a Unix time in millionths of a second', `${NOW_MS + 12_000}000`, 12_000],
    ['one in billionths', `${NOW_MS + 12_000}000000`, 12_000],
    ['an ISO time', '2026-10-21T07:28:45.000Z', 45_000],
    ['an ISO time in another zone', '2026-10-21T09:28:45+02:00', 45_000],
    ['two of them, whose longer serves both', '5, 30', 30_000],
    ['a number with no end', '9'.repeat(400), MAX_RETRY_AFTER_MS],
  ])('is obeyed as %s', (_, value, expected) => {
    expect(wait({ 'Retry-After': value })).toBe(expected);
  });

  it.each(['', 'soon', '-5', 'NaN', 'Infinity', 'item 7', 'not before Wed, 21 Oct 2026 07:28:45 GMT', '1e3', '0x10', 'Wed, 99 Foo 2026 99:99:99 GMT'])(
    'is as good as missing when it is %p',
    (value) => {
      expect(wait({ 'Retry-After': value })).toBeUndefined();
      expect(wait({ 'Retry-After': value }, { retryAfter: 7 })).toBe(7_000);
    },
  );
});

describe('the order of what says when', () => {
  const reset = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW_S + 20) };

  it('takes Retry-After before the reset', () => {
    expect(wait({ ...reset, 'Retry-After': '3' }, { retryAfter: NOW_S + 40 })).toBe(3_000);
  });
  it('takes the reset before the body', () => {
    expect(wait(reset, { retryAfter: NOW_S + 40 })).toBe(20_000);
  });
  it('takes the reset when nothing says how many requests remain', () => {
    expect(wait({ 'X-RateLimit-Reset': String(NOW_S + 20) })).toBe(20_000);
  });
  it('asks for no wait on an ordinary reply that does not say, or not in digits, how many remain', () => {
    expect(wait({ 'X-RateLimit-Reset': String(NOW_S + 20) }, null)).toBeUndefined();
    expect(wait({ 'X-RateLimit-Reset': String(NOW_S + 20), 'X-RateLimit-Remaining': 'unlimited' }, null)).toBeUndefined();
    expect(wait({ ...reset }, null)).toBe(20_000);
  });
  it('asks for no wait on an ordinary reply, although its reset is known', () => {
    expect(read({ 'X-RateLimit-Remaining': '4', 'X-RateLimit-Reset': String(NOW_S + 20) })).toEqual({
      remaining: 4,
      resetAtMs: NOW_MS + 20_000,
    });
  });
  it('asks the body when requests remain: then it is another limit that is full', () => {
    expect(wait({ ...reset, 'X-RateLimit-Remaining': '4' }, { retryAfter: NOW_S + 3600 })).toBe(3_600_000);
  });
});

describe('retryAfter in the body', () => {
  it.each([
    ['a Unix time', { retryAfter: NOW_S + 40 }],
    ['a Unix time in ms', { retryAfter: NOW_MS + 40_000 }],
    ['relative seconds', { retryAfter: 40 }],
    ['text', { retryAfter: '40' }],
    ['inside error', { error: { message: 'Too many', retryAfter: NOW_S + 40 } }],
    ['inside data', { data: { retryAfter: NOW_S + 40 } }],
    ['beside an error in words', { error: 'Too many', retryAfter: NOW_S + 40 }],
  ])('is read as %s', (_, body) => {
    expect(wait({}, body)).toBe(40_000);
  });

  it('is in the past: go ahead', () => {
    expect(wait({}, { retryAfter: NOW_S - 40 })).toBe(0);
  });

  it.each([undefined, null, 'Too many', 7, [], [{ retryAfter: 1 }], { retryAfter: [7] }, { retryAfter: null }, { retryAfter: {} }, { error: null }])(
    'is missing from %p',
    (body) => {
      expect(read({}, body)).toStrictEqual({});
    },
  );
});

describe('requests remaining', () => {
  it.each([
    ['9', 9],
    [' 9 ', 9],
    ['0', 0],
    ['-1', 0],
  ])('%s are %d', (value, expected) => {
    expect(read({ 'X-RateLimit-Remaining': value }).remaining).toBe(expected);
  });
  it.each(['', 'many', '1.5'])('%p is not a number of requests', (value) => {
    expect(read({ 'X-RateLimit-Remaining': value })).toEqual({});
  });
});

it('a reset in the past is now, one beyond a day is a day away', () => {
  expect(read({ 'X-RateLimit-Reset': String(NOW_S - 5) }).resetAtMs).toBe(NOW_MS);
  expect(read({ 'X-RateLimit-Reset': String(NOW_S + 1e6) }).resetAtMs).toBe(NOW_MS + MAX_RETRY_AFTER_MS);
});

describe('whatever a server sends', () => {
  const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) };
  const expectSane = ({ remaining = 0, resetAtMs = NOW_MS, retryAfterMs = 0 }: RateLimits) => {
    expect(remaining).toBeGreaterThanOrEqual(0);
    expect(retryAfterMs).toBeGreaterThanOrEqual(0);
    expect(retryAfterMs).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
    expect(resetAtMs).toBeGreaterThanOrEqual(NOW_MS);
    expect(resetAtMs).toBeLessThanOrEqual(NOW_MS + MAX_RETRY_AFTER_MS);
  };
  const words = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.string().map((text) => `Wed, ${text} 10:00:00`),
  );

  it('is never NaN, never negative and never more than a day', () => {
    fc.assert(
      fc.property(words, words, words, fc.oneof(fc.jsonValue(), words.map((retryAfter) => ({ retryAfter }))), (after, reset, left, body) => {
        expectSane(read({ 'Retry-After': after, 'X-RateLimit-Reset': reset, 'X-RateLimit-Remaining': left }, body));
      }),
      runs,
    );
  });

  it('any date within the next day is obeyed to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        expect(wait({ 'Retry-After': new Date(NOW_MS + seconds * 1000).toUTCString() })).toBe(seconds * 1000);
      }),
      runs,
    );
  });
});

test.each([['60', 60], [' 200 ', 200], ['60, 60;w=60', 60], ['60;w=60', 60], ['0', undefined], ['-5', undefined], ['many', undefined], ['6e1', undefined], ['9999999999', undefined]])('a limit of %p requests', (value, limit) => {
  expect(read({ 'X-RateLimit-Limit': value }).limit).toBe(limit);
}); // prettier-ignore
