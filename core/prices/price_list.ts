import type { MicroUsd, PriceRow } from './price_row.js';

const CENT: MicroUsd = 10_000;

const BFL_PAGE = 'bfl.ai price page';
const BFL_FLUX_3 = 'BFL release notes and price page for FLUX 3';
const DEEPINFRA_PAGE = 'deepinfra.com/pricing and its public list of models';
const REPLICATE_PAGE = 'replicate.com price page';
const REPLICATE_MODEL = 'replicate.com page of the model, as read by a public registry';

const UP_TO_4_MP = '4 megapixels, any shape';
const SIDES_1440 = '1440 × 1440';
const SIDES_1920 = '1920 × 1920';
const SIDES_2048 = '2048 × 2048';

/**
 * What the providers ask for one image, in US dollars. None of it is promised: prices move, so each row has its day and
 * source, and what a provider reports after a run replaces the sum (docs/prices.md).
 */
export const PRICE_LIST: readonly PriceRow[] = [
  { provider: 'bfl', model: 'flux-2-pro', rate: { per: 'whole megapixel', first: 3 * CENT, further: 1.5 * CENT }, inputPerMegapixel: 1.5 * CENT, largest: UP_TO_4_MP, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-2-max', rate: { per: 'whole megapixel', first: 7 * CENT, further: 3 * CENT }, inputPerMegapixel: 3 * CENT, largest: UP_TO_4_MP, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-2-flex', rate: { per: 'whole megapixel', first: 5 * CENT, further: 5 * CENT }, inputPerMegapixel: 5 * CENT, largest: UP_TO_4_MP, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'medium' },
  { provider: 'bfl', model: 'flux-2-klein-4b', rate: { per: 'whole megapixel', first: 1.4 * CENT, further: 0.1 * CENT }, inputPerMegapixel: 0.1 * CENT, largest: UP_TO_4_MP, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-2-klein-9b', rate: { per: 'whole megapixel', first: 1.5 * CENT, further: 0.2 * CENT }, inputPerMegapixel: 0.2 * CENT, largest: UP_TO_4_MP, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-dev', rate: { per: 'image', price: 2.5 * CENT }, largest: SIDES_1440, asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-pro-1.1-ultra', rate: { per: 'image', price: 6 * CENT }, largest: '4 megapixels', asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  { provider: 'bfl', model: 'flux-kontext-pro', rate: { per: 'image', price: 4 * CENT }, largest: '1 megapixel', asOf: '2026-11-16', source: BFL_PAGE, confidence: 'high' },
  {
    provider: 'bfl', model: 'flux-3-image', largest: '4k', asOf: '2026-10-01', source: BFL_FLUX_3, confidence: 'high',
    // 1.5k is on no price page: it is what was measured in a week at half price, doubled.
    rate: { per: 'level', prices: { '768sq': 4.1 * CENT, '1k': 4.8 * CENT, '1.5k': 7 * CENT, '2k': 10 * CENT, '4k': 60.7 * CENT }, guesses: ['1.5k'] },
  }, // prettier-ignore

  { provider: 'deepinfra', model: 'black-forest-labs/FLUX-1-schnell', rate: { per: 'exact megapixel', price: 0.05 * CENT, steps: 1 }, largest: SIDES_1920, asOf: '2026-10-05', source: DEEPINFRA_PAGE, confidence: 'medium' },
  { provider: 'deepinfra', model: 'black-forest-labs/FLUX-1-dev', rate: { per: 'exact megapixel', price: 0.9 * CENT, steps: 25 }, largest: SIDES_1920, asOf: '2026-10-05', source: DEEPINFRA_PAGE, confidence: 'medium' },
  { provider: 'deepinfra', model: 'black-forest-labs/FLUX-2-dev', rate: { per: 'exact megapixel', price: 1 * CENT, steps: 28 }, largest: SIDES_1920, asOf: '2026-10-05', source: DEEPINFRA_PAGE, confidence: 'medium' },
  { provider: 'deepinfra', model: 'black-forest-labs/FLUX-2-pro', rate: { per: 'image', price: 1.5 * CENT }, largest: SIDES_1440, asOf: '2026-10-05', source: DEEPINFRA_PAGE, confidence: 'medium' },
  { provider: 'deepinfra', model: 'black-forest-labs/FLUX-2-max', rate: { per: 'image', price: 7 * CENT }, upTo: { per: 'image', price: 10 * CENT }, largest: SIDES_1440, asOf: '2026-10-05', source: DEEPINFRA_PAGE, confidence: 'medium' },

  { provider: 'replicate', model: 'black-forest-labs/flux-schnell', rate: { per: 'image', price: 0.3 * CENT }, largest: '1 megapixel', asOf: '2026-10-07', source: REPLICATE_PAGE, confidence: 'high' },
  { provider: 'replicate', model: 'black-forest-labs/flux-2-dev', rate: { per: 'whole megapixel', first: 1.2 * CENT, further: 1.2 * CENT }, upTo: { per: 'whole megapixel', first: 1.4 * CENT, further: 1.4 * CENT }, inputPerMegapixel: 1.4 * CENT, largest: SIDES_1440, asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
  { provider: 'replicate', model: 'black-forest-labs/flux-2-pro', rate: { per: 'whole megapixel', first: 3 * CENT, further: 1.5 * CENT }, inputPerMegapixel: 1.5 * CENT, largest: SIDES_2048, asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
  { provider: 'replicate', model: 'black-forest-labs/flux-2-max', rate: { per: 'whole megapixel', first: 7 * CENT, further: 3 * CENT }, inputPerMegapixel: 3 * CENT, largest: SIDES_2048, asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
  { provider: 'replicate', model: 'black-forest-labs/flux-2-flex', rate: { per: 'whole megapixel', first: 6 * CENT, further: 6 * CENT }, inputPerMegapixel: 6 * CENT, largest: SIDES_2048, asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
  { provider: 'replicate', model: 'black-forest-labs/flux-1.1-pro-ultra', rate: { per: 'image', price: 6 * CENT }, largest: '4 megapixels', asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
  { provider: 'replicate', model: 'black-forest-labs/flux-kontext-pro', rate: { per: 'image', price: 4 * CENT }, largest: '1 megapixel', asOf: '2026-09-19', source: REPLICATE_MODEL, confidence: 'medium' },
]; // prettier-ignore
