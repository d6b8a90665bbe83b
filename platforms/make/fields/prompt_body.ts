import { CUSTOM_SIZE, IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import type { PromptFieldKey } from '../../../core/fields/prompt_fields.js';
import { promptBody as coreBody } from '../../../core/fields/prompt_body.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import type { Json, Request } from '../format/component.js';
import { call, choose, iml, literal, listOr, lookUp, matches, textOr, type Expression } from '../iml/expression.js';
import { PAIR_KEYS } from './parameters.js';

const given = (key: PromptFieldKey): Expression => `parameters.${key}`;
const isEmpty = (key: PromptFieldKey): Expression => `${call('trim', textOr(given(key)))} = emptystring`;
const isFilled = (key: PromptFieldKey): Expression => `${call('trim', textOr(given(key)))} != emptystring`;
const orNothing = (key: PromptFieldKey): Expression => choose(isEmpty(key), 'undefined', given(key));

const PROMPT = 'a red cube';
const KNOWN_SIZES = [...IMAGE_SIZES.map(({ key, label }) => ({ key, label })), { key: CUSTOM_SIZE, label: CUSTOM_SIZE }];
/** The size's key, whether its key or its label was given, in any case. */
const SIZE = lookUp(
  call('lower', call('trim', textOr(given('size')))),
  KNOWN_SIZES.flatMap(({ key, label }) => [...new Set([key, label.toLowerCase()])].map((name) => [name, literal(key)] as const)),
);
const ofPreset = (read: (size: (typeof IMAGE_SIZES)[number]) => Expression): Expression =>
  lookUp('temp.size', IMAGE_SIZES.map((size) => [size.key, read(size)]));

const IS_PRESET = `(temp.size && temp.size != ${literal(CUSTOM_SIZE)})`;

/** Names that the fields above the pairs send. A pair of the same name would silently win over the field. */
const TAKEN: readonly (readonly [name: string, field: PromptFieldKey])[] = [
  ['prompt', 'prompt'], ['style', 'style'], ['image_url', 'image_url'], ['seed', 'seed'],
  ['width', 'width'], ['height', 'height'], ['width', 'size'], ['height', 'size'], ['image_size', 'size'], ['aspect_ratio', 'size'],
]; // prettier-ignore

const says = (values: Readonly<Record<string, unknown>>): string => complaint(() => coreBody({ prompt: PROMPT, ...values }));

/** The checks of the core, with its sentences, made before anything is sent. */
export const promptChecks: readonly Request[] = [
  check(isFilled('prompt'), complaint(() => coreBody({ prompt: '' })), {
    size: iml(SIZE),
    more: iml(call('toCollection', listOr(given('more_inputs')), literal(PAIR_KEYS.name), literal(PAIR_KEYS.value))),
  }),
  check(`${isEmpty('size')} || temp.size`, says({ size: 'none of them' }).replace('none of them', iml(textOr(given('size'))))),
  check(`!(${IS_PRESET} && (${isFilled('width')} || ${isFilled('height')}))`, says({ size: 'square', width: 64 }).replace(presetLabel(), iml(textOr(given('size'))))),
  check(`${IS_PRESET} || ${isFilled('width')} || (${isEmpty('height')} && ${isEmpty('size')})`, says({ size: CUSTOM_SIZE, height: 64 })),
  check(`${IS_PRESET} || ${isFilled('height')} || (${isEmpty('width')} && ${isEmpty('size')})`, says({ size: CUSTOM_SIZE, width: 64 })),
  check(`${isEmpty('image_url')} || ${matches(call('trim', textOr(given('image_url'))), 'https://[^ ]+', 'i')}`, says({ image_url: 'ftp://no' })),
  check(TAKEN.map(([name, field]) => `!(${textOr(`temp.more.${name}`)} != emptystring && ${isFilled(field)})`).join(' && '), says({ more_inputs: { prompt: 'again' } }).replace(' “prompt”', '')),
  keep({
    width: iml(choose(IS_PRESET, ofPreset(({ width }) => String(width)), orNothing('width'))),
    height: iml(choose(IS_PRESET, ofPreset(({ height }) => String(height)), orNothing('height'))),
    aspect_ratio: iml(choose(IS_PRESET, ofPreset(({ aspectRatio }) => literal(aspectRatio)), 'undefined')),
  }),
  keep({ image_size: { width: iml('temp.width'), height: iml('temp.height') } }),
];

function presetLabel(): string {
  return IMAGE_SIZES.find(({ key }) => key === 'square')?.label ?? '';
}

/** The same body that Zapier sends: what is empty is left out, and the prompt is sent exactly as typed. */
export const promptBody: Json = {
  prompt: iml(given('prompt')),
  aspect_ratio: iml('temp.aspect_ratio'),
  width: iml('temp.width'),
  height: iml('temp.height'),
  image_size: iml(choose('temp.width', 'temp.image_size', 'undefined')),
  style: iml(orNothing('style')),
  image_url: iml(choose(isEmpty('image_url'), 'undefined', call('trim', textOr(given('image_url'))))),
  seed: iml(orNothing('seed')),
  '{{...}}': iml('temp.more'),
};
