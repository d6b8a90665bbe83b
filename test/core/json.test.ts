import fc from 'fast-check';
import { first, isObject, isoTime, number, objectsIn, parseJson, sendableJson, text } from '../../core/json.js';

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

describe('JSON that somebody else has written', () => {
  test('is read behind a byte order mark', () => expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 }));

  test('keeps ids that are too large for a number, as text, and every other number as it is', () => {
    expect(parseJson('{"id":1776100982446123456,"small":9007199254740991,"list":[-9007199254740993],"x":1.0000000000000000001,"e":12345678901234567e2,"credits":15}')).toEqual({
      id: '1776100982446123456', small: 9007199254740991, list: ['-9007199254740993'], x: 1, e: 12345678901234567e2, credits: 15,
    });
  }); // prettier-ignore

  test('is left alone inside texts', () => {
    const json = JSON.stringify({ prompt: 'order: 1776100982446123456, "12345678901234567890"\\', '1776100982446123456': [1776100982446123] });
    expect(parseJson(json)).toEqual(JSON.parse(json));
  });

  test('is read where numbers are none, as Python writes them, and they are null', () => {
    expect(parseJson('{"a":NaN,"b":[-Infinity,Infinity,1],"id":1776100982446123456}')).toEqual({ a: null, b: [null, null, 1], id: '1776100982446123456' });
    expect(parseJson('{"said":"NaN, \\"NaN\\"","a":NaN}')).toEqual({ said: 'NaN, "NaN"', a: null });
    expect(() => parseJson('{"a":NaNa}')).toThrow(SyntaxError);
  });

  test('is otherwise what JSON.parse makes of it, whatever stands in its texts', () => {
    const words = fc.array(fc.constantFrom('1234567890123456789', '"', '\\', ': ', ',', '[', 'x', '-', '{"a":')).map((parts) => parts.join(''));
    const value = fc.dictionary(words, fc.oneof(words, fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), fc.array(words)));
    fc.assert(fc.property(value, (each) => expect(parseJson(JSON.stringify(each))).toEqual(JSON.parse(JSON.stringify(each)))));
  });

  test.each(['', '{', '<html>', '\ufeff', '01', '{"id":1776100982446123456'])('%j is an error', (json) => expect(() => parseJson(json)).toThrow(SyntaxError));
});

describe('JSON that every service can read', () => {
  test.each([
    ['a fox \ud83e', 'a fox \ufffd'], ['\udd8a a fox', '\ufffd a fox'], ['a\u0000fox', 'afox'], ['a 🦊 fox', 'a 🦊 fox'], ['\ud83e\ud83e\udd8a', '\ufffd🦊'], ['\u2028', '\u2028'],
  ])('%j is sent as %j, as a text, as a name, and deep inside', (words, sent) => {
    expect(JSON.parse(sendableJson({ prompt: words, more: [{ [words]: [words] }] }))).toEqual({ prompt: sent, more: [{ [sent]: [sent] }] });
    expect(sendableJson(words)).not.toMatch(/\\u(d[89a-f]|0000)/i);
  }); // prettier-ignore

  test('all else is what JSON.stringify makes of it', () => {
    for (const value of [{ a: undefined, b: null, c: [undefined, 1.5, true], d: new Date(0) }, [], 'x', 7, null]) expect(sendableJson(value)).toBe(JSON.stringify(value));
  });
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
    'Fri, 20 Mar 2026 08:00:00 EDT', 'Fri, 20 Mar 2026 07:00:00 EST', 'Fri, 20 Mar 2026 04:00:00 PST', 'Fri Mar 20 2026 08:00:00 GMT-0400 (Eastern Daylight Time)', 'Fri Mar 20 2026 12:00:00 GMT+0000 (Coordinated Universal Time)',
  ])('with a zone, %j is the same moment', (value) => expect(isoTime(value)).toBe(NOON)); // prettier-ignore

  test('a day is its midnight', () => expect(isoTime('2026-03-20')).toBe('2026-03-20T00:00:00.000Z'));

  test.each(['', 'soon', 'item 7', '20', 'on 2026-03-20', '2026-03-20 or so', 'the 2026-03-20T12:00:00Z', 'March 20, 2026', '123456789', '12345678901234', '2026-99-99T12:00', '2026-03-20 12:00:00 EDT', 'Fri, 20 Mar 2026 12:00:00 CEST', 0, '0', -5, NaN, '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', null, undefined, true, {}, [2026]])(
    '%j is none',
    (value) => expect(isoTime(value)).toBeNull(),
  );

  test('a Unix time is in ms where seconds would be past the year 5000', () => {
    expect(isoTime(99_999_999_999)).toBe('5138-11-16T09:46:39.000Z');
    expect(isoTime(100_000_000_000)).toBe('1973-03-03T09:46:40.000Z');
  });
});
