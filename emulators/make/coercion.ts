import { isCollection, isText } from './iml/values.js';

const TEXTS = new Set(['text', 'email', 'url', 'password', 'filename', 'uuid', 'html']);

/**
 * A value of another type as the field's type, where Make converts it (Make's help on type coercion): lists and
 * collections become texts, single values lists of one, texts and numbers truth.
 *
 * @returns the value itself where there is nothing to convert, or Make refuses to
 */
export function converted(type: string, value: unknown): unknown {
  if (TEXTS.has(type)) return asText(value);
  if (type === 'array') return Array.isArray(value) ? value : [value];
  if (type === 'boolean') return asTruth(value);
  if (type === 'date' && typeof value === 'string' && /^\d{12,}$/.test(value)) return Number(value);
  return value;
}

function asText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => (isCollection(item) ? JSON.stringify(item) : String(item))).join(',');
  return isCollection(value) ? JSON.stringify(value) : value;
}

function asTruth(value: unknown): boolean {
  return isText(value) ? !['', 'false'].includes(String(value)) : value !== false;
}
