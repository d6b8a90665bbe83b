import type { Offer } from '../providers/offers.js';
import { PIXELS_PER_MEGAPIXEL } from '../providers/tiers.js';
import { dollars } from './dollars.js';
import { PRICE_LIST } from './price_list.js';
import type { Confidence, MicroUsd, PriceRow, Rate } from './price_row.js';

/** BFL makes a larger input image smaller, to this. */
const LARGEST_INPUT_MEGAPIXELS = 4;

/** Where a sum comes from; `reported` takes its place once a provider has said what it took. */
export type CostBasis = 'official-formula' | 'article' | 'reported-by-response' | 'user-override';

export interface Estimate {
  readonly microUsd: MicroUsd;
  /** The most that it can be, with everything that is assumed taken at its dearest: what a cap is held against. */
  readonly atMostMicroUsd: MicroUsd;
  readonly basis: CostBasis;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** What the sum takes for granted, a sentence each. */
  readonly assumptions: readonly string[];
}

/** What is priced, in pixels as they are asked for. */
export interface Picture {
  readonly pixels: number;
  /** The provider's word for the size, where it has one. */
  readonly level?: string | null;
  readonly steps?: number;
  /** The pixels of each input image; null where nobody has looked. */
  readonly inputs?: readonly (number | null)[];
}

/**
 * What one image costs by a row of the list.
 *
 * @param today YYYY-MM-DD, for discounts that end
 * @returns null when the row has no price for this size
 */
export function priceOf(row: PriceRow, picture: Picture, today: string): Estimate | null {
  const output = ratePrice(row.rate, picture);
  if (output === null) return null;
  const inputs = picture.inputs ?? [];
  const perInput = row.inputPerMegapixel ?? 0;
  const inputPrice = sum(inputs.map((pixels) => perInput * inputMegapixels(pixels ?? PIXELS_PER_MEGAPIXEL)));
  const inputAtMost = sum(inputs.map((pixels) => perInput * (pixels === null ? LARGEST_INPUT_MEGAPIXELS : inputMegapixels(pixels))));
  const highest = Math.max(output, (row.upTo && ratePrice(row.upTo, picture)) ?? 0);
  const isDiscounted = row.discount !== undefined && today <= row.discount.endsOn;
  const afterDiscount = (price: MicroUsd) => (isDiscounted && row.discount ? Math.ceil((price * (1000 - row.discount.thousandths)) / 1000) : price);
  const isGuess = row.rate.per === 'level' && (row.rate.guesses ?? []).includes(picture.level ?? '');
  return {
    microUsd: afterDiscount(output + inputPrice),
    // A discount may end between the sum and the bill.
    atMostMicroUsd: highest + inputAtMost,
    basis: 'official-formula',
    asOf: row.asOf,
    source: row.source,
    confidence: isGuess ? 'low' : row.confidence,
    assumptions: [
      ...(row.upTo === undefined ? [] : [`Another page of the provider says $${dollars(highest)}.`]),
      ...(isGuess ? ['This size is on no price page: the price was measured.'] : []),
      ...(isDiscounted && row.discount ? [`A discount of ${row.discount.thousandths / 10} % that ends on ${row.discount.endsOn} is taken off.`] : []),
      ...(perInput > 0 && inputs.includes(null) ? ['Each input image is taken for one megapixel; a larger one costs more, up to four.'] : []),
    ],
  };
}

/** What one image of an offer costs; null where no price is known. */
export function estimate(offer: Offer, { inputs = [], today }: { inputs?: readonly (number | null)[]; today: string }): Estimate | null {
  const row = PRICE_LIST.find(({ provider, model }) => provider === offer.provider && model === offer.model.id);
  if (row === undefined) return null;
  const pixels = offer.sides === null ? offer.megapixels * PIXELS_PER_MEGAPIXEL : offer.sides.width * offer.sides.height;
  const { steps } = offer.model;
  return priceOf(row, { pixels, level: offer.level, inputs, ...(steps === undefined ? {} : { steps }) }, today);
}

function ratePrice(rate: Rate, { pixels, level, steps }: Picture): MicroUsd | null {
  if (rate.per === 'image') return rate.price;
  if (rate.per === 'level') return rate.prices[level ?? ''] ?? null;
  if (rate.per === 'whole megapixel') return rate.first + (wholeMegapixels(pixels) - 1) * rate.further;
  const share = rate.steps === undefined ? [1, 1] : [steps ?? rate.steps, rate.steps];
  return Math.ceil((rate.price * pixels * (share[0] ?? 1)) / (PIXELS_PER_MEGAPIXEL * (share[1] ?? 1)));
}

/** Rounded up, at least one: 1920 × 1080 is 1.98 and is billed as two. */
export function wholeMegapixels(pixels: number): number {
  return Math.max(1, Math.ceil(pixels / PIXELS_PER_MEGAPIXEL));
}

function inputMegapixels(pixels: number): number {
  return Math.min(LARGEST_INPUT_MEGAPIXELS, wholeMegapixels(pixels));
}

function sum(prices: readonly MicroUsd[]): MicroUsd {
  return prices.reduce((total, price) => total + price, 0);
}
