import { fault } from '../fault.js';
import type { Readings } from '../readings.js';

/** An empty text that is an object, as `emptystring` may be: true as a condition, and equal to another by identity alone. */
export class TextObject {
  toString(): string {
    return '';
  }

  toJSON(): string {
    return '';
  }
}

export type Collection = Readonly<Record<string, unknown>>;

export function isCollection(value: unknown): value is Collection {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof TextObject) && !Buffer.isBuffer(value);
}

/** A text, or the text object that `emptystring` may be. */
export function isText(value: unknown): value is string | TextObject {
  return typeof value === 'string' || value instanceof TextObject;
}

/** A missing path gives undefined; texts, numbers and lists have no properties. */
export function propertyOf(value: unknown, name: string): unknown {
  return isCollection(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What `ifempty` and `required` call empty: undefined, null and the empty text (Make's documentation of IML). */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/**
 * A value inside a longer text. Nothing is written for what is missing; lists, collections and files have no known
 * text form, so they are faults.
 */
export function inText(value: unknown, where: string): string {
  if (value === undefined || value === null) return '';
  if (isText(value)) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  return fault(where, `a ${nameOf(value)} stands inside a text, and how Make writes that is not known`);
}

export function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'date';
  if (Buffer.isBuffer(value)) return 'file';
  if (isText(value)) return 'text';
  return typeof value === 'object' ? 'collection' : typeof value;
}

/** What `=` says of two values (Make's documentation of IML calls every equality strict). */
export function isEqual(a: unknown, b: unknown, { equality }: Readings): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return a === b || (equality === 'loose' && isLooselyEqual(a, b));
}

/** As two equal signs do it in JavaScript, for the values that expressions have. */
function isLooselyEqual(a: unknown, b: unknown): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  // Two objects are the same one or not; an object beside a text is its text.
  if (typeof a === 'object' && typeof b === 'object') return false;
  const [one, other] = [a, b].map((value) => (typeof value === 'object' ? String(value) : value));
  return typeof one === 'string' && typeof other === 'string' ? one === other : Number(one) === Number(other);
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

export function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
