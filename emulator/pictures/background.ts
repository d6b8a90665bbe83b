import type { Picture } from './picture.js';
import { hashOf, randomFrom } from './random.js';

/** The abstract picture behind the caption, as SVG elements. */
export function backgroundOf(picture: Picture): string {
  const random = randomFrom(hashOf(`${picture.prompt} ${picture.style}`) ^ picture.seed);
  const hue = Math.floor(random() * 360);
  return `<rect width="100%" height="100%" fill="hsl(${hue},60%,50%)"/>`;
}
