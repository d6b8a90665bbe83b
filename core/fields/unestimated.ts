import type { JsonObject } from '../json.js';

/** The first megapixel is the cheapest, and every picture is billed for one (docs/service.md, "Sizes"). */
const CHEAPEST_PX = 1024 * 1024;
/** What a person writes changes no price. */
const WITHOUT_PRICE = new Set(['prompt', 'style', 'seed', 'aspect_ratio', 'width', 'height', 'image_size']);

/**
 * What of a webhook's body may make a run dearer than the saved workflow, in words: that is what Wireflow estimates.
 *
 * @param body as `promptBody` gives it
 */
export function unestimatedInPrompt(body: JsonObject): string[] {
  // Sides that are no numbers may be read as any.
  const isLarge = !(Number(body['width'] ?? 0) * Number(body['height'] ?? 0) <= CHEAPEST_PX);
  const more = Object.keys(body).some((key) => !WITHOUT_PRICE.has(key) && key !== 'image_url');
  return [...(isLarge ? ['the size'] : []), ...('image_url' in body ? ['the reference image'] : []), ...(more ? ['the field More Inputs'] : [])];
}
