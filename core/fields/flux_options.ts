import * as z from 'zod/mini';
import { isWebAddress, type JsonObject } from '../json.js';
import type { Megapixels, Tier } from '../providers/tiers.js';
import type { ImageFormat } from '../providers/provider.js';
import type { ProviderChoice } from '../runs/flux/choose_offer.js';
import type { Reuse } from '../runs/made_before.js';
import type { AfterFailure, Wait } from '../runs/start_run.js';
import type { Field } from './field.js';
import { COMPARE_FIELDS, FLUX_FIELDS } from './flux_fields.js';
import { isMissingText, standsForMissing } from './missing_value.js';
import { onlyOnceId } from './only_once_id.js';
import { KNOWN_SIZES, sizeKey, unknownSize } from './size_value.js';
import { amount, given, oneOf, optional, parseFields, turned, wholeNumber, words } from './value_schemas.js';

const field = (key: string, fields: readonly Field[] = FLUX_FIELDS): Field => fields.find((each) => each.key === key) as Field;

const link = turned(words(field('input_image')), (value) => value.trim()).check(
  z.refine(isWebAddress, { error: 'The field Input Image needs a file, or a link that starts with https://.' }),
);

const tier = turned(optional(oneOf(field('tier'))), (value) => (value ?? 'final') as Tier);
const size = turned(
  optional(turned(words(field('size')), (value, refuse) => sizeKey(value) ?? refuse(unknownSize(field('size').label, value)))),
  (value) => value ?? 'square',
);
const NEXT_STEPS = { size: `Choose one of: ${KNOWN_SIZES}.` };
const megapixels = turned(optional(oneOf(field('megapixels'))), (value) => (value === undefined ? null : (Number(value) as Megapixels)));

const FluxOptions = z.object({
  provider: turned(optional(oneOf(field('provider'))), (value) => (value ?? 'cheapest') as ProviderChoice),
  tier,
  prompt: given(
    z.pipe(z.union([z.string(), z.number()], { error: 'The field Prompt is empty.' }), words(field('prompt'))).check(
      z.refine((value) => !isMissingText(value), { error: standsForMissing(field('prompt').label) }),
    ),
  ),
  size,
  megapixels,
  count: turned(optional(wholeNumber(field('count'))), (value) => value ?? 1),
  input_image: turned(optional(link), (value) => value ?? null),
  seed: turned(optional(wholeNumber(field('seed'))), (value) => value ?? null),
  format: turned(optional(oneOf(field('format'))), (value) => (value ?? 'png') as ImageFormat),
  wait: turned(optional(oneOf(field('wait'))), (value) => (value ?? 'no') as Wait),
  run_id: onlyOnceId(field('run_id')),
  after_failure: turned(optional(oneOf(field('after_failure'))), (value) => (value ?? 'again_if_free') as AfterFailure),
  reuse: turned(optional(oneOf(field('reuse'))), (value) => (value ?? 'off') as Reuse),
  max_usd: turned(optional(amount(field('max_usd'))), (value) => value ?? null),
  test_mode: turned(optional(oneOf(field('test_mode'))), (value) => (value ?? 'real') as 'sample' | 'real'),
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
  count: turned(optional(wholeNumber(field('count', COMPARE_FIELDS))), (value) => value ?? 1),
});

/** What is to be compared. @throws WireflowError `bad_input` that names the field */
export function readCompareOptions(values: JsonObject): z.infer<typeof CompareOptions> {
  return parseFields(CompareOptions, values, NEXT_STEPS);
}
