import { isObject, type JsonObject } from '../json.js';

/** The first megapixel is the cheapest, and every picture is billed for one (docs/service.md, "Sizes"). */
const CHEAPEST_SIDE_PX = 1024;
const CHEAPEST_PX = CHEAPEST_SIDE_PX * CHEAPEST_SIDE_PX;
/** What a person writes changes no price. */
const WITHOUT_PRICE = new Set(['prompt', 'style', 'seed', 'aspect_ratio']);
const SIZE_NAMES = ['width', 'height', 'image_size'];

/**
 * What of a webhook's body may make a run dearer than the saved workflow, in words: that is what Wireflow estimates.
 *
 * @param body as `promptBody` gives it
 */
export function unestimatedInPrompt(body: JsonObject): string[] {
  const isLarge = mayBeLarge(body);
  const more = Object.keys(body).some((key) => !WITHOUT_PRICE.has(key) && !SIZE_NAMES.includes(key) && key !== 'image_url');
  return [...(isLarge ? ['the size'] : []), ...('image_url' in body ? ['the reference image'] : []), ...(more ? ['the field More Inputs'] : [])];
}

/** Sides that are no numbers may be read as any; beside one alone, the other is the workflow's, and taken for as long as in the cheapest square. */
function mayBeLarge({ width, height, image_size: sides }: JsonObject): boolean {
  const area = (across: unknown, down: unknown) => Number(across ?? CHEAPEST_SIDE_PX) * Number(down ?? CHEAPEST_SIDE_PX);
  const ofSides = isObject(sides) ? area(sides['width'], sides['height']) : sides === undefined ? 0 : NaN;
  return ![area(width, height), ofSides].every((px) => px <= CHEAPEST_PX);
}
