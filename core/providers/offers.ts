import { IMAGE_SIZES } from '../model/image_sizes.js';
import { fitSides, snapSides, type Sides } from './fit_size.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from './job.js';
import { MODELS, type Model } from './models.js';
import { ASPECT_RATIOS, megapixelLabel, MEGAPIXELS, PIXELS_PER_MEGAPIXEL, tierLabel, type Megapixels, type Tier } from './tiers.js';

/** What somebody wants made. */
export interface Wish {
  readonly tier: Tier;
  /** A size by purpose ("story"), a ratio ("16:9"), or sides ("1920x1080"). */
  readonly size: string;
  /** What the picture is to have at the most; with sides, they say it. */
  readonly megapixels: Megapixels;
  readonly inputImages: number;
}

/** A picture that a provider can make, as it is to be asked for. */
export interface Offer {
  readonly provider: ProviderName;
  readonly model: Model;
  readonly megapixels: Megapixels;
  readonly aspectRatio: string;
  /** In pixels; null where the model is told a ratio and chooses the sides itself. */
  readonly sides: Sides | null;
  /** The provider's word for the megapixels; null where the model has only one, or takes sides. */
  readonly level: string | null;
}

/** A smaller picture than this share of the megapixels is not what was asked for; a narrow one of a megapixel may be. */
const LEAST_SHARE: Readonly<Record<Megapixels, number>> = { 1: 0.8, 2: 0.9, 4: 0.9 };

/** The shape that a wish asks for: sides, or the ratio behind a purpose. */
export function shapeOf(size: string): { readonly sides: Sides | null; readonly aspectRatio: string } | null {
  const byPurpose = IMAGE_SIZES.find(({ key }) => key === size)?.aspectRatio;
  if (byPurpose !== undefined) return { sides: null, aspectRatio: byPurpose };
  if (ASPECT_RATIOS.includes(size)) return { sides: null, aspectRatio: size };
  const [, width, height] = /^(\d{2,5})\s*[x×]\s*(\d{2,5})$/i.exec(size.trim()) ?? [];
  if (width === undefined || height === undefined) return null;
  return { sides: { width: Number(width), height: Number(height) }, aspectRatio: nearestRatio(Number(width) / Number(height)) };
}

/**
 * What a provider can make of a wish.
 *
 * @returns null when it can't: then there is no price either
 */
export function findOffer(provider: ProviderName, wish: Wish): Offer | null {
  const shape = shapeOf(wish.size);
  if (shape === null) return null;
  for (const model of MODELS) {
    if (model.provider !== provider || model.tier !== wish.tier || model.inputImages < wish.inputImages) continue;
    const made = make(model, shape, wish.megapixels);
    if (made !== null) return { provider, model, aspectRatio: shape.aspectRatio, ...made };
  }
  return null;
}

function make(model: Model, { sides, aspectRatio }: { sides: Sides | null; aspectRatio: string }, megapixels: Megapixels): Pick<Offer, 'sides' | 'level' | 'megapixels'> | null {
  const { sizing } = model;
  if (sizing.by === 'ratio') {
    const level = sizing.levels[megapixels];
    return sides !== null || level === undefined ? null : { sides: null, level, megapixels };
  }
  if (sides !== null) {
    const snapped = snapSides(sides, sizing.rules);
    return snapped && { sides: snapped, level: null, megapixels: megapixelsOf(snapped) };
  }
  const fitted = fitSides(aspectRatio, megapixels * PIXELS_PER_MEGAPIXEL, sizing.rules);
  const isLargeEnough = fitted.width * fitted.height >= LEAST_SHARE[megapixels] * megapixels * PIXELS_PER_MEGAPIXEL;
  return isLargeEnough ? { sides: fitted, level: null, megapixels } : null;
}

/** Why a wish can't be had from a provider, and the nearest that can, in one or two sentences. */
export function whyNot(provider: ProviderName, wish: Wish): string {
  const label = PROVIDER_LABELS[provider];
  const shape = shapeOf(wish.size);
  if (shape === null) return `The field Size knows no size called “${wish.size}”.`;
  const inputs = wish.inputImages > 0 ? ` from ${wish.inputImages === 1 ? 'an input image' : `${wish.inputImages} input images`}` : '';
  const what = shape.sides === null ? `${megapixelLabel(wish.megapixels)} in ${shape.aspectRatio}` : wish.size;
  const problem = `${label} has no ${tierLabel(wish.tier)} image of ${what}${inputs}.`;
  const nearest = nearestOffers(provider, wish);
  return nearest.length === 0 ? problem : `${problem} Nearest: ${nearest.map(offerInWords).join(', or ')}.`;
}

/** A smaller picture of the same tier here, and the same picture elsewhere; where nobody has that, the nearest to it. */
function nearestOffers(provider: ProviderName, wish: Wish): Offer[] {
  const ratio = shapeOf(wish.size)?.aspectRatio ?? '1:1';
  const sizes = MEGAPIXELS.toSorted((a, b) => distance(a, wish.megapixels) - distance(b, wish.megapixels)).map((megapixels) => ({ ...wish, size: ratio, megapixels }));
  const others = PROVIDERS.filter((other) => other !== provider);
  const elsewhere = [wish, ...sizes].flatMap((size) => others.map((other) => findOffer(other, size)));
  const found = (offers: (Offer | null)[]) => offers.filter((offer) => offer !== null).slice(0, 1);
  return [...found(sizes.map((size) => findOffer(provider, size))), ...found(elsewhere)];
}

/** Downwards first: a larger picture costs more than was asked for. */
function distance(megapixels: number, wanted: number): number {
  return megapixels <= wanted ? wanted - megapixels : 100 + megapixels;
}

export function offerInWords({ provider, megapixels, aspectRatio, sides }: Offer): string {
  const size = sides === null ? `${megapixelLabel(megapixels)} in ${aspectRatio}` : `${sides.width} × ${sides.height} (${megapixelLabel(megapixels)})`;
  return `${size} at ${PROVIDER_LABELS[provider]}`;
}

function megapixelsOf({ width, height }: Sides): Megapixels {
  return MEGAPIXELS.find((megapixels) => width * height <= megapixels * PIXELS_PER_MEGAPIXEL) ?? 4;
}

function nearestRatio(shape: number): string {
  const far = (ratio: string) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(across / down / shape));
  };
  return ASPECT_RATIOS.reduce((best, ratio) => (far(ratio) < far(best) ? ratio : best), '1:1');
}
