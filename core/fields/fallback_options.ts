import * as z from 'zod/mini';
import type { JsonObject } from '../json.js';
import { FALLBACKS, type Fallback } from '../runs/flux/fallback.js';
import { FALLBACK_FIELD } from './fallback_field.js';
import { oneOf, optional, parseFields } from './value_schemas.js';

const Options = z.object({ fallback: optional(oneOf(FALLBACK_FIELD)) });

/** The way out that a person has chosen; null for none. @throws WireflowError `bad_input` that names the field */
export function readFallback(values: JsonObject): Fallback | null {
  const { fallback } = parseFields(Options, values);
  return FALLBACKS.find(({ key }) => key === fallback) ?? null;
}
