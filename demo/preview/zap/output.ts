import type { OutputField } from './steps.js';

/** One line of the editor's list of what a step gives. */
export interface OutputLine {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  /** Several for line items. */
  readonly values: readonly string[];
  readonly isFile: boolean;
  /** Whether the definition names it: what is not named shows by its key alone. */
  readonly isNamed: boolean;
}

const FILE = /^hydrate\|\|\|/;

/** What a step gave, in the order of its output fields, line items flattened; then whatever no field names. */
export function outputLines(fields: readonly OutputField[], item: Readonly<Record<string, unknown>>): OutputLine[] {
  const named = fields.map((field) => lineOf(field, valuesAt(item, field.key), true));
  const known = new Set(fields.map(({ key }) => key.split('[]')[0]));
  const others = Object.entries(item).filter(([key]) => !known.has(key)).map(([key, value]) => lineOf({ key }, [value], false));
  return [...named, ...others].filter(({ values }) => values.length > 0);
}

/** Where what came out and the step's sample differ: a Zap that was built on the sample would miss what only stands there. */
export function differences(sample: unknown, item: Readonly<Record<string, unknown>>): string[] {
  if (typeof sample !== 'object' || sample === null) return [];
  const only = (one: object, other: object) => Object.keys(one).filter((key) => !Object.hasOwn(other, key));
  return [...only(sample, item).map((key) => `${key} stands in the sample alone`), ...only(item, sample).map((key) => `${key} is missing from the sample`)];
}

function lineOf({ key, label = key, type = 'string' }: OutputField, found: readonly unknown[], isNamed: boolean): OutputLine {
  const values = found.filter((value) => value !== null && value !== undefined).map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)));
  return { key, label, type, values, isFile: values.some((value) => FILE.test(value)), isNamed };
}

function valuesAt(item: Readonly<Record<string, unknown>>, key: string): unknown[] {
  const [list, inner] = key.split('[]');
  if (inner === undefined) return [item[key]];
  const rows = item[list ?? ''];
  return Array.isArray(rows) ? rows.map((row) => (row as Record<string, unknown>)[inner]) : [];
}
