import type { ProviderName } from '../providers/job.js';

/** Millionths of a US dollar: sums stay whole numbers. */
export type MicroUsd = number;

export type Confidence = 'high' | 'medium' | 'low';

/** What one image of a model costs. Ages: every row says when it was read, and where. */
export interface PriceRow {
  readonly provider: ProviderName;
  /** The provider's own name of the model. */
  readonly model: string;
  readonly rate: Rate;
  /** Where sources disagree: the most that one of them names, for the same picture as `rate`. */
  readonly upTo?: Rate;
  /** What a whole megapixel of each input image costs; absent where inputs are free. */
  readonly inputPerMegapixel?: MicroUsd;
  /** Taken off while it lasts, in thousandths. `endsOn` is the last day, YYYY-MM-DD. */
  readonly discount?: { readonly thousandths: number; readonly endsOn: string };
  /** The largest picture that the row is true of, in words. */
  readonly largest: string;
  /** When the price was read, YYYY-MM-DD. */
  readonly asOf: string;
  readonly source: string;
  readonly confidence: Confidence;
}

export type Rate =
  /** The same for every size. */
  | { readonly per: 'image'; readonly price: MicroUsd }
  /** Megapixels rounded up to whole ones, at least one. */
  | { readonly per: 'whole megapixel'; readonly first: MicroUsd; readonly further: MicroUsd }
  /** Pixels as they are; with `steps`, by the steps that are sent over the steps that the price is for. */
  | { readonly per: 'exact megapixel'; readonly price: MicroUsd; readonly steps?: number }
  /** A price for each of the provider's own sizes. */
  | { readonly per: 'level'; readonly prices: Readonly<Record<string, MicroUsd>>; readonly guesses?: readonly string[] };
