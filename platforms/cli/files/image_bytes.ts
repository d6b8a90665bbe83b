import { imageTypeOf, imageTypeOfEnding, TELLING_BYTES } from '../../../core/model/image_type.js';

/** The ending that a picture's bytes ask for, or null when they are no picture; names and headers lie. */
export function imageExtension(bytes: Uint8Array): string | null {
  return imageTypeOf(bytes.subarray(0, TELLING_BYTES), { contentType: null, filename: null })?.endings[0] ?? null;
}

export function contentTypeOf(extension: string): string {
  return imageTypeOfEnding(`image.${extension}`)?.contentType ?? `image/${extension}`;
}
