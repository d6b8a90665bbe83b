import * as z from 'zod';
import { badInput } from '../model/errors.js';
import type { Field } from './field.js';
import type { JsonObject } from '../json.js';
import { foldName } from '../model/fold_name.js';
import { inQuotes } from './in_quotes.js';
import { isBlank } from '../model/unseen.js';
import { notOneText } from './one_text.js';

/** What counts as left empty: platforms hand over nothing, null, or an empty text. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}

/** A field that may be left empty. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (isEmpty(value) ? undefined : value), schema.optional());
}

/** In characters as people count them. */
function count(text: string): number {
  return [...text].length;
}

/** Text up to the field's length; numbers are taken as typed. */
export function words(field: Field) {
  const max = field.maxLength ?? Infinity;
  return z
    .union([z.string(), z.number().transform(String)], { error: notOneText(field.label) })
    .refine((value) => count(value) <= max, {
      error: (issue) => `The field ${field.label} has ${count(String(issue.input)).toLocaleString('en-US')} characters; it takes at most ${max.toLocaleString('en-US')}.`,
    });
}

/** A whole number within the field's limits, also as text. */
export function wholeNumber(field: Field) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field;
  const error = `The field ${field.label} needs a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;
  const digits = z.string().trim().regex(/^-?\d+$/).transform(Number);
  return z.union([z.number(), digits], { error }).pipe(z.number({ error }).int({ error }).min(min, { error }).max(max, { error }));
}

/** A number within the field's limits, with or without a fraction, also as text; a comma before the cents is read as a point. */
export function amount(field: Field) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field;
  const error = `The field ${field.label} needs a number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}, such as 0.05.`;
  const digits = z.string().trim().regex(/^\$?\d+([.,]\d{1,6})?$/).transform((value) => Number(value.replace('$', '').replace(',', '.')));
  return z.union([z.number(), digits], { error }).pipe(z.number({ error }).min(min, { error }).max(max, { error }));
}

/** One of the field's choices, by its value or its label in any case. */
export function oneOf(field: Field) {
  return words(field).transform((value, context) => {
    const wanted = foldName(value);
    const found = field.choices?.find((choice) => foldName(choice.value) === wanted || foldName(choice.label) === wanted);
    if (found) return found.value;
    context.addIssue({ code: 'custom', message: `The field ${field.label} takes one of: ${inQuotes((field.choices ?? []).map(({ label }) => label))}.` });
    return z.NEVER;
  });
}

/**
 * @param nextSteps what to do about a field, by its key, where there is more to say than to correct it
 * @throws WireflowError `bad_input` about the first field at fault
 */
export function parseFields<T extends z.ZodType>(schema: T, values: JsonObject, nextSteps: Readonly<Record<string, string>> = {}): z.infer<T> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  throw badInput(key, issue?.message ?? 'A field can not be read.', nextSteps[key] ?? (mayBeEmpty(schema, key) ? 'Correct it, or leave it empty.' : 'Correct it; it can not be left empty.'));
}

function mayBeEmpty(schema: z.ZodType, key: string): boolean {
  const field: unknown = schema instanceof z.ZodObject ? schema.shape[key] : undefined;
  return field instanceof z.ZodType && field.safeParse(undefined).success;
}
