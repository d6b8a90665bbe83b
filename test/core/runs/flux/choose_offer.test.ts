import { findOffer } from '../../../../core/providers/offers.js';
import { assertWithinBudget, type ChosenOffer } from '../../../../core/runs/flux/choose_offer.js';

const offer = findOffer('bfl', { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0 });
const at = (atMostMicroUsd: number) => ({ offer, estimate: { microUsd: atMostMicroUsd, atMostMicroUsd, asOf: '2026-10-05' } }) as ChosenOffer;

test.each([1, 3_000, 14_000, 15_000, 25_000, 30_000, 33_000, 45_000, 55_000, 75_000, 105_000])('a maximum of exactly so many times %d millionths is kept, and anything less is not', (price) => {
  for (let count = 1; count <= 100; count += 1) {
    const cap = (less: number) => (price * count - less) / 1_000_000;
    expect(() => assertWithinBudget(at(price), count, cap(0))).not.toThrow();
    for (const less of [1, 0.4]) expect(() => assertWithinBudget(at(price), count, cap(less))).toThrow('Nothing was started');
  }
});
