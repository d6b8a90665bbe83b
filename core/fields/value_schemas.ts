import * as z from 'zod/mini';
import { badInput } from '../model/errors.js';
import type { Field } from './field.js';
import type { JsonObject } from '../json.js';
import { foldName } from '../model/fold_name.js';
import { inQuotes } from './in_quotes.js';
import { plainDigits } from '../model/plain_digits.js';
import { isEmpty, withoutUnseenEnds } from '../model/unseen.js';
import { notOneText } from './one_text.js';

/** What a schema gives, turned into something else; `refuse` says, in a sentence about the field, why it can't be. */
export function turned<T extends z.ZodMiniType, R>(schema: T, turn: (value: z.output<T>, refuse: (sentence: string) => never) => R) {
  const turning = z.transform<z.output<T>, R>((value, context) => {
    const refuse = (message: string): never => {
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    };
    return turn(value, refuse);
  });
  return z.pipe(schema, turning as z.ZodMiniType<R, z.output<T>>);
}

/** What a person left empty counts as not given. */
export function given<T extends z.ZodMiniType>(schema: T) {
  return z.pipe(z.transform<unknown, unknown>((value) => (isEmpty(value) ? undefined : value)), schema as z.ZodMiniType<z.output<T>, unknown>);
}

/** A field that may be left empty. */
export function optional<T extends z.ZodMiniType>(schema: T) {
  return given(z.optional(schema));
}

/** In characters as people count them. */
function count(text: string): number {
  return [...text].length;
}

/** Text up to the field's length; numbers are taken as typed. */
export function words(field: Field) {
  const max = field.maxLength ?? Infinity;
  return z.union([z.string(), turned(z.number(), String)], { error: notOneText(field.label) }).check(
    z.refine((value) => count(value) <= max, {
      error: (issue) => `The field ${field.label} has ${count(String(issue.input)).toLocaleString('en-US')} characters; it takes at most ${max.toLocaleString('en-US')}.`,
    }),
  );
}

/** A number as it was typed, on whichever script's keyboard. */
const typed = z.pipe(z.string(), z.transform((value: string) => plainDigits(withoutUnseenEnds(value))));

/** One to some, and a thousand to others: as a cap, neither may be guessed. */
const MAY_BE_THOUSANDS = /^\D*[1-9]\d*(,\d{3})+$/;
/** The range itself is written with such commas. */
const ofCommas = (input: unknown): string => (MAY_BE_THOUSANDS.test(plainDigits(String(input))) ? '; write a thousand as 1000, without a comma' : '');

interface Issue {
  readonly input?: unknown;
}

/** A whole number within the field's limits, also as text. */
export function wholeNumber(field: Field) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field;
  const error = ({ input }: Issue) => `The field ${field.label} needs a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}${ofCommas(input)}.`;
  const digits = turned(typed.check(z.regex(/^-?\d+(\.0+)?$/)), Number);
  return z.pipe(z.union([z.number(), digits], { error }), z.number({ error }).check(z.int({ error }), z.minimum(min, { error }), z.maximum(max, { error })));
}

/** A number within the field's limits, with or without a fraction, also as text; a comma before the cents is read as a point, but “1,000” as nothing. */
export function amount(field: Field) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field;
  const error = ({ input }: Issue) => `The field ${field.label} needs a number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}, such as 0.05${ofCommas(input)}.`;
  const digits = turned(typed.check(z.regex(/^\$? ?(\d+([.,]\d{1,6})?|[.,]\d{1,6})$/), z.refine((value) => !MAY_BE_THOUSANDS.test(value))), (value) => Number(value.replace(/^\$ ?/, '').replace(',', '.')));
  return z.pipe(z.union([z.number(), digits], { error }), z.number({ error }).check(z.minimum(min, { error }), z.maximum(max, { error })));
}

/** One of the field's choices, by its value or its label in any case. */
export function oneOf(field: Field) {
  return turned(words(field), (value, refuse) => {
    const wanted = foldName(value);
    const found = field.choices?.find((choice) => foldName(choice.value) === wanted || foldName(choice.label) === wanted);
    if (found) return found.value;
    return refuse(`The field ${field.label} takes one of: ${inQuotes((field.choices ?? []).map(({ label }) => label))}.`);
  });
}

/**
 * @param nextSteps what to do about a field, by its key, where there is more to say than to correct it
 * @throws WireflowError `bad_input` about the first field at fault
 */
export function parseFields<T extends z.ZodMiniType>(schema: T, values: JsonObject, nextSteps: Readonly<Record<string, string>> = {}): z.infer<T> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  throw badInput(key, issue?.message ?? 'A field can not be read.', nextSteps[key] ?? (mayBeEmpty(schema, key) ? 'Correct it, or leave it empty.' : 'Correct it; it can not be left empty.'));
}

function mayBeEmpty(schema: z.ZodMiniType, key: string): boolean {
  const field: unknown = schema instanceof z.ZodMiniObject ? schema.shape[key] : undefined;
  return field instanceof z.ZodMiniType && field.safeParse(undefined).success;
}
