import * as z from 'zod/mini';
import { badInput } from '../model/errors.js';
import { given, optional, parseFields, turned, wholeNumber, words } from './value_schemas.js';
import { PROMPT_FIELDS, STYLES, type PromptFieldKey } from './prompt_fields.js';
import type { Field } from './field.js';
import { CUSTOM_SIZE, readSize } from '../model/image_sizes.js';
import type { JsonObject } from '../json.js';
import { foldName } from '../model/fold_name.js';
import { isMissingText, standsForMissing } from './missing_value.js';
import { readLink } from './one_link.js';
import { readPairs } from './name_value_pairs.js';
import { KNOWN_SIZES, unknownSize } from './size_value.js';

export { unestimatedInPrompt } from './unestimated.js';

const FIELDS = Object.fromEntries(PROMPT_FIELDS.map((field) => [field.key, field])) as Record<PromptFieldKey, Field>;

/**
 * Turns a person's field values into the body of the webhook call: checked, empty ones left out, text untouched.
 *
 * A size is sent in each form that some model reads: `width` and `height`, `image_size`, and `aspect_ratio`; names
 * that a workflow does not know are ignored by it (docs/service.md, "Sizes").
 *
 * @param values field values by key, as a platform hands them over: numbers may be strings
 * @throws WireflowError `bad_input` that names the first field at fault
 */
export function promptBody(values: JsonObject): JsonObject {
  const given = parseFields(PromptValues, values, NEXT_STEPS);
  const body = new Map<string, unknown>([['prompt', given.prompt]]);
  for (const [name, value] of Object.entries({ ...sizeOf(given), style: given.style, image_url: given.image_url, seed: given.seed })) {
    if (value !== undefined) body.set(name, value);
  }
  for (const [name, value] of readPairs(values['more_inputs'], FIELDS.more_inputs, body.keys())) body.set(name, value);
  return Object.fromEntries(body);
}

const CUSTOM_LABEL = FIELDS.size.choices?.find(({ value }) => value === CUSTOM_SIZE)?.label ?? CUSTOM_SIZE;

const webLink = turned(words(FIELDS.image_url), (value, refuse) => {
  const read = readLink(value, 'https');
  return 'link' in read ? read.link : refuse(`The field ${FIELDS.image_url.label} ${read.wrong}.`);
});

const size = turned(words(FIELDS.size), (value, refuse) => {
  const wanted = foldName(value);
  if (wanted === CUSTOM_SIZE || wanted === foldName(CUSTOM_LABEL)) return CUSTOM_SIZE;
  return readSize(value) ?? refuse(unknownSize(FIELDS.size.label, value));
});

/** A style of the list goes by its key, whether it was chosen or its label was mapped; any other goes as it was typed. */
const style = turned(words(FIELDS.style), (value) => STYLES.find(([, label]) => foldName(label) === foldName(value))?.[0] ?? value);

const PromptValues = z.object({
  prompt: given(
    z.pipe(z.unknown().check(z.refine((value) => value !== undefined, { error: 'The field Prompt is empty.', abort: true })), words(FIELDS.prompt)).check(
      z.refine((value) => !isMissingText(value), { error: standsForMissing(FIELDS.prompt.label) }),
    ),
  ),
  size: optional(size),
  style: optional(style),
  image_url: optional(webLink),
  width: optional(wholeNumber(FIELDS.width)),
  height: optional(wholeNumber(FIELDS.height)),
  seed: optional(wholeNumber(FIELDS.seed)),
});
type PromptValues = z.infer<typeof PromptValues>;

const NEXT_STEPS = {
  prompt: 'Type what the image should show, or map a text from an earlier step.',
  size: `Choose one of: ${KNOWN_SIZES}; or “custom” with Width and Height.`,
};

function sizeOf({ size, width, height }: PromptValues): JsonObject {
  if (typeof size === 'object' && (width !== undefined || height !== undefined)) {
    const said = 'preset' in size ? size.preset.label : `${size.width}x${size.height}`;
    throw badInput('size', `The field Size says “${said}”, but Width or Height is filled in as well.`, 'Choose the size Custom, or empty Width and Height.');
  }
  if (typeof size === 'object') {
    const { aspectRatio, ...sides } = 'preset' in size ? size.preset : size;
    return { ...(aspectRatio === null ? {} : { aspect_ratio: aspectRatio }), width: sides.width, height: sides.height, image_size: { width: sides.width, height: sides.height } };
  }
  if (width === undefined && height === undefined && size !== CUSTOM_SIZE) return {};
  if (width === undefined || height === undefined) {
    const missing = width === undefined ? FIELDS.width : FIELDS.height;
    throw badInput(missing.key, `The field ${missing.label} is empty, and a custom size needs both sides.`, 'Fill it in, or choose a size from the list.');
  }
  return { width, height, image_size: { width, height } };
}
