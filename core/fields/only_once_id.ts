import * as z from 'zod/mini';
import { withoutUnseenEnds } from '../model/unseen.js';
import type { Field } from './field.js';
import { isMissingId } from './missing_value.js';
import { optional, turned, words } from './value_schemas.js';

/** An Only Once ID as it is seen; null where it is left empty. One that stands for a missing value would make every item the first. */
export function onlyOnceId(field: Field) {
  const error = `The field ${field.label} holds what stands for a missing value, so all executions would count as the same one.`;
  return turned(optional(turned(words(field), withoutUnseenEnds).check(z.refine((id) => !isMissingId(id), { error }))), (id) => id ?? null);
}
