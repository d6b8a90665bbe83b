import { CUSTOM_SIZE, IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import type { PromptFieldKey } from '../../../core/fields/prompt_fields.js';
import { promptBody as coreBody } from '../../../core/fields/prompt_body.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import type { Json, Request } from '../format/component.js';
import { call, choose, EMPTY, iml, literal, listOr, lookUp, matches, textOr, type Expression } from '../iml/expression.js';
import { PAIR_KEYS } from './parameters.js';

const given = (key: PromptFieldKey): Expression => `parameters.${key}`;
const trimmed = (key: PromptFieldKey): Expression => call('trim', textOr(given(key)));
const isEmpty = (key: PromptFieldKey): Expression => `length(${trimmed(key)}) = 0`;
const isFilled = (key: PromptFieldKey): Expression => `length(${trimmed(key)}) > 0`;
const orNothing = (key: PromptFieldKey): Expression => choose(isEmpty(key), 'undefined', given(key));

/** One link: a second scheme in it is a second link, which a list becomes when it is mapped into a text. */
const ONE_LINK = '(?!.*://.*://)https://[^/].*';

const PROMPT = 'a red cube';
const KNOWN_SIZES = [...IMAGE_SIZES.map(({ key, label }) => ({ key, label })), { key: CUSTOM_SIZE, label: CUSTOM_SIZE }];
/** The size's key, whether its key or its label was given, in any case. */
const SIZE = lookUp(
  call('lower', call('trim', textOr(given('size')))),
  KNOWN_SIZES.flatMap(({ key, label }) => [...new Set([key, label.toLowerCase()])].map((name) => [name, literal(key)] as const)),
);
const ofPreset = (read: (size: (typeof IMAGE_SIZES)[number]) => Expression): Expression =>
  lookUp('temp.size', IMAGE_SIZES.map((size) => [size.key, read(size)]));

const IS_PRESET = `(length(ifempty(temp.size, '')) > 0 && temp.size != ${literal(CUSTOM_SIZE)})`;

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
  check(`${isEmpty('size')} || length(ifempty(temp.size, '')) > 0`, says({ size: 'none of them' }).replace('none of them', iml(textOr(given('size'))))),
  check(`!(${IS_PRESET} && (${isFilled('width')} || ${isFilled('height')}))`, says({ size: 'square', width: 64 }).replace(presetLabel(), iml(textOr(given('size'))))),
  check(`${IS_PRESET} || ${isFilled('width')} || (${isEmpty('height')} && ${isEmpty('size')})`, says({ size: CUSTOM_SIZE, height: 64 })),
  check(`${IS_PRESET} || ${isFilled('height')} || (${isEmpty('width')} && ${isEmpty('size')})`, says({ size: CUSTOM_SIZE, width: 64 })),
  check(`${isEmpty('image_url')} || ${matches(trimmed('image_url'), ONE_LINK, 'i')}`, says({ image_url: 'ftp://no' })),
  check(TAKEN.map(([name, field]) => `!(length(${textOr(`temp.more.${name}`)}) > 0 && ${isFilled(field)})`).join(' && '), says({ more_inputs: { prompt: 'again' } }).replace(' “prompt”', '')),
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

/** Everything but the text itself: half of a character that was cut in two, and control signs that databases refuse. */
const NO_TEXT = '[^\t-\ud7ff\ue000-\u{10ffff}]';

/** A text that an earlier module may have cut in the middle of an emoji, without the half. */
function wellFormed(text: Expression): Expression {
  return call('replace', text, literal(`/${NO_TEXT}/gu`), EMPTY);
}

/** The same body that Zapier sends: what is empty is left out, and the prompt is sent exactly as typed. */
export const promptBody: Json = {
  prompt: iml(wellFormed(given('prompt'))),
  aspect_ratio: iml('temp.aspect_ratio'),
  width: iml('temp.width'),
  height: iml('temp.height'),
  image_size: iml(choose('ifempty(temp.width, 0) > 0', 'temp.image_size', 'undefined')),
  style: iml(orNothing('style')),
  image_url: iml(choose(isEmpty('image_url'), 'undefined', call('replace', trimmed('image_url'), literal(' '), literal('%20')))),
  seed: iml(orNothing('seed')),
  '{{...}}': iml('temp.more'),
};
