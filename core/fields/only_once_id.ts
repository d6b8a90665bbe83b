import { withoutUnseenEnds } from '../model/unseen.js';
import type { Field } from './field.js';
import { isMissingId } from './missing_value.js';
import { optional, words } from './value_schemas.js';

/** An Only Once ID as it is seen; null where it is left empty. One that stands for a missing value would make every item the first. */
export function onlyOnceId(field: Field) {
  const error = `The field ${field.label} holds what stands for a missing value, so all executions would count as the same one.`;
  return optional(words(field).transform(withoutUnseenEnds).refine((id) => !isMissingId(id), { error })).transform((id) => id ?? null);
}
