import type { Picture } from './picture.js';
import { svgOf } from './draw.js';
import { drawnOnce } from './drawn_once.js';
import { pixelsOf } from './rasterise.js';

const QUALITY = 82;

const jpeg = drawnOnce(async (picture) => {
  const [{ default: encoder }, pixels] = await Promise.all([import('jpeg-js'), svgOf(picture).then(pixelsOf)]);
  return encoder.encode(pixels, QUALITY).data;
});

/** The picture as a JPEG of its size. */
export function drawJpeg(picture: Picture): Promise<Uint8Array> {
  return jpeg(picture);
}
