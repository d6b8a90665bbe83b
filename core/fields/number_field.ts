import * as z from 'zod/mini';
import { badInput } from '../model/errors.js';
import { isEmpty } from '../model/unseen.js';
import { optional, parseFields, wholeNumber } from './value_schemas.js';
import type { Field } from './field.js';
import type { JsonObject } from '../json.js';

/**
 * A required whole number from a step's values.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readNumberField(field: Field, values: JsonObject): number {
  if (isEmpty(values[field.key])) throw badInput(field.key, `The field ${field.label} is empty.`, 'Type a whole number.');
  return parseFields(schemaOf(field), values)[field.key] as number;
}

/** A whole number that may be left empty, or null. Errors as `readNumberField`. */
export function readOptionalNumber(field: Field, values: JsonObject): number | null {
  return (parseFields(z.object({ [field.key]: optional(wholeNumber(field)) }), values)[field.key] as number | undefined) ?? null;
}

/** To make a schema takes much longer than to use it, so each is made once. */
function schemaOf(field: Field) {
  const schema = schemas.get(field) ?? z.object({ [field.key]: wholeNumber(field) });
  schemas.set(field, schema);
  return schema;
}
const schemas = new WeakMap<Field, z.ZodMiniType<Record<string, unknown>>>();
