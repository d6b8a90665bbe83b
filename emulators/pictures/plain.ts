import { hashOf } from './random.js';
import type { Picture } from './picture.js';

/** Four greys in a row, which the picture's own facts decide, so that different pictures differ. */
const GREY = { colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8, filterType: 0, deflateLevel: 1 } as const;

/** A PNG of the picture's size with stripes on it and nothing else, for callers that look at sizes and bytes alone: a hundredth of the work. */
export async function plainPng(picture: Picture): Promise<Uint8Array> {
  const { PNG } = await import('pngjs');
  const { width, height } = picture;
  const png = new PNG({ width, height });
  const greys = Buffer.alloc(4);
  greys.writeUInt32BE(hashOf(JSON.stringify(picture)));
  png.data = Buffer.alloc(width * height, greys);
  return PNG.sync.write(png, GREY);
}
