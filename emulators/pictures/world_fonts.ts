import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';

const { resolve } = createRequire(import.meta.url);

/** A family that is installed in parts, each with the characters that it holds. */
interface Family {
  readonly folder: string;
  readonly name: string;
  readonly cut: string;
  /** Outline to add, in parts of the letter's height: variable fonts are read at their thinnest. */
  readonly thickness: number;
}

const named = (folder: string, cut: string, thickness: number): Family => ({ folder, name: folder.split('/')[1] ?? '', cut, thickness });

const INTER = named('@fontsource/inter', '600-normal', 0);
const OTHERS = ['hebrew', 'arabic', 'devanagari'].map((script) => named(`@fontsource/noto-sans-${script}`, '600-normal', 0));
const JAPANESE = named('@fontsource-variable/noto-sans-jp', 'wght-normal', 0.055);
const CHINESE = named('@fontsource-variable/noto-sans-sc', 'wght-normal', 0.055);
const KOREAN = named('@fontsource-variable/noto-sans-kr', 'wght-normal', 0.055);
const EMOJI = named('@fontsource/noto-emoji', '600-normal', 0);

/** A font with what is to be known of it beside its letters. */
export interface WorldFont {
  readonly font: Font;
  readonly thickness: number;
}

/** The scripts that the caption's own fonts do not have. */
const WORLD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}]/u;

export function needsWorldFonts(words: string): boolean {
  return WORLD.test(words);
}

/** Finds the font of each character of these words, or of an emoji that is made of several: a Chinese sign looks otherwise among kana than among others. */
export async function fontsFor(words: string): Promise<(character: string) => WorldFont | null> {
  const { create } = await import('fontkit');
  const eastern = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words) ? [JAPANESE, CHINESE, KOREAN] : /\p{Script=Hangul}/u.test(words) ? [KOREAN, JAPANESE, CHINESE] : [CHINESE, JAPANESE, KOREAN];
  const families = [INTER, ...OTHERS, ...eastern, EMOJI];
  return (character) => {
    const codes = Array.from(character, (each) => each.codePointAt(0) ?? 0);
    for (const family of families) {
      for (const { file, ranges } of partsOf(family)) {
        if (!codes.every((code) => ranges.some(([from, to]) => code >= from && code <= to))) continue;
        const font = fontAt(file, create);
        // The lists promise some signs that the files do not hold, such as the letters of flags.
        if (font.hasGlyphForCodePoint(codes[0] ?? 0)) return { font, thickness: family.thickness };
      }
    }
    return null;
  };
}

interface Part {
  readonly file: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

const parts = new Map<string, readonly Part[]>();
const fonts = new Map<string, Font>();

function partsOf({ folder, name, cut }: Family): readonly Part[] {
  const known = parts.get(folder);
  if (known !== undefined) return known;
  const listed = JSON.parse(readFileSync(resolve(`${folder}/unicode.json`), 'utf8')) as Record<string, string>;
  const read = Object.entries(listed).map(([part, ranges]) => ({ file: `${folder}/files/${name}-${part.replace(/[[\]]/g, '')}-${cut}.woff2`, ranges: ranges.split(',').map(rangeOf) }));
  parts.set(folder, read);
  return read;
}

/** "U+4e00-4e0f", or one character. */
function rangeOf(words: string): readonly [number, number] {
  const [from = '', to = from] = words.replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

function fontAt(file: string, create: (data: Buffer) => unknown): Font {
  const font = fonts.get(file) ?? (create(readFileSync(resolve(file))) as Font);
  fonts.set(file, font);
  return font;
}
