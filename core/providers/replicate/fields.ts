import type { JsonObject } from '../../json.js';
import type { FluxRequest } from '../provider.js';

/** Replicate's word for the format. */
const FORMATS = { png: 'png', jpeg: 'jpg' } as const;

/**
 * What each model at Replicate takes. Three names for the size and four for input images: one row per family. The
 * format is always sent: Replicate's own choice is webp, which not every program opens.
 */
export function replicateFields({ offer, prompt, seed, format, inputImages }: FluxRequest): JsonObject {
  const { sides, aspectRatio, level, model } = offer;
  const common = { prompt, output_format: FORMATS[format], ...(seed === null ? {} : { seed }) };
  const [firstImage] = inputImages;
  if (model.family === 'schnell') return { ...common, aspect_ratio: aspectRatio, megapixels: level, num_outputs: 1 };
  if (model.family === 'ultra') return { ...common, aspect_ratio: aspectRatio, ...(firstImage === undefined ? {} : { image_prompt: firstImage }) };
  if (model.family === 'kontext') return { ...common, aspect_ratio: aspectRatio, ...(firstImage === undefined ? {} : { input_image: firstImage }) };
  return {
    ...common,
    aspect_ratio: 'custom',
    width: sides?.width,
    height: sides?.height,
    ...(inputImages.length === 0 ? {} : { input_images: inputImages }),
    // The default, and what the price is for.
    ...(model.id.endsWith('-dev') ? { go_fast: true } : {}),
  };
}
