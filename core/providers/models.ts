import type { SideRules } from './fit_size.js';
import type { ProviderName } from './job.js';
import { PIXELS_PER_MEGAPIXEL, type Megapixels, type Tier } from './tiers.js';

/** Models that take the same fields, at one provider. */
export type Family = 'flux-1' | 'flux-2' | 'flux-3' | 'schnell' | 'ultra' | 'kontext';

/** How a model is told the size: by its sides, or by a ratio with at most a few levels (null: it has only one). */
export type Sizing =
  | { readonly by: 'sides'; readonly rules: SideRules }
  | { readonly by: 'ratio'; readonly levels: Partial<Readonly<Record<Megapixels, string | null>>> };

/** One model at one provider. Sources: docs/providers.md, "Models". */
export interface Model {
  readonly provider: ProviderName;
  /** The provider's own name of it. */
  readonly id: string;
  readonly tier: Tier;
  readonly family: Family;
  readonly sizing: Sizing;
  /** How many input images it takes. */
  readonly inputImages: number;
  readonly takesSeed: boolean;
  /** How many pictures of this model the provider makes at a time for one account. */
  readonly mostAtOnce: number;
  /** Sent, because the provider's own number makes a poor picture or a dear one. */
  readonly steps?: number;
}

const FLUX_2_AT_BFL: SideRules = { multiple: 16, minPx: 64, maxPx: 65_536, maxPixels: 4 * PIXELS_PER_MEGAPIXEL };
const FLUX_1: SideRules = { multiple: 32, minPx: 256, maxPx: 1440, maxPixels: 1440 * 1440 };
const OPEN_AT_DEEPINFRA: SideRules = { multiple: 32, minPx: 128, maxPx: 1920, maxPixels: 1920 * 1920 };
const FLUX_2_AT_REPLICATE: SideRules = { multiple: 16, minPx: 256, maxPx: 2048, maxPixels: 2048 * 2048 };

const ACTIVE_AT_BFL = 24;
const ACTIVE_AT_DEEPINFRA = 200;
/** An account with little credit may start six a minute, one at a time; this holds with more. */
const ACTIVE_AT_REPLICATE = 600;

const bfl = (id: string, rest: Omit<Model, 'provider' | 'id' | 'mostAtOnce'>): Model => ({ provider: 'bfl', id, mostAtOnce: ACTIVE_AT_BFL, ...rest });
const deepinfra = (id: string, rest: Omit<Model, 'provider' | 'id' | 'mostAtOnce' | 'inputImages'>): Model => ({
  provider: 'deepinfra', id: `black-forest-labs/${id}`, mostAtOnce: ACTIVE_AT_DEEPINFRA, inputImages: 0, ...rest,
}); // prettier-ignore
const replicate = (name: string, rest: Omit<Model, 'provider' | 'id' | 'mostAtOnce'>): Model => ({
  provider: 'replicate', id: `black-forest-labs/${name}`, mostAtOnce: ACTIVE_AT_REPLICATE, ...rest,
}); // prettier-ignore

const sides = (rules: SideRules): Sizing => ({ by: 'sides', rules });
const ratio = (levels: Partial<Record<Megapixels, string | null>>): Sizing => ({ by: 'ratio', levels });

/** In the order in which a tier's models are tried: the first that can make the size is the one. */
export const MODELS: readonly Model[] = [
  deepinfra('FLUX-1-schnell', { tier: 'draft', family: 'schnell', sizing: sides(OPEN_AT_DEEPINFRA), takesSeed: true, steps: 4 }),
  replicate('flux-schnell', { tier: 'draft', family: 'schnell', sizing: ratio({ 1: '1' }), inputImages: 0, takesSeed: true }),

  bfl('flux-dev', { tier: 'standard', family: 'flux-1', sizing: sides(FLUX_1), inputImages: 0, takesSeed: true }),
  deepinfra('FLUX-2-dev', { tier: 'standard', family: 'flux-2', sizing: sides(OPEN_AT_DEEPINFRA), takesSeed: true, steps: 28 }),
  replicate('flux-2-dev', { tier: 'standard', family: 'flux-2', sizing: sides(FLUX_1), inputImages: 4, takesSeed: true }),

  bfl('flux-2-pro', { tier: 'final', family: 'flux-2', sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
  deepinfra('FLUX-2-pro', { tier: 'final', family: 'flux-2', sizing: sides(FLUX_1), takesSeed: true }),
  replicate('flux-2-pro', { tier: 'final', family: 'flux-2', sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true }),

  bfl('flux-2-max', { tier: 'max', family: 'flux-2', sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
  deepinfra('FLUX-2-max', { tier: 'max', family: 'flux-2', sizing: sides(FLUX_1), takesSeed: true }),
  replicate('flux-2-max', { tier: 'max', family: 'flux-2', sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true }),

  bfl('flux-pro-1.1-ultra', { tier: 'ultra', family: 'ultra', sizing: ratio({ 4: null }), inputImages: 1, takesSeed: true }),
  replicate('flux-1.1-pro-ultra', { tier: 'ultra', family: 'ultra', sizing: ratio({ 4: null }), inputImages: 1, takesSeed: true }),

  bfl('flux-3-image', { tier: 'flux_3', family: 'flux-3', sizing: ratio({ 1: '1k', 2: '1.5k', 4: '2k' }), inputImages: 10, takesSeed: false }),

  bfl('flux-kontext-pro', { tier: 'edit', family: 'kontext', sizing: ratio({ 1: null }), inputImages: 4, takesSeed: true }),
  bfl('flux-2-pro', { tier: 'edit', family: 'flux-2', sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
  replicate('flux-kontext-pro', { tier: 'edit', family: 'kontext', sizing: ratio({ 1: null }), inputImages: 1, takesSeed: true }),
  replicate('flux-2-pro', { tier: 'edit', family: 'flux-2', sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true }),
];

/** Who makes the picture: an outage or the filter of Black Forest Labs follows its own models to whoever resells them. */
export function isMadeByBfl({ provider, family, id }: Model): boolean {
  return provider === 'bfl' || !(family === 'schnell' || /-dev$/i.test(id));
}
