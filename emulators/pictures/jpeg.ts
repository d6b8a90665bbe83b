import type { Picture } from './picture.js';
import { svgOf } from './draw.js';
import { pixelsOf } from './rasterise.js';

const QUALITY = 82;

/** The picture as a JPEG of its size. */
export async function drawJpeg(picture: Picture): Promise<Uint8Array> {
  const [{ default: jpeg }, pixels] = await Promise.all([import('jpeg-js'), svgOf(picture).then(pixelsOf)]);
  return jpeg.encode(pixels, QUALITY).data;
}
