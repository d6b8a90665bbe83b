/** Any JSON object, before a reader has looked at it. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts, which are left alone, and numbers of a JSON text. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
/** Texts, and the words that some programs write in JSON for numbers which JSON does not have. */
const NO_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses JSON that somebody else has written: behind a byte order mark too, with ids kept whole that are too large for a
 * number, as text, and with null for what Python writes where a number is none.
 *
 * @throws SyntaxError for what is no JSON
 */
export function parseJson(json: string): unknown {
  const bare = json.startsWith('\ufeff') ? json.slice(1) : json;
  const exact = /\d{16}/.test(bare) ? bare.replace(TOKENS, (token) => (/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token)) : bare;
  try {
    return JSON.parse(exact);
  } catch (error) {
    if (!/NaN|Infinity/.test(exact)) throw error;
    return JSON.parse(exact.replace(NO_NUMBERS, (token) => (token.startsWith('"') ? token : 'null')));
  }
}

/**
 * JSON that every service can read: halves of characters, which an earlier step may have cut, are replaced by U+FFFD, and
 * U+0000, which databases refuse, is left out.
 */
export function sendableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? mended(inner) : isObject(inner) ? Object.fromEntries(Object.entries(inner).map(([key, each]) => [mended(key), each])) : inner));
}

function mended(words: string): string {
  return words.toWellFormed().replaceAll('\0', '');
}

/** What `words` says under `key` itself: somebody else's word may be one that every object knows, such as "constructor". */
export function wordIn<T>(words: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** Whether these words are a whole address on the web. */
export function isWebAddress(words: string): boolean {
  return /^https?:\/\//i.test(words) && URL.canParse(words);
}

/** `value` times `factor` as a whole number; null where that is larger than any number that is exact. */
export function wholeTimes(value: number | null, factor: number): number | null {
  const product = value === null ? NaN : Math.round(value * factor);
  return Number.isSafeInteger(product) ? product : null;
}

/** The objects among `value`'s elements; an empty list when `value` is no array. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string with something in it, or null. Numbers count: some services send ids as numbers. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A finite number, also when it came as a string of digits, or null. `Number` alone takes "0x10" and "1e3" as well. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

/** The first of `keys` for which `read` finds something in any of `objects` (objects first, keys second). */
export function first<T>(objects: readonly JsonObject[], keys: readonly string[], read: (value: unknown) => T | null): T | null {
  for (const object of objects) {
    for (const key of keys) {
      const found = read(object[key]);
      if (found !== null) return found;
    }
  }
  return null;
}

const MS_PER_S = 1000;
/** Above this a Unix time must be in milliseconds: as seconds it would be past the year 5000. */
const LARGEST_UNIX_TIME_S = 1e11;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;
/** What mails, HTTP headers and JavaScript itself write: a day of the week, a date by name, and a zone, by one of RFC 822's names too. */
const NAMED_DAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*( GMT| UTC| [ECMP][SD]T|[+-]\d{4}( \([^)]*\))?)$/i;

/**
 * An ISO 8601 time with zone from a date string or a Unix time (seconds or milliseconds), or null. A time without a
 * zone is UTC, wherever this runs.
 */
export function isoTime(value: unknown): string | null {
  const date = new Date(typeof value === 'string' ? msOfText(value.trim()) : typeof value === 'number' ? msOfUnix(value) : NaN);
  // 1970 and the year 1 are how some services write "not yet": taken for a time, a run would seem over long ago.
  return date.getTime() > 0 ? date.toISOString() : null;
}

function msOfText(text: string): number {
  if (/^\d{10,13}(\.\d+)?$/.test(text)) return msOfUnix(Number(text));
  if (DAY_AND_TIME.test(text)) {
    const plain = text.replace(/ ?(UTC|GMT)$/i, 'Z').replace(/ ?([+-]\d{2}):?(\d{2})?$/, (_zone, hours: string, minutes = '00') => `${hours}:${minutes}`);
    return Date.parse(ZONE.test(plain) ? plain : `${plain}Z`);
  }
  // Date.parse alone takes "item 7" for a day in July 2001.
  return DAY.test(text) || NAMED_DAY.test(text) || / GMT$/.test(text) ? Date.parse(text) : NaN;
}

function msOfUnix(time: number): number {
  return time < LARGEST_UNIX_TIME_S ? time * MS_PER_S : time;
}
