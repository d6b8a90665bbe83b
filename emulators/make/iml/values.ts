import { fault } from '../fault.js';

export type Collection = Readonly<Record<string, unknown>>;

export function isCollection(value: unknown): value is Collection {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !Buffer.isBuffer(value);
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
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  return fault(where, `a ${nameOf(value)} stands inside a text, and how Make writes that is not known`);
}

export function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'date';
  if (Buffer.isBuffer(value)) return 'file';
  return typeof value === 'object' ? 'collection' : typeof value === 'string' ? 'text' : typeof value;
}

export function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
