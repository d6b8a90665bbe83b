import type { Field } from './field.js';
import { optional, words } from './value_schemas.js';

/** What steps and tables hand over for a value that is not there; each item would then be taken for the first. */
const NO_VALUE = /^(undefined|null|none|nan|n\/a|\[object \w+\]|#(n\/a|ref!|value!|name\?|error!|null!|div\/0!|num!))$/i;
const UNFILLED = /\{\{.*?\}\}|\$\{.*?\}/;
/** Blanks, and characters that nobody sees: they come along when an ID is copied. */
const UNSEEN_ENDS = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** An Only Once ID without what is not seen of it; null where it is left empty. What stands for a missing value is refused. */
export function onlyOnceId(field: Field) {
  const read = words(field)
    .transform((value) => value.replace(UNSEEN_ENDS, ''))
    .refine((value) => !NO_VALUE.test(value) && !UNFILLED.test(value), {
      error: `The field ${field.label} holds what stands for a missing value, so all executions would count as the same one.`,
    });
  return optional(read).transform((value) => value || null);
}
