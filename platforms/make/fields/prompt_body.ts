import { CUSTOM_SIZE } from '../../../core/model/image_sizes.js';
import type { PromptFieldKey } from '../../../core/fields/prompt_fields.js';
import { promptBody as coreBody } from '../../../core/fields/prompt_body.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import type { Json, Request } from '../format/component.js';
import { call, choose, EMPTY, iml, isFilled, literal, listOr, textOr, type Expression } from '../iml/expression.js';
import { isMissingText, isSeen, UNSEEN_PATTERNS } from '../reading/unseen.js';
import { areNamedOnce, filledPairs, folded as foldedNames } from './filled_pairs.js';
import { linkChecks } from './one_link.js';
import { PAIR_KEYS } from './parameters.js';
import { hasSides, ofSize, RATIO_OF_SIDES, side, SIDES_FIT, sizeName, SIZES } from './size.js';

const given = (key: PromptFieldKey): Expression => `parameters.${key}`;
const trimmed = (key: PromptFieldKey): Expression => call('trim', textOr(given(key)));
const orNothing = (key: PromptFieldKey): Expression => choose(`temp.has_${key}`, given(key), 'undefined');

const PROMPT = 'a red cube';
const FIELDS = ['prompt', 'size', 'width', 'height', 'style', 'image_url', 'seed'] as const satisfies readonly PromptFieldKey[];

/** Names that the fields above the pairs send. A pair of the same name would silently win over the field. */
const TAKEN = {
  taken: ['prompt', ...(['style', 'image_url', 'seed'] as const).map((key) => choose(`temp.has_${key}`, literal(`|${key}`), EMPTY))],
  taken_sides: [
    ...(['width', 'height'] as const).map((key) => choose(`temp.has_${key} || temp.has_size`, literal(`|${key}`), EMPTY)),
    choose('temp.has_size', literal('|image_size|aspect_ratio'), EMPTY),
  ],
};
const IS_FREE = `length(${call('replace', 'temp.more_text', `'/"(' + temp.taken + temp.taken_sides + ')":("[^"]|[0-9tf])/i'`, EMPTY)}) = length(temp.more_text)`;
const NAMES = foldedNames(call('map', 'temp.pairs', literal(PAIR_KEYS.name)));

const says = (values: Readonly<Record<string, unknown>>): string => complaint(() => coreBody({ prompt: PROMPT, ...values }));

const REPEATED = says({ more_inputs: { prompt: 'again' } }).replace(' “prompt”', '');

/** The checks of the core, with its sentences, made before anything is sent. */
export const promptChecks: readonly Request[] = [
  keep(UNSEEN_PATTERNS),
  keep({
    ...Object.fromEntries(FIELDS.map((key) => [`has_${key}`, iml(isSeen(textOr(given(key))))])),
    sizes: SIZES,
    prompt_text: iml(textOr(given('prompt'))),
    size_name: iml(sizeName(given('size'))),
    link: iml(trimmed('image_url')),
    filled: iml(call('createJSON', listOr(given('more_inputs')))),
  }),
  ...filledPairs(PAIR_KEYS.name, PAIR_KEYS.value),
  keep({ pairs: iml(call('parseJSON', 'temp.filled')) }),
  check(areNamedOnce(NAMES), REPEATED, { more: iml(call('toCollection', 'temp.pairs', literal(PAIR_KEYS.name), literal(PAIR_KEYS.value))) }),
  check('temp.has_prompt', complaint(() => coreBody({ prompt: '' })), { size: iml(textOr(ofSize('key', 'name', 'temp.size_name'))), more_text: iml(call('createJSON', 'temp.more')) }),
  check(`!(${isMissingText('temp.prompt_text')})`, says({ prompt: 'undefined' })),
  keep({ has_sides: iml(hasSides('temp.size_name')) }),
  keep({
    across: iml(choose('temp.has_sides', side(0, 'temp.size_name'), '1')),
    down: iml(choose('temp.has_sides', side(1, 'temp.size_name'), '1')),
    is_preset: iml(`temp.has_sides || (${isFilled('temp.size')} && temp.size != ${literal(CUSTOM_SIZE)})`),
    taken: iml([literal('prompt'), ...TAKEN.taken.slice(1)].join(' + ')),
    taken_sides: iml(TAKEN.taken_sides.join(' + ')),
  }),
  check(`!temp.has_size || temp.has_sides || ${isFilled('temp.size')}`, says({ size: 'none of them' }).replace('none of them', iml(textOr(given('size'))))),
  check(`!temp.has_sides || (${SIDES_FIT})`, says({ size: '7x7' }).replace('7x7', iml(textOr(given('size'))))),
  check('!(temp.is_preset && (temp.has_width || temp.has_height))', says({ size: '640x480', width: 64 }).replace('640x480', iml(textOr(given('size'))))),
  check('temp.is_preset || temp.has_width || !(temp.has_height || temp.has_size)', says({ size: CUSTOM_SIZE, height: 64 })),
  check('temp.is_preset || temp.has_height || !(temp.has_width || temp.has_size)', says({ size: CUSTOM_SIZE, width: 64 })),
  ...linkChecks('temp.link', (value) => says({ image_url: value })),
  check(IS_FREE, REPEATED),
  keep({
    width: iml(choose('temp.has_sides', 'temp.across', choose('temp.is_preset', ofSize('width', 'key', 'temp.size'), orNothing('width')))),
    height: iml(choose('temp.has_sides', 'temp.down', choose('temp.is_preset', ofSize('height', 'key', 'temp.size'), orNothing('height')))),
    aspect_ratio: iml(choose('temp.has_sides', RATIO_OF_SIDES, choose('temp.is_preset', ofSize('ratio', 'key', 'temp.size'), 'undefined'))),
  }),
  keep({ image_size: { width: iml('temp.width'), height: iml('temp.height') } }),
];

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
  image_url: iml(choose('temp.has_image_url', call('replace', 'temp.link', literal(' '), literal('%20')), 'undefined')),
  seed: iml(orNothing('seed')),
  '{{...}}': iml('temp.more'),
};
