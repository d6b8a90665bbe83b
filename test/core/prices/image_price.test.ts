import { ARTICLE_PRICES } from '../../../core/prices/article.js';
import { dollars } from '../../../core/prices/dollars.js';
import { priceOf } from '../../../core/prices/image_price.js';
import { PRICE_LIST } from '../../../core/prices/price_list.js';
import type { PriceRow, Rate } from '../../../core/prices/price_row.js';
import { MODELS } from '../../../core/providers/models.js';

const TODAY = '2026-11-25';

function row(provider: string, model: string): PriceRow {
  const found = PRICE_LIST.find((each) => each.provider === provider && each.model.endsWith(model));
  if (found === undefined) throw new Error(`No price of ${model} at ${provider}`);
  return found;
}

const cents = (provider: string, model: string, width: number, height: number, more: object = {}) =>
  (priceOf(row(provider, model), { pixels: width * height, ...more }, TODAY)?.microUsd ?? NaN) / 10_000;

// Computed by hand from the price pages (docs/prices.md, "Sums"): width, height, then cents.
const WORKED = [
  [512, 512, 3, 7, 5, 1.4, 1.5, 3],
  [1024, 1024, 3, 7, 5, 1.4, 1.5, 3],
  [1440, 810, 4.5, 10, 10, 1.5, 1.7, 4.5],
  [1536, 1024, 4.5, 10, 10, 1.5, 1.7, 4.5],
  [1920, 1080, 4.5, 10, 10, 1.5, 1.7, 4.5],
  [2048, 1024, 4.5, 10, 10, 1.5, 1.7, 4.5],
  [2048, 2048, 7.5, 16, 20, 1.7, 2.1, 7.5],
] as const;

test.each(WORKED)('%i × %i, text to image', (width, height, pro, max, flex, klein4, klein9, replicatePro) => {
  expect(cents('bfl', 'flux-2-pro', width, height)).toBe(pro);
  expect(cents('bfl', 'flux-2-max', width, height)).toBe(max);
  expect(cents('bfl', 'flux-2-flex', width, height)).toBe(flex);
  expect(cents('bfl', 'flux-2-klein-4b', width, height)).toBe(klein4);
  expect(cents('bfl', 'flux-2-klein-9b', width, height)).toBe(klein9);
  expect(cents('replicate', 'flux-2-pro', width, height)).toBe(replicatePro);
});

test.each([
  ['one input image', 1024 * 1024, [1024 * 1024], 4.5],
  ['three input images', 1024 * 1024, [1024 * 1024, 1024 * 1024, 1024 * 1024], 7.5],
  ['1920 × 1080 in and out', 1920 * 1080, [1920 * 1080], 7.5],
  // vm0-ai/vm0#28640: references priced as one megapixel each, whatever their size.
  ['an input of 4 megapixels', 1024 * 1024, [2048 * 2048], 9],
  ['an input beyond what BFL keeps', 1024 * 1024, [6000 * 4000], 9],
])('an edit of FLUX.2 [pro] with %s', (_, pixels, inputs, expected) => {
  for (const provider of ['bfl', 'replicate']) expect((priceOf(row(provider, 'flux-2-pro'), { pixels, inputs }, TODAY)?.microUsd ?? 0) / 10_000).toBe(expected);
});

test('an input that nobody has looked at counts as one megapixel, and a cap is held against four', () => {
  const estimate = priceOf(row('bfl', 'flux-2-pro'), { pixels: 1024 * 1024, inputs: [null] }, TODAY);
  expect(estimate).toMatchObject({ microUsd: 45_000, atMostMicroUsd: 90_000 });
  expect(estimate?.assumptions.join()).toContain('one megapixel');
});

test('prices of steps and exact megapixels', () => {
  expect(cents('deepinfra', 'FLUX-1-schnell', 1024, 1024, { steps: 4 })).toBe(0.2);
  expect(cents('deepinfra', 'FLUX-2-dev', 1024, 1024, { steps: 28 })).toBe(1);
  expect(cents('deepinfra', 'FLUX-2-dev', 1024, 1024, { steps: 50 })).toBeCloseTo(1.7858, 3);
  expect(cents('deepinfra', 'FLUX-1-dev', 512, 1024, { steps: 25 })).toBe(0.45);
  // gridaco/grida#1020: a model that is billed by size, priced as if it were flat.
  expect(cents('replicate', 'flux-2-dev', 1440, 1440)).toBe(2.4);
});

test('a price of levels has no price for a level that is not listed, and says which is a guess', () => {
  const flux3 = row('bfl', 'flux-3-image');
  expect(priceOf(flux3, { pixels: 1, level: '1k' }, TODAY)).toMatchObject({ microUsd: 48_000, confidence: 'high' });
  expect(priceOf(flux3, { pixels: 1, level: '1.5k' }, TODAY)).toMatchObject({ microUsd: 70_000, confidence: 'low' });
  expect(priceOf(flux3, { pixels: 1, level: '8k' }, TODAY)).toBeNull();
});

test('a discount is taken off until its last day, and a cap never counts on it', () => {
  const half: PriceRow = { ...row('bfl', 'flux-2-pro'), discount: { thousandths: 500, endsOn: '2026-11-30' } };
  expect(priceOf(half, { pixels: 1 }, '2026-11-30')).toMatchObject({ microUsd: 15_000, atMostMicroUsd: 30_000 });
  expect(priceOf(half, { pixels: 1 }, '2026-12-01')).toMatchObject({ microUsd: 30_000, atMostMicroUsd: 30_000 });
});

test('where two pages of a provider disagree, the dearer one is held against a cap', () => {
  expect(priceOf(row('deepinfra', 'FLUX-2-max'), { pixels: 1024 * 1024 }, TODAY)).toMatchObject({ microUsd: 70_000, atMostMicroUsd: 100_000 });
});

const numbersOf = (rate: Rate): number[] => {
  if (rate.per === 'image') return [rate.price];
  if (rate.per === 'level') return Object.values(rate.prices);
  return rate.per === 'whole megapixel' ? [rate.first, rate.further] : [rate.price];
};

// truefoundry/models#957: a price of 4,000,000 dollars an image, by a wrong unit.
test.each(PRICE_LIST.map((each) => [`${each.provider} ${each.model}`, each] as const))('the row of %s is whole, sane and dated', (_, each) => {
  for (const price of [...numbersOf(each.rate), ...(each.upTo ? numbersOf(each.upTo) : []), ...(each.inputPerMegapixel === undefined ? [] : [each.inputPerMegapixel])]) {
    expect(Number.isInteger(price)).toBe(true);
    expect(price).toBeGreaterThanOrEqual(100);
    expect(price).toBeLessThanOrEqual(1_000_000);
  }
  expect(each.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  // By the real day, since the next row is written on a later one; no zone is a day ahead of the author's.
  expect(Date.parse(each.asOf)).toBeLessThan(Date.now() + 24 * 60 * 60_000);
  expect(each.source).not.toBe('');
});

test('every model that can be bought has exactly one price', () => {
  for (const { provider, id } of MODELS) expect(PRICE_LIST.filter((each) => each.provider === provider && each.model === id)).toHaveLength(1);
});

test('dollars', () => {
  expect([30_000, 2_000, 500, 1_000_000, 0, 45_000, 1_234_567].map(dollars)).toEqual(['0.03', '0.002', '0.0005', '1.00', '0.00', '0.045', '1.234567']);
});

test('the article says what it says', () => {
  expect(ARTICLE_PRICES.find(({ what }) => what.startsWith('text'))?.range(4)).toEqual([120_000, 120_000]);
});
