import type { Field } from './definition.js';

export type Sample = Record<string, unknown>;

export const isRecord = (value: unknown): value is Sample => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that hold a value, under the key that a later step maps: `images[]url` for the url of each image. */
export function leaves(fields: Field[], prefix = ''): { key: string; field: Field }[] {
  return fields.flatMap((field) => {
    const key = `${prefix}${field.key}`;
    return field.children === undefined ? [{ key, field }] : leaves(field.children, `${key}[]`);
  });
}

/**
 * The values that a sample holds under an output field's key.
 *
 * @returns null where the sample has no such key; an empty list where it has the list, and nothing is in it
 */
export function valuesAt(sample: unknown, key: string): unknown[] | null {
  if (isRecord(sample) && key in sample) return [sample[key]];
  const [, head, joint, rest] = /^(.*?)(\[\]|__)(.*)$/.exec(key) ?? [];
  if (head === undefined || rest === undefined || !isRecord(sample) || !(head in sample)) return null;
  const value = sample[head];
  if (joint === '__') return valuesAt(value, rest);
  if (!Array.isArray(value)) return null;
  const found = value.map((item: unknown) => (rest === '' ? [item] : valuesAt(item, rest)));
  return found.some((values) => values === null) ? null : found.flatMap((values) => values ?? []);
}

/** Every value in a sample, under the key that an output field would have. */
export function sampleValues(value: unknown, key = ''): { key: string; value: unknown }[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [{ key, value }] : value.flatMap((item: unknown) => sampleValues(item, `${key}[]`));
  }
  if (!isRecord(value)) return [{ key, value }];
  const joint = key === '' || key.endsWith('[]') ? key : `${key}__`;
  return Object.entries(value).flatMap(([name, part]) => sampleValues(part, `${joint}${name}`));
}
