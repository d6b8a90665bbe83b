import type { Picture } from './picture.js';
import { backgroundOf } from './background.js';
import { captionOf } from './caption.js';
import { rasterise } from './rasterise.js';

const KEPT_PICTURES = 40;
const drawn = new Map<string, Promise<Uint8Array>>();

/** The picture as a PNG of its size. The same picture is drawn once. */
export function drawPng(picture: Picture): Promise<Uint8Array> {
  const key = JSON.stringify(picture);
  const known = drawn.get(key);
  if (known) return known;
  const png = paint(picture);
  drawn.set(key, png);
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT_PICTURES && oldest !== undefined) drawn.delete(oldest);
  return png;
}

async function paint(picture: Picture): Promise<Uint8Array> {
  return rasterise(await svgOf(picture));
}

/** The picture as an SVG whose letters are paths. */
export async function svgOf(picture: Picture): Promise<string> {
  const { width, height } = picture;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${backgroundOf(picture)}${await captionOf(picture)}</svg>`;
}
