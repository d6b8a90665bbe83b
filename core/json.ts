/** Any JSON object, before a reader has looked at it. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** A finite number, also when it came as a string of digits, or null. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' && value.trim() !== '') return number(Number(value));
  return null;
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

/** An ISO 8601 time with zone from a date string or a Unix time (seconds or milliseconds), or null. */
export function isoTime(value: unknown): string | null {
  const unix = typeof value === 'number' ? value : null;
  const date =
    unix !== null
      ? new Date(unix < LARGEST_UNIX_TIME_S ? unix * MS_PER_S : unix)
      : typeof value === 'string' && value.trim() !== ''
        ? new Date(value)
        : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
