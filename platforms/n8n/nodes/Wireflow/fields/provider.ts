import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../../../../core/fields/field.js';
import { FLUX_FIELDS, JOB_FIELD } from '../../../../../core/fields/flux_fields.js';
import { megapixelsOf } from '../../../../../core/fields/flux_options.js';
import { cheapest } from '../../../../../core/prices/compare.js';
import { dollars } from '../../../../../core/prices/dollars.js';
import { PROVIDER_LABELS, PROVIDERS } from '../../../../../core/providers/job.js';
import { findOffer } from '../../../../../core/providers/offers.js';
import type { Tier } from '../../../../../core/providers/tiers.js';
import { choice, choicesOf, property, shownFor } from './property.js';
import { optionsOf, outputField, reuse, simplify, splitImages, timeout } from './shared.js';

/** What an image of a tier costs at the cheapest, from the price list that comes with the node; nothing where no price is known. */
function priceNote(tier: Tier): { description?: string } {
  const wish = { tier, size: 'square', megapixels: megapixelsOf(tier, null), inputImages: tier === 'edit' ? 1 : 0 };
  const offers = PROVIDERS.map((provider) => findOffer(provider, wish)).filter((offer) => offer !== null);
  const found = cheapest(offers, Array<null>(wish.inputImages).fill(null), new Date().toISOString().slice(0, 10));
  if (found === null) return {};
  const { offer, estimate } = found;
  return { description: `From $${dollars(estimate.microUsd)} an image of ${wish.megapixels} MP, at ${PROVIDER_LABELS[offer.provider]}, by the prices of ${estimate.asOf}` };
}

const field = (key: string): Field => FLUX_FIELDS.find((each) => each.key === key) as Field;

export const providerProperties: INodeProperties[] = [
  ...shownFor('image', ['generateWithProvider'], [
    // Which credentials the panel shows hangs on it, so it can't be an expression.
    property(field('provider'), { type: 'options', noDataExpression: true, options: choicesOf(field('provider')), default: 'cheapest', description: 'Where the images are made, with a credential of that provider; the cheapest is chosen by the price list of this node' }),
    property(field('tier'), { type: 'options', options: choicesOf(field('tier')).map((each) => ({ ...each, ...priceNote(String(each.value) as Tier) })), default: 'final' }),
    property(field('prompt'), { placeholder: 'e.g. A red kite over the sea' }),
    choice(field('size'), 'Square'),
    property(field('input_image'), { description: 'To change an image in place of making one from nothing: a public link, or the name of the input data field that holds the file', placeholder: 'e.g. data' }),
    simplify,
    optionsOf([
      splitImages,
      outputField,
      timeout,
      property(field('count'), { default: 1, typeOptions: { minValue: 1, maxValue: 4, numberPrecision: 0 }, description: 'How many images to make; each is paid for' }),
      property(field('format'), { type: 'options', options: choicesOf(field('format')), default: 'png', description: 'DeepInfra and FLUX 3 choose the format themselves' }),
      property(field('max_usd'), { type: 'number', default: 0, typeOptions: { minValue: 0 } }),
      property(field('megapixels'), { type: 'options', options: choicesOf(field('megapixels')), default: '1', description: 'How large each image is; the tier Ultra makes 4 megapixels only' }),
      { ...reuse, description: 'The same is the same model, prompt, input image, size, format, seed and number, bought by this n8n since it was started: its files are given again, and nothing is paid' },
      property(field('seed')),
    ]),
  ]),
  ...shownFor('image', ['getFromProvider'], [
    property(JOB_FIELD, { description: 'The Job Address that the operation Generate with Provider has given', placeholder: 'e.g. https://api.bfl.ai/v1/get_result?id=…' }),
    simplify,
    optionsOf([splitImages, outputField, timeout]),
  ]),
];
