import { FLUX_FIELDS } from '../../../core/fields/flux_fields.js';
import { readFluxOptions } from '../../../core/fields/flux_options.js';
import type { Field } from '../../../core/fields/field.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { MODELS } from '../../../core/providers/models.js';
import { comparePrices } from '../../../core/prices/compare.js';
import { TIERS } from '../../../core/providers/tiers.js';
import { chooseOffer } from '../../../core/runs/flux/choose_offer.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import { longestWaitField } from '../fields/longest_wait.js';
import { parameter } from '../fields/parameters.js';
import { ofSize, PRESETS, sizeName } from '../fields/size.js';
import type { Parameter, Request } from '../format/component.js';
import { call, choose, EMPTY, iml, isFilled, literal, lookUp, matches, textOr, without, type Expression } from '../iml/expression.js';
import { isMissingText, isSeen, UNSEEN_PATTERNS } from '../reading/unseen.js';
import { LONGEST_WAIT_S } from '../wait.js';

/** Beyond every discount of the list, so that none is promised. */
export const AFTER_DISCOUNTS = '9999-12-31';

const field = (key: string): Field => FLUX_FIELDS.find((each) => each.key === key) as Field;
const given = (key: string): Expression => `parameters.${key}`;
const trimmed = (key: string): Expression => call('trim', textOr(given(key)));

/** Half of a character that was cut in two, and control signs that databases refuse. */
const NO_TEXT = '[^\t-\ud7ff\ue000-\u{10ffff}]';

/** What the body of a start reads; what is not filled in is undefined. */
export const SENT = { prompt: call('replace', given('prompt'), literal(`/${NO_TEXT}/gu`), EMPTY), seed: 'temp.seed_sent', image: 'temp.image_sent', images: 'temp.images_sent' } as const;

export const LONGEST_WAIT = 'longest_wait';
export const WAIT = 'wait';
export const MAX_USD = 'max_usd';
export const DOWNLOAD = 'download';

export const tiersOf = (provider: ProviderName) => [...new Set(MODELS.filter((model) => model.provider === provider).map(({ tier }) => tier))];
export const takesImages = (provider: ProviderName): boolean => MODELS.some((model) => model.provider === provider && model.inputImages > 0);

export const downloadField: Parameter = {
  name: DOWNLOAD,
  type: 'boolean',
  label: 'Download the image',
  required: true,
  default: true,
  help: 'If enabled, the image comes as a file as well. The link alone dies within minutes.',
};

const WAIT_HELP = `If enabled, the module waits up to ${LONGEST_WAIT_S} seconds for the image. If disabled, it gives the job address at once.`;
const longestWait = { ...longestWaitField(LONGEST_WAIT), help: `After it, the module gives the job as it is. At most ${LONGEST_WAIT_S}.` };

/** What a module asks for that makes an image there: the tiers that the provider has, and one image at a time. */
export function startFields(provider: ProviderName, isSlow: boolean): readonly Parameter[] {
  const tiers = tiersOf(provider) as readonly string[];
  const { choices = [] } = field('tier');
  return [
    parameter({ ...field('tier'), choices: choices.filter(({ value }) => tiers.includes(value)), help: pricesInWords(provider) }),
    parameter(field('prompt')),
    parameter({ ...field('size'), help: 'Empty makes a square; a mapped 16:9 or “story” is understood as well.' }),
    parameter(field('megapixels')),
    ...(takesImages(provider) ? [parameter({ ...field('input_image'), help: 'A public link to an image that is to be changed.' })] : []),
    ...(isSlow ? [] : [{ name: WAIT, type: 'boolean', label: 'Wait for result', required: true, default: true, help: WAIT_HELP }]),
    downloadField,
    parameter(field('seed')),
    ...(provider === 'deepinfra' ? [] : [parameter(field('format'))]),
    ...(isSlow ? [] : [longestWait]),
    parameter({ ...field(MAX_USD), help: 'Nothing is started if the list price of the image is higher, or not known. The list is that of this app, as of the day in the help of **Tier**.' }),
  ];
}

/** List prices of one image of each tier, as of the day on which they were read: a module can not ask for them. */
function pricesInWords(provider: ProviderName): string {
  const priced = tiersOf(provider).map((tier) => {
    const [row] = comparePrices({ tier, today: AFTER_DISCOUNTS }).filter((each) => each.provider === provider);
    const name = (TIERS.find(({ key }) => key === tier)?.label ?? tier).replace(/ \(.*\)$/, '');
    return { words: `${name} $${row?.perImageUsd ?? '?'}`, asOf: row?.asOf ?? '' };
  });
  return `List prices of one image at 1 megapixel (Ultra: 4): ${priced.map(({ words }) => words).join(', ')}. Read on ${priced.map(({ asOf }) => asOf).toSorted()[0] ?? ''}; the bill decides.`;
}

export const lookFields = (help: string): readonly Parameter[] => [
  { name: 'job', type: 'text', label: 'Job address', required: true, help },
  downloadField,
  longestWait,
];

const chosen = (key: string): Expression =>
  key === 'size' ? ofSize('key', 'name', sizeName(given(key))) : lookUp(call('lower', trimmed(key)), (field(key).choices ?? []).map(({ value }) => [value, literal(value)]));
const says = (values: Readonly<Record<string, unknown>>): string => complaint(() => readFluxOptions({ prompt: 'x', ...values }));
/** The core's sentence about a value that is none of the choices, with the value as it came. */
const saysChoice = (key: string): string => says({ [key]: 'none of them' }).replace('none of them', iml(textOr(given(key)))).replace(OTHER_FORMS, '');
/** What the core takes for a size beside the choices, and these modules do not. */
const OTHER_FORMS = /; sides such as \d+x\d+/;
const isChosen = (key: string): Expression => `${isFilled(textOr(`temp.${key}`))} || length(${trimmed(key)}) = 0`;

const ONE_LINK = '(?!.*://.*://)https?://[^/ ][^ ]*';
const NEEDS_IMAGE = complaint(() => chooseOffer('bfl', { tier: 'edit', size: '1:1', megapixels: 1, inputImages: 0 }, () => true, '2026-11-25'));

/** Reads and checks the fields with the core's sentences, before anything is sent. Afterwards `temp` holds what an offer is chosen by. */
export function readFields(provider: ProviderName): Request[] {
  const keys = ['tier', 'size', 'megapixels', ...(provider === 'deepinfra' ? [] : ['format'])];
  const image = takesImages(provider) ? choose(isFilled(trimmed('input_image')), trimmed('input_image'), EMPTY) : EMPTY;
  return [
    keep({ ...UNSEEN_PATTERNS, sizes: PRESETS }),
    check(isSeen(textOr(given('prompt'))), says({ prompt: '' }), { ...Object.fromEntries(keys.map((key) => [key, iml(textOr(chosen(key), EMPTY))])), input_image: iml(image), seed: iml(trimmed('seed')) }),
    check(`!(${isMissingText(call('trim', textOr(given('prompt'))))})`, says({ prompt: 'undefined' })),
    ...keys.map((key) => check(isChosen(key), saysChoice(key))),
    ...(takesImages(provider) ? [check(`length(temp.input_image) = 0 || ${matches('temp.input_image', ONE_LINK, 'i')}`, says({ input_image: 'no link' }))] : []),
    keep({
      tier: iml(textOr('temp.tier', literal('final'))),
      format: iml(textOr('temp.format', literal('png'))),
      ratio: iml(textOr(ofSize('ratio', 'key', 'temp.size'), literal('1:1'))),
    }),
    keep({ megapixels: iml(textOr('temp.megapixels', choose(`temp.tier = ${literal('ultra')}`, literal('4'), literal('1')))), images: iml(choose('length(temp.input_image) > 0', literal('1'), literal('0'))) }),
    ...(tiersOf(provider).includes('edit') ? [check(`temp.tier != ${literal('edit')} || temp.images = ${literal('1')}`, NEEDS_IMAGE)] : []),
    keep({ seed: iml(without('temp.seed', '[^0-9]', 'g')) }),
    // Under other names: nothing takes the place of an empty text if `temp` is merged.
    keep({
      seed_sent: iml(choose(isFilled('temp.seed'), given('seed'), 'undefined')),
      image_sent: iml(choose(isFilled('temp.input_image'), 'temp.input_image', 'undefined')),
      images_sent: iml(choose(isFilled('temp.input_image'), call('add', 'emptyarray', 'temp.input_image'), 'undefined')),
    }),
  ];
}
