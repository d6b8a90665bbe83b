import * as z from 'zod';
import { oneOf, optional, parseFields, wholeNumber, words } from './value_schemas.js';
import type { Field } from './field.js';
import type { JsonObject } from '../json.js';
import { START_FIELDS, WAIT_FIELDS } from './start_fields.js';
import type { Wait } from '../runs/start_run.js';

const [WAIT, RUN_ID, MAX_CREDITS, TEST_MODE] = START_FIELDS as readonly Field[] as [Field, Field, Field, Field];
const LONGEST_WAIT = WAIT_FIELDS[1];

const StartOptions = z.object({
  wait: optional(oneOf(WAIT)).transform((value) => (value ?? 'no') as Wait),
  run_id: optional(words(RUN_ID)).transform((value) => value?.trim() ?? null),
  max_credits: optional(wholeNumber(MAX_CREDITS)).transform((value) => value ?? null),
  test_mode: optional(oneOf(TEST_MODE)).transform((value) => (value ?? 'real') as 'sample' | 'real'),
});

/**
 * How a run is to be started. Called without a test mode, a step makes the real thing.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readStartOptions(values: JsonObject): z.infer<typeof StartOptions> {
  return parseFields(StartOptions, values);
}

const WaitOptions = z.object({
  wait: optional(oneOf(WAIT)).transform((value) => (value ?? 'no') as Wait),
  longest_wait: optional(wholeNumber(LONGEST_WAIT)).transform((value) => value ?? 60),
});

/**
 * How long a search waits, `longest_wait` in minutes.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readWaitOptions(values: JsonObject): z.infer<typeof WaitOptions> {
  return parseFields(WaitOptions, values);
}
