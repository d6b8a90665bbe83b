import { dunes } from './dunes.js';
import { orbs } from './orbs.js';
import { PALETTES } from './palettes.js';
import type { Picture } from './picture.js';
import { hashOf, randomFrom } from './random.js';
import { ribbons } from './ribbons.js';

const COMPOSITIONS = [dunes, ribbons, orbs];

/** The abstract picture behind the caption, as SVG elements; the same for the same prompt, style and seed. */
export function backgroundOf({ prompt, style, seed, width, height }: Picture): string {
  const random = randomFrom(hashOf(`${prompt}\n${style}`) ^ hashOf(String(seed)));
  const palette = PALETTES[Math.floor(random() * PALETTES.length)];
  const compose = COMPOSITIONS[Math.floor(random() * COMPOSITIONS.length)];
  return palette && compose ? compose({ width, height, palette, random }) : '';
}
