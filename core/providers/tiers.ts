import { IMAGE_SIZES } from '../model/image_sizes.js';

/** What people ask for, from the cheapest sketch to the finest picture. */
export const TIERS = [
  { key: 'draft', label: 'Draft (Schnell)' },
  { key: 'standard', label: 'Standard (Dev)' },
  { key: 'final', label: 'Final (FLUX.2 Pro)' },
  { key: 'max', label: 'Max (FLUX.2 Max)' },
  { key: 'ultra', label: 'Ultra (FLUX 1.1 Pro Ultra)' },
  { key: 'flux_3', label: 'FLUX 3' },
  { key: 'edit', label: 'Edit (needs an input image)' },
] as const;
export type Tier = (typeof TIERS)[number]['key'];

export const MEGAPIXELS = [1, 2, 4] as const;
export type Megapixels = (typeof MEGAPIXELS)[number];

/** One megapixel as every provider counts it; with a million, 1024 × 1024 would be billed as two. */
export const PIXELS_PER_MEGAPIXEL = 1024 * 1024;

export function tierLabel(tier: Tier): string {
  return TIERS.find(({ key }) => key === tier)?.label ?? tier;
}

export function megapixelLabel(megapixels: number): string {
  return megapixels === 1 ? '1 megapixel' : `${megapixels} megapixels`;
}

/** The aspect ratios behind the sizes by purpose, each once. */
export const ASPECT_RATIOS: readonly string[] = [...new Set(IMAGE_SIZES.map(({ aspectRatio }) => aspectRatio))];
