import * as z from 'zod';
import type { JsonObject } from '../json.js';
import type { Megapixels, Tier } from '../providers/tiers.js';
import type { ImageFormat } from '../providers/provider.js';
import type { ProviderChoice } from '../runs/flux/choose_offer.js';
import type { Reuse } from '../runs/made_before.js';
import type { AfterFailure, Wait } from '../runs/start_run.js';
import type { Field } from './field.js';
import { COMPARE_FIELDS, FLUX_FIELDS } from './flux_fields.js';
import { onlyOnceId } from './only_once_id.js';
import { KNOWN_SIZES, sizeKey, unknownSize } from './size_value.js';
import { amount, isEmpty, oneOf, optional, parseFields, wholeNumber, words } from './value_schemas.js';

const field = (key: string, fields: readonly Field[] = FLUX_FIELDS): Field => fields.find((each) => each.key === key) as Field;

const link = words(field('input_image'))
  .transform((value) => value.trim())
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), { error: 'The field Input Image needs a file, or a link that starts with https://.' });

const tier = optional(oneOf(field('tier'))).transform((value) => (value ?? 'final') as Tier);
const size = optional(
  words(field('size')).transform((value, context) => {
    const key = sizeKey(value);
    if (key !== null) return key;
    context.addIssue({ code: 'custom', message: unknownSize(field('size').label, value) });
    return z.NEVER;
  }),
).transform((value) => value ?? 'square');
const NEXT_STEPS = { size: `Choose one of: ${KNOWN_SIZES}.` };
const megapixels = optional(oneOf(field('megapixels'))).transform((value) => (value === undefined ? null : (Number(value) as Megapixels)));

const FluxOptions = z.object({
  provider: optional(oneOf(field('provider'))).transform((value) => (value ?? 'cheapest') as ProviderChoice),
  tier,
  prompt: z.preprocess((value) => (isEmpty(value) ? undefined : value), z.union([z.string(), z.number()], { error: 'The field Prompt is empty.' }).pipe(words(field('prompt')))),
  size,
  megapixels,
  count: optional(wholeNumber(field('count'))).transform((value) => value ?? 1),
  input_image: optional(link).transform((value) => value ?? null),
  seed: optional(wholeNumber(field('seed'))).transform((value) => value ?? null),
  format: optional(oneOf(field('format'))).transform((value) => (value ?? 'png') as ImageFormat),
  wait: optional(oneOf(field('wait'))).transform((value) => (value ?? 'no') as Wait),
  run_id: onlyOnceId(field('run_id')),
  after_failure: optional(oneOf(field('after_failure'))).transform((value) => (value ?? 'again_if_free') as AfterFailure),
  reuse: optional(oneOf(field('reuse'))).transform((value) => (value ?? 'off') as Reuse),
  max_usd: optional(amount(field('max_usd'))).transform((value) => value ?? null),
  test_mode: optional(oneOf(field('test_mode'))).transform((value) => (value ?? 'real') as 'sample' | 'real'),
});

export type FluxOptions = z.infer<typeof FluxOptions>;

/** Ultra knows only four. */
export function megapixelsOf(tierGiven: Tier, given: Megapixels | null): Megapixels {
  return given ?? (tierGiven === 'ultra' ? 4 : 1);
}

/**
 * What is to be made, and how. Called without a test mode, a step makes the real thing.
 *
 * @throws WireflowError `bad_input` that names the field
 */
export function readFluxOptions(values: JsonObject): z.infer<typeof FluxOptions> {
  return parseFields(FluxOptions, values, { ...NEXT_STEPS, prompt: 'Type what the image should show, or map a text from an earlier step.' });
}

const CompareOptions = z.object({
  tier,
  size,
  megapixels,
  count: optional(wholeNumber(field('count', COMPARE_FIELDS))).transform((value) => value ?? 1),
});

/** What is to be compared. @throws WireflowError `bad_input` that names the field */
export function readCompareOptions(values: JsonObject): z.infer<typeof CompareOptions> {
  return parseFields(CompareOptions, values, NEXT_STEPS);
}
