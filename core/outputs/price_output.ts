import type { ComparedPrice } from '../prices/compare.js';
import { PROVIDER_LABELS } from '../providers/job.js';
import type { OutputField } from './output_field.js';

/** What Find Cheapest Provider gives: the cheapest flat, and every provider as a line item. */
export const PRICE_OUTPUT_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'provider', label: 'Cheapest Provider', type: 'text' },
  { key: 'provider_name', label: 'Cheapest Provider’s Name', type: 'text' },
  { key: 'model', label: 'Model', type: 'text' },
  { key: 'cost_usd', label: 'Cost (in US Dollars)', type: 'number' },
  { key: 'cost_per_image_usd', label: 'Cost of One Image (in US Dollars)', type: 'number' },
  { key: 'as_of', label: 'Price Read On', type: 'text' },
  {
    key: 'prices',
    label: 'Prices',
    type: 'list',
    items: [
      { key: 'provider', label: 'Providers', type: 'text', always: true },
      { key: 'model', label: 'Models', type: 'text' },
      { key: 'cost_usd', label: 'Costs (in US Dollars)', type: 'number' },
      { key: 'cost_per_image_usd', label: 'Costs of One Image (in US Dollars)', type: 'number' },
      { key: 'as_of', label: 'Prices Read On', type: 'text' },
      { key: 'source', label: 'Sources of the Prices', type: 'text' },
      { key: 'notes', label: 'Notes on the Prices', type: 'text' },
    ],
  },
];

/** @param wish what was asked for, in words that are the same for the same question */
export function priceOutput(rows: readonly ComparedPrice[], wish: string) {
  const best = rows.find(({ usd }) => usd !== null) ?? null;
  return {
    id: wish,
    provider: best?.provider ?? null,
    provider_name: best === null ? null : labelOf(best.provider),
    model: best?.model ?? null,
    cost_usd: best?.usd ?? null,
    cost_per_image_usd: best?.perImageUsd ?? null,
    as_of: best?.asOf ?? null,
    prices: rows.map(({ provider, model, usd, perImageUsd, asOf, source, assumptions }) => ({
      provider: labelOf(provider),
      model,
      cost_usd: usd,
      cost_per_image_usd: perImageUsd,
      as_of: asOf,
      source,
      notes: assumptions.join(' '),
    })),
  };
}

function labelOf(provider: ComparedPrice['provider']): string {
  return provider === 'wireflow' ? 'Wireflow' : PROVIDER_LABELS[provider];
}
