import { ARTICLE_PRICES } from '../../core/prices/article.js';
import { comparePrices, type ComparedPrice } from '../../core/prices/compare.js';
import { dollars } from '../../core/prices/dollars.js';
import { PRICE_LIST } from '../../core/prices/price_list.js';
import type { PriceRow, Rate } from '../../core/prices/price_row.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../core/providers/job.js';
import { MEGAPIXELS, megapixelLabel, TIERS, type Megapixels, type Tier } from '../../core/providers/tiers.js';

/** The day for which the page is written: discounts end. */
export const WRITTEN_ON = '2026-11-25';
const MICRO = 1_000_000;

/** The prices of a square picture, in the order of the tiers. */
export function priceOfSquare(tier: Tier, megapixels: Megapixels, provider: ProviderName): ComparedPrice {
  return priceIn('1:1', tier, megapixels, provider);
}

function priceIn(size: string, tier: Tier, megapixels: Megapixels, provider: ProviderName): ComparedPrice {
  const rows = comparePrices({ tier, megapixels, size, today: WRITTEN_ON });
  return rows.find((row) => row.provider === provider) as ComparedPrice;
}

/** Two pages disagree, the price was measured, or which of the provider's sizes this is was guessed (docs/providers.md, "Which pairs exist"). */
function isDoubtful(tier: Tier, megapixels: Megapixels, { assumptions }: ComparedPrice): boolean {
  return assumptions.some((words) => /another page|on no price page/i.test(words)) || (tier === 'flux_3' && megapixels === 4);
}

const inDollars = (usd: number | null, count = 1) => (usd === null ? '–' : `$${dollars(Math.round(usd * MICRO * count))}`);

/** Cost of one image, or of `count`, by tier, megapixels and provider. */
export function priceTable(count: number): string[] {
  const rows = TIERS.flatMap(({ key, label }) =>
    MEGAPIXELS.map((megapixels) => {
      const compared = PROVIDERS.map((provider) => priceOfSquare(key, megapixels, provider));
      return { label, megapixels, prices: compared.map(({ perImageUsd }) => perImageUsd), marks: compared.map((price) => (isDoubtful(key, megapixels, price) ? ' \\*' : '')) };
    }),
  ).filter(({ prices }) => prices.some((price) => price !== null));
  return [
    `| Tier | Size | ${PROVIDERS.map((provider) => PROVIDER_LABELS[provider]).join(' | ')} |`,
    '|---|---|---|---|---|',
    ...rows.map(({ label, megapixels, prices, marks }) => {
      const least = Math.min(...prices.map((price) => price ?? Infinity));
      const cells = prices.map((price, index) => `${price === least ? `**${inDollars(price, count)}**` : inDollars(price, count)}${price === null ? '' : marks[index]}`);
      return `| ${label} | ${megapixelLabel(megapixels)} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** Of each tier its smallest size alone; on a step's page, where bold names a step. */
export function smallestTable(): string[] {
  const tiers = new Set<string>();
  const rows = priceTable(1).map((row) => row.replaceAll('**', ''));
  return rows.filter((row) => {
    const tier = row.split(' | ')[0] ?? '';
    const isFirst = !tiers.has(tier);
    tiers.add(tier);
    return isFirst;
  });
}

/** What a square picture has and a wide or an upright one has not, by provider. */
export function narrowTable(): string[] {
  const lost = (provider: ProviderName, size: string) =>
    MEGAPIXELS.flatMap((megapixels) => {
      const tiers = TIERS.filter(({ key }) => priceOfSquare(key, megapixels, provider).perImageUsd !== null && priceIn(size, key, megapixels, provider).perImageUsd === null);
      return tiers.length === 0 ? [] : [`${tiers.map(({ key }) => `**${tierName(key)}**`).join(', ')} at ${megapixelLabel(megapixels)}`];
    }).join('; ') || 'nothing';
  const rows = PROVIDERS.map((provider) => ({ provider, wide: lost(provider, '16:9'), upright: lost(provider, '9:16') }));
  if (rows.some(({ wide, upright }) => wide !== upright)) throw new Error('Wide and upright pictures differ: the table needs a column for each');
  return ['| Provider | Not to be had in 16:9 and 9:16 |', '|---|---|', ...rows.map(({ provider, wide }) => `| ${PROVIDER_LABELS[provider]} | ${wide} |`)];
}

/** "$0.015 at DeepInfra, $0.03 at Black Forest Labs": who makes this, the cheapest first; several at one price stand together. */
function whoMakes(tier: Tier, megapixels: Megapixels, count = 1): string {
  const priced = PROVIDERS.map((provider) => ({ label: PROVIDER_LABELS[provider], usd: priceOfSquare(tier, megapixels, provider).perImageUsd })).filter(({ usd }) => usd !== null);
  const prices = [...new Set(priced.map(({ usd }) => usd))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  return prices.map((price) => `${inDollars(price, count)} at ${priced.filter(({ usd }) => usd === price).map(({ label }) => label).join(' or ')}`).join(', ');
}

const nobody = (tier: Tier, megapixels: Megapixels) => PROVIDERS.filter((provider) => priceOfSquare(tier, megapixels, provider).perImageUsd === null).map((provider) => PROVIDER_LABELS[provider]).join(' and ');
const tierName = (tier: Tier) => (TIERS.find(({ key }) => key === tier)?.label ?? tier).replace(/ \(.*/, '');

/** What most people come for, in one look. */
export function answerTable(): string[] {
  const thousand = (['draft', 'standard', 'final'] as const).map((tier) => `**${tierName(tier)}** ${whoMakes(tier, 1, 1000).split(', ')[0]}`).join('; ');
  const thousandLarge = (['ultra', 'final'] as const).map((tier) => `**${tierName(tier)}** ${whoMakes(tier, 4, 1000).split(', ')[0]}`).join('; ');
  const large = (['ultra', 'final', 'flux_3', 'max'] as const).map((tier) => `**${tierName(tier)}** ${whoMakes(tier, 4)}`).join('; ');
  return [
    '| You ask | Answer |',
    '|---|---|',
    `| Which is the cheapest for 1,000 images? | At 1 megapixel: ${thousand}. At 4 megapixels: ${thousandLarge}. ${nobody('final', 4)} makes none of 4. |`,
    `| Which tier for a draft? | **${tierName('draft')}**: ${whoMakes('draft', 1)}. ${nobody('draft', 1)} has none; there **${tierName('standard')}** is the least, ${inDollars(priceOfSquare('standard', 1, 'bfl').perImageUsd)}. |`,
    `| What does an image of 4 megapixels cost? | ${large}. ${nobody('final', 4)} makes none. |`,
    `| What happens when Wireflow’s credits are out? | Nothing is started, and the step says so; an execution that is going may fail on its way, with the kind of error out_of_credits. If you have chosen so in “If Wireflow Can’t Start It” ([Generate Image](steps/generate_image.md), Run Workflow), another provider makes that image with your key, **${tierName('final')}** at 1 megapixel: ${whoMakes('final', 1)}; or another model at DeepInfra, ${inDollars(priceOfSquare('standard', 1, 'deepinfra').perImageUsd)} ([on Zapier](recipes.md#when-credits-run-out), [on Make](make.md#other-providers)). |`,
  ];
}

export function rowTable(): string[] {
  return [
    '| Provider | Model | Price of an image | Each input megapixel | Largest | Read on | Source | How sure |',
    '|---|---|---|---|---|---|---|---|',
    ...PRICE_LIST.map((row) => `| ${PROVIDER_LABELS[row.provider]} | ${row.model.split('/').at(-1)} | ${rateInWords(row)} | ${row.inputPerMegapixel === undefined ? '–' : `$${dollars(row.inputPerMegapixel)}`} | ${row.largest} | ${row.asOf} | ${row.source} | ${row.confidence} |`),
  ];
}

function rateInWords({ rate, upTo }: PriceRow): string {
  return upTo === undefined ? inWords(rate) : `${inWords(rate)}; another page says ${inWords(upTo)}`;
}

function inWords(rate: Rate): string {
  if (rate.per === 'image') return `$${dollars(rate.price)}`;
  if (rate.per === 'level') return Object.entries(rate.prices).map(([level, price]) => `${level} $${dollars(price)}${(rate.guesses ?? []).includes(level) ? ' (measured)' : ''}`).join(', ');
  if (rate.per === 'whole megapixel') return `$${dollars(rate.first)} for the first megapixel, $${dollars(rate.further)} for each further one, rounded up`;
  return `$${dollars(rate.price)} × megapixels${rate.steps === undefined ? '' : ` × steps ÷ ${rate.steps}`}`;
}

/** What the article says beside what the list says, at one, two and four megapixels. */
export function articleTable(): string[] {
  const ours = (provider: ProviderName, what: string, megapixels: Megapixels) => {
    const tier = /ultra/i.test(what) ? 'ultra' : /editing/.test(what) ? 'edit' : 'final';
    return inDollars(priceOfSquare(tier, megapixels, provider).perImageUsd);
  };
  return [
    '| The article says | 1 megapixel: article, our list | 2 megapixels | 4 megapixels |',
    '|---|---|---|---|',
    ...ARTICLE_PRICES.map(({ provider, what, range }) => {
      const cells = MEGAPIXELS.map((megapixels) => {
        const [least, most] = range(megapixels);
        return `$${dollars(least)}${most === least ? '' : ` to $${dollars(most)}`}, ${ours(provider, what, megapixels)}`;
      });
      return `| ${PROVIDER_LABELS[provider]}: ${what} | ${cells.join(' | ')} |`;
    }),
  ];
}
