import type { ProviderName } from '../providers/job.js';
import type { Megapixels } from '../providers/tiers.js';
import type { MicroUsd } from './price_row.js';

/**
 * The figures of Wireflow's own article, "Flux Pro API Pricing and Code Examples" (wireflow.ai/blog, 2026), as it prints
 * them: kept to be compared with, never used for a sum that somebody relies on.
 */
export interface ArticlePrice {
  readonly provider: ProviderName;
  readonly what: string;
  /** The least and the most that the article says for one image of this size; the same where it says one number. */
  readonly range: (megapixels: Megapixels) => readonly [MicroUsd, MicroUsd];
}

const linear = (perMegapixel: MicroUsd) => (megapixels: Megapixels) => [perMegapixel * megapixels, perMegapixel * megapixels] as const;

export const ARTICLE_PRICES: readonly ArticlePrice[] = [
  { provider: 'bfl', what: 'text to image, $0.030 per megapixel', range: linear(30_000) },
  { provider: 'bfl', what: 'editing, $0.045 per megapixel', range: linear(45_000) },
  { provider: 'bfl', what: 'Ultra, $0.060 per megapixel', range: linear(60_000) },
  { provider: 'deepinfra', what: 'FLUX 2 Pro, $0.07 an image', range: () => [70_000, 70_000] },
  { provider: 'replicate', what: '$0.05 to $0.08 an image', range: () => [50_000, 80_000] },
];
