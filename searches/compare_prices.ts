import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { COMPARE_FIELDS } from '../core/fields/flux_fields.js';
import { PRICE_OUTPUT_FIELDS, priceOutput } from '../core/outputs/price_output.js';
import { clock } from '../platforms/zapier/clock.js';
import { toZapierError } from '../platforms/zapier/errors.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';

/** Needs no key and asks nobody: the prices are the integration's own list. */
export const perform = async (z: ZObject, bundle: Bundle<Record<string, unknown>>) => {
  const { comparePrices, megapixelsOf, readCompareOptions } = await import('../platforms/zapier/flux_parts.js');
  try {
    const { tier, size, megapixels, count } = readCompareOptions(bundle.inputData);
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const wish = `${tier}-${size}-${megapixelsOf(tier, megapixels)}mp-${count}`;
    return [priceOutput(comparePrices({ tier, size, megapixels: megapixelsOf(tier, megapixels), count, today }), wish)];
  } catch (error) {
    throw toZapierError(z, error);
  }
};

const row = (provider: 'deepinfra' | 'bfl', model: string, usd: number) => ({
  provider, model, perImageUsd: usd, usd, basis: 'official-formula' as const, asOf: '2026-10-05', source: 'price page', assumptions: ['Made as 1024 × 1024.'],
}); // prettier-ignore

export default defineSearch({
  key: 'compare_prices',
  noun: 'Price',
  display: { label: 'Find Cheapest Provider', description: 'Finds who makes a FLUX image for the least: Black Forest Labs, DeepInfra or Replicate.' },
  operation: {
    inputFields: defineInputFields(COMPARE_FIELDS.map(inputField)),
    perform,
    sample: priceOutput([row('deepinfra', 'black-forest-labs/FLUX-2-pro', 0.015), row('bfl', 'flux-2-pro', 0.03)], 'final-square-1mp-1'),
    outputFields: outputFields(PRICE_OUTPUT_FIELDS),
  },
});
