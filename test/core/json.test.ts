import { first, isObject, isoTime, number, objectsIn, text } from '../../core/json.js';

test('a list, nothing, and a word are no objects', () => {
  expect([{}, { a: 1 }, [], null, undefined, 'a', 1].map(isObject)).toEqual([true, true, false, false, false, false, false]);
  expect(objectsIn([{ a: 1 }, null, [], 'a', {}])).toEqual([{ a: 1 }, {}]);
  expect(objectsIn({ length: 1, 0: {} })).toEqual([]);
});

test.each<[unknown, string | null]>([
  ['a', 'a'], [' a ', ' a '], ['', null], [' \n', null], [0, '0'], [7.5, '7.5'], [NaN, null], [Infinity, null], [true, null], [{}, null], [null, null],
])('%j as words is %j', (value, words) => expect(text(value)).toBe(words)); // prettier-ignore

test.each<[unknown, number | null]>([
  [0, 0], [-1.5, -1.5], [NaN, null], [Infinity, null], ['12', 12], [' 12.50 ', 12.5], ['-3', -3], ['0.25', 0.25], ['', null], ['.', null], ['1.', null], ['.5', null], ['x12', null], ['12x', null],
  ['1e3', null], ['0x10', null], ['1,000', null], ['123456789012345', 123_456_789_012_345], ['1234567890123456', null], [true, null], [[7], null], [null, null],
])('%j as a number is %j', (value, expected) => expect(number(value)).toBe(expected)); // prettier-ignore

test('the first that says something: objects first, then keys', () => {
  expect(first([{ b: 'outer' }, { a: 'inner' }], ['a', 'b'], text)).toBe('outer');
  expect(first([{ a: '', b: 'second' }], ['a', 'b'], text)).toBe('second');
  expect(first([{ c: 'x' }], ['a', 'b'], text)).toBeNull();
});

describe('a time', () => {
  const NOON = '2026-03-20T12:00:00.000Z';
  const NOON_S = Date.parse(NOON) / 1000;

  test.each([
    NOON, '2026-03-20T12:00:00Z', '2026-03-20T12:00:00z', ' 2026-03-20T12:00Z ', '2026-03-20T14:00:00+02:00', '2026-03-20T14:00:00+0200', '2026-03-20T07:30:00.000-04:30', 'Fri, 20 Mar 2026 12:00:00 GMT',
    NOON_S, NOON_S * 1000, String(NOON_S), String(NOON_S * 1000),
  ])('%j is noon, UTC', (value) => expect(isoTime(value)).toBe(NOON)); // prettier-ignore

  test.each(['2026-03-20T12:00:00', '2026-03-20 12:00:00', '2026-03-20T12:00', '2026-03-20 12:00:00.000'])('without a zone, %j is UTC, wherever this runs', (value) => {
    expect(new Date(2026, 2, 20).getTimezoneOffset()).not.toBe(0);
    expect(isoTime(value)).toBe(NOON);
  });

  test.each([
    '2026-03-20T12:00:00Z', '2026-03-20 12:00:00 UTC', '2026-03-20 12:00:00GMT', '2026-03-20T14:00:00+02:00', '2026-03-20T14:00:00+0200', '2026-03-20T14:00:00+02', '2026-03-20 14:00:00 +0200',
    '2026-03-20T06:30:00-05:30', 'Fri, 20 Mar 2026 13:00:00 +0100', 'Fri, 20 Mar 2026 12:00:00 GMT', 'Friday, 20 Mar 2026 12:00:00 UTC', `${NOON_S}.0`,
  ])('with a zone, %j is the same moment', (value) => expect(isoTime(value)).toBe(NOON)); // prettier-ignore

  test('a day is its midnight', () => expect(isoTime('2026-03-20')).toBe('2026-03-20T00:00:00.000Z'));

  test.each(['', 'soon', 'item 7', '20', 'on 2026-03-20', '2026-03-20 or so', 'the 2026-03-20T12:00:00Z', 'March 20, 2026', '123456789', '12345678901234', '2026-99-99T12:00', 0, '0', -5, NaN, '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', null, undefined, true, {}, [2026]])(
    '%j is none',
    (value) => expect(isoTime(value)).toBeNull(),
  );

  test('a Unix time is in ms where seconds would be past the year 5000', () => {
    expect(isoTime(99_999_999_999)).toBe('5138-11-16T09:46:39.000Z');
    expect(isoTime(100_000_000_000)).toBe('1973-03-03T09:46:40.000Z');
  });
});
