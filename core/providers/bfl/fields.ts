import type { JsonObject } from '../../json.js';
import type { FluxRequest } from '../provider.js';

/**
 * What each family of models takes at Black Forest Labs. FLUX.2 ignores what it does not know in silence, and FLUX 3
 * refuses it, so nothing is sent that the family has no field for (docs/providers.md, "Fields").
 */
export function bflFields({ offer, prompt, seed, format, inputImages }: FluxRequest): JsonObject {
  const images = inputImages.map(bare);
  const { sides, aspectRatio, level, model } = offer;
  if (model.family === 'flux-3') {
    return {
      prompt,
      aspect_ratio: aspectRatio,
      resolution: level,
      // On by default, it puts the prompt to a web search; nobody here has asked for that.
      grounding: false,
      ...(images.length === 0 ? {} : { images }),
    };
  }
  const common = { prompt, output_format: format, ...(seed === null ? {} : { seed }) };
  if (model.family === 'ultra') return { ...common, aspect_ratio: aspectRatio, ...(images[0] === undefined ? {} : { image_prompt: images[0] }) };
  if (model.family === 'kontext') return { ...common, aspect_ratio: aspectRatio, ...numbered(images) };
  return { ...common, width: sides?.width, height: sides?.height, ...numbered(images) };
}

/** `input_image`, `input_image_2`, … */
function numbered(images: readonly string[]): JsonObject {
  return Object.fromEntries(images.map((image, index) => [index === 0 ? 'input_image' : `input_image_${index + 1}`, image]));
}

/** A link, or base64 without the head of a `data:` address, which is refused. */
function bare(image: string): string {
  return image.replace(/^data:[^,]*;base64,/i, '');
}
