import { IMAGE_SIZES, isSides, readSize, SIDE_LIMITS_PX, type WrittenSize } from '../model/image_sizes.js';
import { shorten } from '../shorten.js';

/** What a field for a size takes beside its choices. */
export const KNOWN_SIZES = `${IMAGE_SIZES.map(({ key }) => key).join(', ')}; a ratio such as 16:9; sides such as 1280x720`;

/** What is said about a size that is none. */
export function unknownSize(label: string, given: string): string {
  const { min, max } = SIDE_LIMITS_PX;
  if (isSides(given)) return `The field ${label} takes sides from ${min} to ${max.toLocaleString('en-US')} pixels, and not ${shorten(given.trim(), 40)}.`;
  return `The field ${label} knows no size called “${shorten(given.trim(), 40)}”.`;
}

/** The size that a person means by a choice, a mapped name, a ratio or sides, as the providers take it: "story" or "1280x720"; null where there is none. */
export function sizeKey(given: string): string | null {
  const found: WrittenSize | null = readSize(given);
  if (found === null) return null;
  return 'preset' in found ? found.preset.key : `${found.width}x${found.height}`;
}
