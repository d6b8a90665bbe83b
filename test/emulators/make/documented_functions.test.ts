import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadApp } from '../../../emulators/make/index.js';
import { functionNamed } from '../../../emulators/make/iml/functions/index.js';
import { render } from '../../../emulators/make/iml/render.js';

/** Every function of Make's help ("Functions": general, mathematical, text and binary, date and time, array), with as few arguments as it takes. */
const DOCUMENTED: Readonly<Record<string, number>> = {
  get: 2, if: 3, ifempty: 2, switch: 3, omit: 2, pick: 2,
  abs: 1, average: 1, ceil: 1, floor: 1, formatNumber: 2, max: 1, median: 1, min: 1, parseNumber: 1, round: 1, stdevP: 1, stdevS: 1, sum: 1, trunc: 1,
  ascii: 1, base64: 1, capitalize: 1, contains: 2, decodeURL: 1, encodeURL: 1, escapeHTML: 1, escapeMarkdown: 1, indexOf: 2, length: 1, lower: 1, md5: 1, replace: 3, replaceEmojiCharacters: 1, sha1: 1, sha256: 1, sha512: 1, split: 2, startcase: 1, stripHTML: 1, substring: 3, toBinary: 1, toString: 1, trim: 1, upper: 1,
  addDays: 2, addHours: 2, addMinutes: 2, addMonths: 2, addSeconds: 2, addYears: 2, dateDifference: 2, formatDate: 2, parseDate: 2, setDate: 2, setDay: 2, setHour: 2, setMinute: 2, setMonth: 2, setSecond: 2, setYear: 2,
  add: 2, deduplicate: 1, distinct: 1, first: 1, flatten: 1, join: 2, keys: 1, last: 1, map: 2, merge: 2, remove: 2, reverse: 1, shuffle: 1, slice: 2, sort: 1, toArray: 1, toCollection: 3,
  parseJSON: 1, createJSON: 1,
}; // prettier-ignore

test.each(Object.entries(DOCUMENTED))('the engine knows %s() with %i arguments', (name, count) => {
  expect(functionNamed(name, count).call).toBeInstanceOf(Function);
});

const NOW = new Date('2026-11-26T05:06:07Z');
test.each<[string, unknown]>([
  ['{{median(3, 1, 2)}}', 2],
  ["{{median(add(emptyarray, 4, 1, 2, 3))}}", 2.5],
  ['{{stdevP(2, 4, 4, 4, 5, 5, 7, 9)}}', 2],
  ['{{round(stdevS(2, 4, 4, 4, 5, 5, 7, 9) * 1000)}}', 2138],
  ['{{setDay(now, 1)}}', new Date('2026-11-22T05:06:07Z')],
  ["{{setDay(now, 'Saturday')}}", new Date('2026-11-28T05:06:07Z')],
  ['{{setDay(now, 8)}}', new Date('2026-11-29T05:06:07Z')],
  ["{{replaceEmojiCharacters('a 🎈 b 👩‍🚀', '?')}}", 'a ? b ?'],
  ["{{replaceEmojiCharacters('1 🇩🇪')}}", '1 '],
  ["{{escapeMarkdown('*a* _b_')}}", '\\*a\\* \\_b\\_'],
])('%s', (source, value) => expect(render(source, { now: NOW })).toEqual(value));

test('a day that is none is a clear fault', () => expect(() => render("{{setDay(now, 'Someday')}}", { now: NOW })).toThrow('no day of the week'));

describe('the manifest of an app', () => {
  const loaded = (manifest: unknown) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'make-app-'));
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'makecomapp.json'), JSON.stringify(manifest));
      return loadApp(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each([[{ fileVersion: 1 }], [{ fileVersion: 1, components: null }]])('%j is refused with a sentence', (manifest) => {
    expect(() => loaded(manifest)).toThrow('makecomapp.json names no components.');
  });

  test('may leave out the kinds that the app has none of', () => {
    expect(loaded({ fileVersion: 1, components: { module: {} } })).toMatchObject({ modules: {}, rpcs: {}, connections: {} });
  });
});
