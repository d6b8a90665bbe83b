import { times } from '../../model/amounts.js';
import { badInput, WireflowError } from '../../model/errors.js';
import { cheapest } from '../../prices/compare.js';
import { dollars } from '../../prices/dollars.js';
import { estimate, type Estimate } from '../../prices/image_price.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../providers/job.js';
import { findOffer, whyNot, type Offer, type Wish } from '../../providers/offers.js';

export const CHEAPEST = 'cheapest';
export type ProviderChoice = ProviderName | typeof CHEAPEST;

export interface ChosenOffer {
  readonly offer: Offer;
  /** Of one image; null where no price is known. */
  readonly estimate: Estimate | null;
}

/**
 * The offer that a person's choice of provider means: the named one's, or the cheapest among those that there is a key
 * for. What has no price is not ranked.
 *
 * @param hasKey whether the connection has a key of this provider
 * @param today YYYY-MM-DD
 * @throws WireflowError `no_key`; `bad_input` for a wish that nobody chosen can fulfil, with the nearest that can
 */
export function chooseOffer(choice: ProviderChoice, wish: Wish, hasKey: (provider: ProviderName) => boolean, today: string): ChosenOffer {
  const inputs = Array<null>(wish.inputImages).fill(null);
  if (wish.tier === 'edit' && wish.inputImages === 0) throw badInput('input_image', 'The tier Edit changes an image, and the field Input Image is empty.', 'Map a file or a link to an image, or choose another tier.');
  if (choice !== CHEAPEST) {
    if (!hasKey(choice)) throw noKey(PROVIDER_LABELS[choice], choice);
    const offer = findOffer(choice, wish);
    if (offer === null) throw badInput('tier', whyNot(choice, wish), 'Choose another tier, size or provider.');
    return { offer, estimate: estimate(offer, { inputs, today }) };
  }
  const candidates = PROVIDERS.filter(hasKey);
  if (candidates.length === 0) throw noKey('an image provider', null);
  const offers = candidates.map((provider) => findOffer(provider, wish)).filter((offer) => offer !== null);
  const found = cheapest(offers, inputs, today);
  if (found !== null) return found;
  const [first = 'bfl'] = candidates;
  throw badInput('tier', `None of the providers that the connection has a key for can make this. ${whyNot(first, wish)}`, 'Choose another tier or size, or add another provider’s key.');
}

/**
 * Holds the cap against the most that the images can cost, before anything is bought.
 *
 * @param maxUsd for all images together; null for no cap
 * @throws WireflowError `too_expensive`, also where no price is known
 */
export function assertWithinBudget({ offer, estimate: found }: ChosenOffer, count: number, maxUsd: number | null): void {
  if (maxUsd === null) return;
  const label = PROVIDER_LABELS[offer.provider];
  const atMost = found === null ? null : found.atMostMicroUsd * count;
  const maxMicroUsd = times(maxUsd, 1_000_000);
  if (atMost !== null && atMost <= maxMicroUsd) return;
  const cost = atMost === null ? 'no price of it is known' : `it can cost up to $${dollars(atMost)} by the prices of ${found?.asOf}`;
  throw new WireflowError({
    kind: 'too_expensive',
    field: 'max_usd',
    problem: `The field Maximum Cost allows $${dollars(Math.floor(maxMicroUsd))}, and at ${label} ${cost}.`,
    nextStep: 'Nothing was started. Raise the maximum, or choose a cheaper tier, size or provider.',
  });
}

function noKey(whose: string, provider: ProviderName | null): WireflowError {
  return new WireflowError({
    kind: 'no_key',
    problem: `This step needs a key of ${whose}, and the connection has none.`,
    nextStep: provider === null ? 'Reconnect Wireflow with the key of Black Forest Labs, DeepInfra or Replicate.' : `Reconnect Wireflow with your key of ${whose}, or choose another provider.`,
  });
}
