import { PROVIDERS, type ProviderName } from '../providers/job.js';
import { findOffer, offerInWords, whyNot, type Offer } from '../providers/offers.js';
import { megapixelLabel, type Megapixels, type Tier } from '../providers/tiers.js';
import { dollars } from './dollars.js';
import { estimate, type Estimate } from './image_price.js';

export interface Comparison {
  readonly tier: Tier;
  /** A size by purpose ("story"), a ratio ("16:9"), or sides ("1920x1080"). */
  readonly size?: string;
  readonly megapixels?: Megapixels;
  /** How many images; at least 1. */
  readonly count?: number;
  readonly inputImages?: number;
  /** YYYY-MM-DD, for discounts that end. */
  readonly today: string;
}

/** One way to have the picture made, and its price; null where it can't be had, or nobody knows. */
export interface ComparedPrice {
  readonly provider: ProviderName | 'wireflow';
  readonly model: string | null;
  readonly perImageUsd: number | null;
  /** For all images together. */
  readonly usd: number | null;
  readonly basis: Estimate['basis'] | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly assumptions: readonly string[];
}

const MICRO_USD_PER_USD = 1_000_000;
const WIREFLOW_UNKNOWN = 'Wireflow’s price depends on the workflow: ask for its own estimate. It is not ranked here.';

/**
 * What the same picture costs at each provider, the cheapest first; what has no price comes last and says why.
 * Wireflow is always a row, and never has a price here: only its own estimate knows it.
 */
export function comparePrices({ tier, size = '1:1', megapixels, count = 1, inputImages, today }: Comparison): ComparedPrice[] {
  const wish = { tier, size, megapixels: megapixels ?? leastOf(tier), inputImages: inputImages ?? (tier === 'edit' ? 1 : 0) };
  const rows = PROVIDERS.map((provider): ComparedPrice => {
    const offer = findOffer(provider, wish);
    if (offer === null) return { ...nothing(provider), assumptions: [whyNot(provider, wish)] };
    const found = estimate(offer, { inputs: Array<null>(wish.inputImages).fill(null), today });
    if (found === null) return { ...nothing(provider), model: offer.model.id, assumptions: [`Made as ${offerInWords(offer)}.`, 'No price is known.'] };
    return {
      provider,
      model: offer.model.id,
      perImageUsd: found.microUsd / MICRO_USD_PER_USD,
      usd: (found.microUsd * count) / MICRO_USD_PER_USD,
      basis: found.basis,
      asOf: found.asOf,
      source: found.source,
      assumptions: [`Made as ${offerInWords(offer)}.`, ...(megapixels === undefined ? [`${megapixelLabel(wish.megapixels)} assumed, since none was named.`] : []), ...found.assumptions],
    };
  });
  const known = rows.filter(({ usd }) => usd !== null).toSorted((a, b) => (a.usd ?? 0) - (b.usd ?? 0));
  return [...known, ...rows.filter(({ usd }) => usd === null), { ...nothing('wireflow'), assumptions: [WIREFLOW_UNKNOWN] }];
}

/** The cheapest of several offers and its estimate; null when none has a price. */
export function cheapest(offers: readonly Offer[], inputs: readonly (number | null)[], today: string): { readonly offer: Offer; readonly estimate: Estimate } | null {
  const priced = offers.flatMap((offer) => {
    const found = estimate(offer, { inputs, today });
    return found === null ? [] : [{ offer, estimate: found }];
  });
  return priced.toSorted((a, b) => a.estimate.microUsd - b.estimate.microUsd)[0] ?? null;
}

/** "$0.03, list price of 2026-11-16". */
export function priceInWords({ microUsd, asOf }: Estimate): string {
  return `$${dollars(microUsd)}, list price of ${asOf}`;
}

/** Ultra knows only four. */
function leastOf(tier: Tier): Megapixels {
  return tier === 'ultra' ? 4 : 1;
}

function nothing(provider: ComparedPrice['provider']): ComparedPrice {
  return { provider, model: null, perImageUsd: null, usd: null, basis: null, asOf: null, source: null, assumptions: [] };
}
