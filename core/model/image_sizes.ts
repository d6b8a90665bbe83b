import { foldName } from './fold_name.js';
import { plainDigits } from './plain_digits.js';

/** A size by what the picture is for. */
export interface ImageSize {
  readonly key: string;
  readonly label: string;
  readonly aspectRatio: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Sizes by purpose. Each side is a multiple of 16 and each picture at most one megapixel (1,048,576 pixels): models
 * round other sides, and the first megapixel is the cheapest (docs/service.md, "Sizes"). The aspect ratios are those
 * that the models with an `aspect_ratio` input know.
 */
export const IMAGE_SIZES: readonly ImageSize[] = [
  { key: 'square', label: 'Square post (1:1)', aspectRatio: '1:1', width: 1024, height: 1024 },
  { key: 'portrait', label: 'Instagram portrait post (4:5)', aspectRatio: '4:5', width: 896, height: 1120 },
  { key: 'story', label: 'Instagram story, Reel or TikTok (9:16)', aspectRatio: '9:16', width: 720, height: 1280 },
  { key: 'youtube_thumbnail', label: 'YouTube thumbnail (16:9)', aspectRatio: '16:9', width: 1280, height: 720 },
  { key: 'blog_header', label: 'Blog header or link preview (16:9)', aspectRatio: '16:9', width: 1280, height: 720 },
  { key: 'pin', label: 'Pinterest pin (2:3)', aspectRatio: '2:3', width: 832, height: 1248 },
  { key: 'photo', label: 'Landscape photo (3:2)', aspectRatio: '3:2', width: 1248, height: 832 },
  { key: 'slide', label: 'Presentation slide (4:3)', aspectRatio: '4:3', width: 1152, height: 864 },
  { key: 'product', label: 'Upright product photo (3:4)', aspectRatio: '3:4', width: 864, height: 1152 },
  { key: 'banner', label: 'Wide banner (21:9)', aspectRatio: '21:9', width: 1344, height: 576 },
];

export const CUSTOM_SIZE = 'custom';
export const SIDE_LIMITS_PX = { min: 64, max: 4096 } as const;

/** A size as a person wrote it: one of the purposes, or sides in pixels. */
export type WrittenSize = { readonly preset: ImageSize } | { readonly width: number; readonly height: number; readonly aspectRatio: string | null };

/**
 * Finds the size that is meant: by key, label, a part of the label ("Instagram story", "TikTok"), ratio ("16:9"), ratio and
 * name ("Square (1:1)", "16:9 landscape"), or sides in pixels ("1080 x 1920 px"), which are kept as they are.
 *
 * @returns null for what is none of them, for sides that no image has, and for a name that contradicts its ratio
 */
export function readSize(written: string): WrittenSize | null {
  const wanted = foldName(plainDigits(written)).replaceAll('∶', ':');
  const sides = SIDES.exec(wanted);
  if (sides) return ofSides(...([sides[1], sides[2]].map((side) => Number(side?.replace(',', ''))) as [number, number]));
  const named = IMAGE_SIZES.find((size) => namesOf(size).includes(wanted));
  const preset = named ?? ofRatio(wanted);
  return preset === null ? null : { preset };
}

/** Two sides, each with its unit or none, and a comma between thousands. */
const SIDES = /^(\d+|\d,\d{3}) ?(?:px|pixels?)? ?(?:[x×*хχ]|by) ?(\d+|\d,\d{3}) ?(?:px|pixels?)?$/;

/** Whether a text has the form of two sides, whatever they are. */
export function isSides(written: string): boolean {
  return SIDES.test(foldName(plainDigits(written)));
}

/** A ratio, and words around it that say the same or nothing. */
const RATIO = /^(.*?)[([]? ?(\d{1,3}) ?[:/] ?(\d{1,3}) ?[)\]]?(.*)$/;
const SAYS_NO_MORE = /^((aspect )?ratio|format)?:?$/;

function ofRatio(wanted: string): ImageSize | null {
  const [, before = '', across = '', down = '', behind = ''] = RATIO.exec(wanted) ?? [];
  const words = `${before} ${behind}`.replace(/["“”'()[\],;-]+/g, ' ').replace(/ +/g, ' ').trim();
  const alike = IMAGE_SIZES.filter(({ width, height }) => across !== '' && width * Number(down) === height * Number(across));
  const shape = Number(across) === Number(down) ? /^square$/ : Number(across) > Number(down) ? /^(landscape|horizontal|wide|widescreen)$/ : /^(portrait|vertical|upright)$/;
  return alike.find((size) => namesOf(size).includes(words)) ?? (SAYS_NO_MORE.test(words) || shape.test(words) ? (alike[0] ?? null) : null);
}

function ofSides(width: number, height: number): WrittenSize | null {
  if (![width, height].every((side) => side >= SIDE_LIMITS_PX.min && side <= SIDE_LIMITS_PX.max)) return null;
  const known = IMAGE_SIZES.find((size) => width * size.height === height * size.width);
  return { width, height, aspectRatio: known?.aspectRatio ?? null };
}

/** "Instagram story, Reel or TikTok (9:16)" is an Instagram story, a story, a Reel and a TikTok; each in small letters. */
export function namesOf({ key, label }: ImageSize): string[] {
  const names = label.replace(/\(.*\)/, '').split(/,| or /).map(foldName);
  const withoutPlace = names.map((name) => name.replace(/^(instagram|youtube|pinterest) /, ''));
  return [...new Set([key, key.replaceAll('_', ' '), label].map(foldName).concat(names, withoutPlace))];
}
