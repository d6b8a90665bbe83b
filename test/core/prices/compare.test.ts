import { cheapest, comparePrices } from '../../../core/prices/compare.js';
import { PROVIDERS } from '../../../core/providers/job.js';
import { findOffer, type Offer } from '../../../core/providers/offers.js';

const today = '2026-11-25';
const priceAt = (rows: ReturnType<typeof comparePrices>, provider: string) => rows.find((row) => row.provider === provider)?.usd;

test('a thousand images in FLUX.2 [pro] at one megapixel', () => {
  const rows = comparePrices({ tier: 'final', megapixels: 1, count: 1000, today });
  expect(rows.map(({ provider, usd }) => [provider, usd])).toEqual([['deepinfra', 15], ['bfl', 30], ['replicate', 30], ['wireflow', null]]);
  expect(Object.keys(rows[0] ?? {})).toEqual(['provider', 'model', 'perImageUsd', 'usd', 'basis', 'asOf', 'source', 'assumptions']);
  expect(rows[0]).toMatchObject({ model: 'black-forest-labs/FLUX-2-pro', perImageUsd: 0.015, basis: 'official-formula', asOf: '2026-10-05' });
});

test('a draft', () => {
  const rows = comparePrices({ tier: 'draft', megapixels: 1, count: 1000, today });
  expect([priceAt(rows, 'deepinfra'), priceAt(rows, 'replicate'), priceAt(rows, 'bfl')]).toEqual([2, 3, null]);
  expect(rows.find(({ provider }) => provider === 'bfl')?.assumptions[0]).toBe('Black Forest Labs has no Draft (Schnell) image of 1 megapixel in 1:1. Nearest: 1024 × 1024 (1 megapixel) at DeepInfra.');
});

test('four megapixels', () => {
  const square = comparePrices({ tier: 'final', megapixels: 4, today });
  expect([priceAt(square, 'bfl'), priceAt(square, 'replicate'), priceAt(square, 'deepinfra')]).toEqual([0.075, 0.075, null]);
  const wide = comparePrices({ tier: 'final', size: 'blog_header', megapixels: 4, today });
  expect([priceAt(wide, 'bfl'), priceAt(wide, 'replicate'), priceAt(wide, 'deepinfra')]).toEqual([0.075, null, null]);
  expect(wide.find(({ provider }) => provider === 'replicate')?.assumptions[0]).toContain('Nearest: 1920 × 1088 (2 megapixels) at Replicate, or 2720 × 1536 (4 megapixels) at Black Forest Labs.');
});

test('what has no price is never ranked before what has one, and Wireflow never has one here', () => {
  for (const tier of ['draft', 'standard', 'final', 'max', 'ultra', 'flux_3', 'edit'] as const) {
    for (const megapixels of [1, 2, 4] as const) {
      const rows = comparePrices({ tier, megapixels, today });
      const firstUnknown = rows.findIndex(({ usd }) => usd === null);
      expect(rows.slice(firstUnknown).every(({ usd, perImageUsd, basis }) => usd === null && perImageUsd === null && basis === null)).toBe(true);
      expect(rows.at(-1)).toMatchObject({ provider: 'wireflow', usd: null });
      for (const { assumptions } of rows) expect(assumptions.join(' ')).not.toMatch(/undefined|null|NaN/);
    }
  }
});

test('Ultra is four megapixels where none is named, and an edit is priced with its input image', () => {
  expect(priceAt(comparePrices({ tier: 'ultra', today }), 'bfl')).toBe(0.06);
  expect(comparePrices({ tier: 'ultra', today })[0]?.assumptions).toContain('4 megapixels assumed, since none was named.');
  expect(priceAt(comparePrices({ tier: 'edit', megapixels: 2, today }), 'bfl')).toBe(0.06);
});

test('the cheapest of several, by their price', () => {
  const offers = PROVIDERS.map((provider) => findOffer(provider, { tier: 'final', size: 'square', megapixels: 1, inputImages: 0 })) as Offer[];
  expect(cheapest(offers, [], today)?.offer.provider).toBe('deepinfra');
  expect(cheapest(offers.filter(({ provider }) => provider !== 'deepinfra'), [], today)?.offer.provider).toBe('bfl');
  expect(cheapest([], [], today)).toBeNull();
});
