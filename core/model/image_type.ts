/** An image's type, with the endings that its files carry; the first is the usual one. */
export interface ImageType {
  readonly contentType: string;
  readonly endings: readonly [string, ...string[]];
}

/** How many of a file's first bytes are enough to tell what it is; an SVG may begin with a long comment. */
export const TELLING_BYTES = 4096;

/**
 * The first bytes of each type, in hexadecimal. Written here because every package for it is larger than what is left of
 * the limit for our zip (docs/performance.md): `file-type` takes 32 kB of it, `image-meta` 8 kB.
 */
const BEGINNINGS: readonly (readonly [RegExp, ImageType])[] = [
  [/^89504e470d0a1a0a/, type('png')],
  [/^ffd8ff/, type('jpeg', 'jpg', 'jpeg', 'jpe', 'jfif')],
  [/^474946383[79]61/, type('gif')],
  [/^52494646.{8}57454250/, type('webp')],
  [/^.{8}66747970(.{8})*?617669(66|73)/, type('avif')],
  [/^.{8}66747970(6865(69|76)(63|78|6d|73)|6d696631|6d736631)/, type('heic', 'heic', 'heif')],
  [/^(49492a00|4d4d002a)/, type('tiff', 'tif', 'tiff')],
  [/^424d.{8}00000000/, type('bmp')],
  [/^(ff0a|0000000c4a584c20)/, type('jxl')],
  [/^0000000c6a502020/, type('jp2')],
  [/^00000100(?!0000)..00/, type('x-icon', 'ico')],
];
const SVG = type('svg+xml', 'svg');
/** What may stand before an SVG's own element. */
const SVG_BEGINS = /^\uFEFF?\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype svg[^>[]*(\[[^\]]*\])?\s*>\s*)*<(svg:)?svg[\s>]/is;
/** Videos, sounds, documents and archives, whatever they are called. */
const OTHER_FILES = /^(.{8}66747970|25504446|504b0304|52494646|1a45dfa3|494433|4f676753|1f8b|1f9d|28b52ffd)/;

function type(name: string, ...endings: string[]): ImageType {
  const [usual = name, ...others] = endings;
  return { contentType: `image/${name}`, endings: [usual, ...others] };
}

const KNOWN = [...BEGINNINGS.map(([, known]) => known), SVG];

/** The type that a `Content-Type` names, whatever its case and parameters; null for what is no image's. */
export function namedImageType(contentType: string | null): ImageType | null {
  const named = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const sub = /^image\/(?:x-)?([a-z0-9][a-z0-9.+-]*)$/.exec(named)?.[1]?.replace(/^jpg$|^pjpeg$/, 'jpeg');
  if (sub === undefined) return null;
  return KNOWN.find((known) => known.contentType === `image/${sub}`) ?? { contentType: `image/${sub}`, endings: [sub.split(/[.+]/).at(-1) ?? sub] };
}

/** The type that a file’s name promises; null where it promises none. */
export function imageTypeOfEnding(name: string | null): ImageType | null {
  const ending = /\.([a-z0-9]{2,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  return KNOWN.find(({ endings }) => endings.includes(ending)) ?? null;
}

/**
 * What a file is, by its bytes: a header or a name may say anything. A type whose beginning is not known here is
 * believed when it is named, as long as the bytes are no text (a login page, an error) and no other kind of file.
 *
 * @param head the file's first bytes, `TELLING_BYTES` or all
 * @param named what is said about it
 * @returns null for what is no image
 */
export function imageTypeOf(head: Uint8Array, named: { readonly contentType: string | null; readonly filename: string | null }): ImageType | null {
  const bytes = Buffer.from(head);
  const hex = bytes.toString('hex', 0, 32);
  const known = BEGINNINGS.find(([beginning]) => beginning.test(hex))?.[1];
  if (known) return known;
  if (isText(bytes)) return SVG_BEGINS.test(bytes.toString('utf8')) ? SVG : null;
  if (OTHER_FILES.test(hex)) return null;
  return namedImageType(named.contentType) ?? imageTypeOfEnding(named.filename);
}

/** Whether a file's first bytes alone say that it is an image: where it may still be packed, a name says nothing about them. */
export function beginsLikeImage(head: Uint8Array): boolean {
  return imageTypeOf(head, { contentType: null, filename: null }) !== null;
}

/** Nothing at all counts as text. The last character may be cut in two, and a page may be in an older encoding. */
function isText(bytes: Buffer): boolean {
  const words = bytes.toString('utf8').replace(/\uFFFD+$/, '');
  const looksLikeMarkup = /^\uFEFF?\s*[<{["]/.test(words) || /^(fffe|feff)/.test(bytes.toString('hex', 0, 2));
  return looksLikeMarkup || !/[\uFFFD\0-\x08\x0e-\x1f]/.test(words);
}
