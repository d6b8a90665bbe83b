import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { estimate, type Estimate } from '../../../core/prices/image_price.js';
import { findOffer, whyNot, type Offer } from '../../../core/providers/offers.js';
import { MEGAPIXELS } from '../../../core/providers/tiers.js';
import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { assertWithinBudget } from '../../../core/runs/flux/choose_offer.js';
import { complaint } from '../errors/core_words.js';
import { call, choose, EMPTY, iml, isFilled, literal, textOr, without, type Expression } from '../iml/expression.js';
import { shortName } from './body.js';
import { AFTER_DISCOUNTS, MAX_USD, takesImages, tiersOf } from './fields.js';

const RATIOS = [...new Set(IMAGE_SIZES.map(({ aspectRatio }) => aspectRatio))];
const NOT_MADE = 'no';

/**
 * What the provider makes of each wish, a row each behind a stroke: the model, the sides and the level as the core finds
 * them, or why there is no such image and which is the nearest.
 */
export function offersTable(provider: ProviderName): string {
  const inputs = takesImages(provider) ? [0, 1] : [0];
  const wishes = tiersOf(provider).flatMap((tier) => RATIOS.flatMap((size) => MEGAPIXELS.flatMap((megapixels) => inputs.map((inputImages) => ({ tier, size, megapixels, inputImages })))));
  const rows = wishes.filter(({ tier, inputImages }) => tier !== 'edit' || inputImages > 0).map((wish) => {
    const offer = findOffer(provider, wish);
    const said = offer === null ? `${NOT_MADE};${whyNot(provider, wish)}` : [shortName(offer.model), offer.sides?.width ?? '', offer.sides?.height ?? '', offer.level ?? '', ...priceOf(offer, wish.inputImages)].join(';');
    return `${wish.tier} ${wish.size} ${wish.megapixels} ${wish.inputImages}=${said}`;
  });
  if (rows.some((row) => /[|{}]/.test(row))) throw new Error('A row holds a sign that ends it');
  return `|${rows.join('|')}|`;
}

/** The most that one image can cost by the price list, in dollars, and as of when; no discount is counted on. */
function priceOf(offer: Offer, inputImages: number): readonly (string | number)[] {
  const found = estimate(offer, { inputs: Array<null>(inputImages).fill(null), today: AFTER_DISCOUNTS });
  return found === null ? ['', ''] : [found.atMostMicroUsd / 1_000_000, found.asOf];
}

const SAID = without('temp.row', `^${NOT_MADE};`);
const part = (index: number): Expression => without(without('temp.row', `^([^;]*;){${index}}`), ';.*$');
const asNumber = (index: number): Expression => choose(isFilled(part(index)), call('parseNumber', part(index), literal('.')), 'undefined');

const CAP = `ifempty(parameters.${MAX_USD}, -1)`;
const MARKS = { cap: 71, atMostMicroUsd: 72_000_000, asOf: 'THE-DAY' } as const;

/** The core's sentence, with the two sums and the day of the price list. */
function tooExpensive(provider: ProviderName): string {
  const price: Estimate = { microUsd: 0, atMostMicroUsd: MARKS.atMostMicroUsd, basis: 'official-formula', asOf: MARKS.asOf, source: '', confidence: 'high', assumptions: [] };
  const text = complaint(() => assertWithinBudget({ offer: { provider } as Offer, estimate: price }, 1, MARKS.cap));
  return text.replace(`$${MARKS.cap}.00`, `$${iml(CAP)}`).replace('$72.00', `$${iml("ifempty(temp.at_most, 'an unknown sum')")}`).replace(MARKS.asOf, iml('temp.priced_on'));
}

/** Finds the offer for what `readFields` has read: `temp.model`, `width`, `height` and `level`. What nobody makes ends here. */
export function findInTable(provider: ProviderName): Request[] {
  return [
    keep({ table: offersTable(provider), wish: iml("temp.tier + ' ' + temp.ratio + ' ' + temp.megapixels + ' ' + temp.images") }),
    keep({ row: iml(call('replace', 'temp.table', `'/^.*[|]' + temp.wish + '=/'`, EMPTY)) }),
    keep({ row: iml(without('temp.row', '[|].*$')), table: '' }),
    check(`length(${SAID}) = length(temp.row)`, `${iml(SAID)} Choose another tier or size.`),
    keep({ model: iml(part(0)), width: iml(asNumber(1)), height: iml(asNumber(2)), level: iml(choose(isFilled(part(3)), part(3), 'undefined')), at_most: iml(asNumber(4)), priced_on: iml(part(5)) }),
    check(`!(${CAP} >= 0) || (ifempty(temp.at_most, -1) >= 0 && ifempty(temp.at_most, 0) <= ${CAP})`, tooExpensive(provider)),
    check(isFilled(textOr('temp.model')), 'The fields Tier, Size and Megapixels name nothing that can be made. Choose them again.'),
  ];
}
