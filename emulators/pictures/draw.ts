import type { Picture } from './picture.js';
import { backgroundOf } from './background.js';
import { captionOf } from './caption.js';
import { drawnOnce } from './drawn_once.js';
import { rasterise } from './rasterise.js';

const png = drawnOnce(async (picture) => rasterise(await svgOf(picture)));

/** The picture as a PNG of its size. */
export function drawPng(picture: Picture): Promise<Uint8Array> {
  return png(picture);
}

/** The picture as an SVG whose letters are paths. */
export async function svgOf(picture: Picture): Promise<string> {
  const { width, height } = picture;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${backgroundOf(picture)}${await captionOf(picture)}</svg>`;
}
