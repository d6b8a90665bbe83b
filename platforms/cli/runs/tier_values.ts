import { badInput } from '../../../core/model/errors.js';
import { shapeOf } from '../../../core/providers/offers.js';
import { MEGAPIXELS, TIERS, type Megapixels, type Tier } from '../../../core/providers/tiers.js';

/** How the providers' own models are called, for people who know them by that. */
const OTHER_WORDS: Readonly<Record<string, Tier>> = { pro: 'final', schnell: 'draft', dev: 'standard', 'flux-3': 'flux_3', kontext: 'edit' };

/** @throws WireflowError `bad_input` for a tier that there is not */
export function readTier(given: string): Tier {
  const word = given.trim().toLowerCase();
  const tier = TIERS.find(({ key }) => key === word)?.key ?? OTHER_WORDS[word];
  if (tier === undefined) throw badInput('tier', `--tier takes one of: ${TIERS.map(({ key }) => key).join(', ')}.`, '“pro” is another word for “final”.');
  return tier;
}

/** @throws WireflowError `bad_input` for any other number */
export function readMegapixels(given: string | undefined): Megapixels | undefined {
  if (given === undefined) return undefined;
  const found = MEGAPIXELS.find((megapixels) => String(megapixels) === given.trim());
  if (found === undefined) throw badInput('megapixels', `--megapixels takes one of: ${MEGAPIXELS.join(', ')}.`, 'With a size in pixels, leave it out.');
  return found;
}

/** A purpose, a ratio or sides, as the providers' offers take them. @throws WireflowError `bad_input` */
export function readShape(given: string | undefined): string {
  const size = given?.trim() || '1:1';
  if (shapeOf(size) === null) throw badInput('size', '--size is no size that is known.', 'Use a purpose such as story, a ratio such as 16:9, or sides such as 1280x720.');
  return size;
}
