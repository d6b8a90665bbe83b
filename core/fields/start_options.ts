import * as z from 'zod/mini';
import { onlyOnceId } from './only_once_id.js';
import { oneOf, optional, parseFields, turned, wholeNumber } from './value_schemas.js';
import type { Field } from './field.js';
import type { JsonObject } from '../json.js';
import { REUSE_FIELD } from './reuse_field.js';
import { BATCH_FIELDS } from './batch_fields.js';
import { START_FIELDS, WAIT_FIELDS } from './start_fields.js';
import type { UncertainCost } from '../runs/cost_cap.js';
import type { Reuse } from '../runs/made_before.js';
import type { AfterFailure, Wait } from '../runs/start_run.js';

const FIELDS = Object.fromEntries(START_FIELDS.map((field) => [field.key, field])) as Record<(typeof START_FIELDS)[number]['key'], Field>;
const BATCH_TEST_MODE = BATCH_FIELDS.find(({ key }) => key === 'test_mode') as Field;
const WAIT = FIELDS.wait;
const LONGEST_WAIT = WAIT_FIELDS[1];

const StartOptions = z.object({
  wait: turned(optional(oneOf(WAIT)), (value) => (value ?? 'no') as Wait),
  run_id: onlyOnceId(FIELDS.run_id),
  max_credits: turned(optional(wholeNumber(FIELDS.max_credits)), (value) => value ?? null),
  after_failure: turned(optional(oneOf(FIELDS.after_failure)), (value) => (value ?? 'again_if_free') as AfterFailure),
  uncertain_cost: turned(optional(oneOf(FIELDS.uncertain_cost)), (value) => (value ?? 'stop') as UncertainCost),
  reuse: turned(optional(oneOf(REUSE_FIELD)), (value) => (value ?? 'off') as Reuse),
  test_mode: turned(optional(oneOf(FIELDS.test_mode)), (value) => (value ?? 'sample') as 'sample' | 'real'),
});

/**
 * How a run is to be started. What is left empty is what costs least.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readStartOptions(values: JsonObject): z.infer<typeof StartOptions> {
  return parseFields(StartOptions, values);
}

const BatchOptions = z.extend(z.omit(StartOptions, { after_failure: true, reuse: true, test_mode: true }), {
  test_mode: turned(optional(oneOf(BATCH_TEST_MODE)), (value) => (value ?? 'sample') as 'sample' | 'real'),
});

/**
 * How many runs are to be started. Defaults and errors as `readStartOptions`.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readBatchOptions(values: JsonObject): z.infer<typeof BatchOptions> {
  return parseFields(BatchOptions, values);
}

const WaitOptions = z.object({
  wait: turned(optional(oneOf(WAIT)), (value) => (value ?? 'no') as Wait),
  longest_wait: turned(optional(wholeNumber(LONGEST_WAIT)), (value) => value ?? 60),
});

/**
 * How long a search waits, `longest_wait` in minutes.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readWaitOptions(values: JsonObject): z.infer<typeof WaitOptions> {
  return parseFields(WaitOptions, values);
}
