import { badInput } from '../../../core/model/errors.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { findOffer, whyNot, type Offer } from '../../../core/providers/offers.js';
import { valueOf, type Values } from '../definition/command.js';
import { readMegapixels, readShape, readTier } from './tier_values.js';

/** What the provider can make of the options. @throws WireflowError `bad_input` that names the nearest it can */
export function offerFor(provider: ProviderName, values: Values, inputImages: number): Offer {
  const tier = readTier(valueOf(values, 'tier') ?? (inputImages > 0 ? 'edit' : 'final'));
  const megapixels = readMegapixels(valueOf(values, 'megapixels')) ?? (tier === 'ultra' ? 4 : 1);
  if (tier === 'edit' && inputImages === 0) throw badInput('image', 'The tier “edit” needs an input image.', 'Give it with --image.');
  const wish = { tier, size: readShape(valueOf(values, 'size')), megapixels, inputImages };
  const offer = findOffer(provider, wish);
  if (offer === null) throw badInput('tier', whyNot(provider, wish), 'Choose another tier, size or provider: wireflow prices');
  return offer;
}
