import { createRequire } from 'node:module';
import type { Font, Glyph } from 'fontkit';
import { fontsFor, type WorldFont } from './world_fonts.js';

interface EmbeddingLevels {
  readonly levels: Uint8Array;
  readonly paragraphs: readonly { readonly level: number }[];
}

/** Its types describe a module, and what is installed is one function. */
const bidiFactory = createRequire(import.meta.url)('bidi-js') as () => {
  getEmbeddingLevels(text: string, direction: 'auto'): EmbeddingLevels;
  /** A bracket as it stands in text from right to left; null for most characters. */
  getMirroredCharacter(character: string): string | null;
};
const bidi = bidiFactory();

/** Where a text is drawn, in pixels. */
export interface TextBox {
  readonly x: number;
  readonly width: number;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly maxLines: number;
}

/** Characters next to each other that one font draws in one direction. */
interface Run {
  readonly text: string;
  readonly level: number;
  readonly font: WorldFont | null;
}

interface Shaped {
  readonly width: number;
  readonly path: (x: number, y: number) => string;
}

const EMPTY_BOX = 0.6;
const MORE = '…';

/**
 * A text in scripts that need shaping or another direction, as SVG paths: joined letters, ligatures and marks as the fonts
 * say, lines broken between words, each paragraph from the side on which its language begins. The first line's top is at 0.
 *
 * @returns the paths, and how many lines they are
 */
export async function worldText(words: string, box: TextBox): Promise<{ readonly svg: string; readonly count: number }> {
  const fontOf = await fontsFor(words);
  const lines = words.split('\n').flatMap((paragraph) => {
    const levels = bidi.getEmbeddingLevels(paragraph, 'auto');
    return linesOf(paragraph, levels, fontOf, box).map((line) => ({ ...line, isRtl: ((levels.paragraphs[0]?.level ?? 0) & 1) === 1 }));
  });
  const shown = lines.slice(0, box.maxLines);
  const svg = shown
    .map(({ runs, isRtl }, index) => {
      const isCut = index === box.maxLines - 1 && lines.length > box.maxLines;
      const shaped = inVisualOrder(isCut ? [...runs, { text: MORE, level: isRtl ? 1 : 0, font: fontOf(MORE) }] : runs).map((run) => shape(run, box.fontSize));
      const width = shaped.reduce((sum, part) => sum + part.width, 0);
      let x = isRtl ? box.x + box.width - width : box.x;
      const y = index * box.lineHeight + box.fontSize;
      return shaped.map((part) => {
        const path = part.path(x, y);
        x += part.width;
        return path;
      }).join(''); // prettier-ignore
    })
    .join('');
  return { svg, count: shown.length };
}

/** Breaks a paragraph between words where it does not fit; a word that is wider than the box stands alone. */
function linesOf(paragraph: string, { levels }: EmbeddingLevels, fontOf: (character: string) => WorldFont | null, { width, fontSize }: TextBox): { runs: Run[] }[] {
  const lines: { runs: Run[] }[] = [{ runs: [] }];
  let used = 0;
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(paragraph)) {
    const runs = runsOf(segment, index, levels, fontOf);
    const wide = runs.reduce((sum, run) => sum + shape(run, fontSize).width, 0);
    const isBlank = segment.trim() === '';
    if (used > 0 && used + wide > width && !isBlank) {
      lines.push({ runs: [] });
      used = 0;
    }
    if (used === 0 && isBlank) continue;
    lines.at(-1)?.runs.push(...runs);
    used += wide;
  }
  return lines.map(({ runs }) => ({ runs: joined(runs) }));
}

/** A flag, an emoji with its colour and those joined to it, or any other sign: one font has to draw the whole. */
const EMOJI_OR_SIGN = /\p{RI}\p{RI}|\p{ExtPict}[\ufe0f\p{EMod}]*(?:\u200d\p{ExtPict}[\ufe0f\p{EMod}]*)*|./gsu;

function runsOf(segment: string, start: number, levels: Uint8Array, fontOf: (character: string) => WorldFont | null): Run[] {
  const runs: Run[] = [];
  let at = start;
  for (const [character] of segment.matchAll(EMOJI_OR_SIGN)) {
    const last = runs.at(-1)?.font ?? null;
    // Marks and blanks are drawn by the font of what they belong to.
    const font = last !== null && /[\p{M}\u200c\u200d]/u.test(character) ? last : fontOf(character);
    const level = levels[at] ?? 0;
    runs.push({ text: (level & 1) === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character, level, font });
    at += character.length;
  }
  return joined(runs);
}

function joined(runs: readonly Run[]): Run[] {
  return runs.reduce<Run[]>((all, run) => {
    const last = all.at(-1);
    if (last === undefined || last.level !== run.level || last.font?.font !== run.font?.font) return [...all, run];
    return [...all.slice(0, -1), { ...last, text: last.text + run.text }];
  }, []);
}

/** What stands from left to right (Unicode Bidirectional Algorithm, rule L2). */
function inVisualOrder(runs: readonly Run[]): Run[] {
  let ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    const next: Run[] = [];
    let reversed: Run[] = [];
    for (const run of ordered) {
      if (run.level >= level) reversed = [run, ...reversed];
      else {
        next.push(...reversed, run);
        reversed = [];
      }
    }
    ordered = [...next, ...reversed];
  }
  return ordered;
}

function shape({ text, level, font }: Run, fontSize: number): Shaped {
  if (font === null) {
    const width = text.trim() === '' ? fontSize * 0.3 : [...text].length * fontSize * EMPTY_BOX;
    const side = fontSize * 0.5;
    return { width, path: (x, y) => (text.trim() === '' ? '' : `<rect x="${x.toFixed(1)}" y="${(y - side).toFixed(1)}" width="${(width * 0.85).toFixed(1)}" height="${side.toFixed(1)}" fill="none" stroke="#fff"/>`) };
  }
  const { glyphs, positions } = laidOut(font.font, text, level);
  const scale = fontSize / font.font.unitsPerEm;
  const width = positions.reduce((sum, { xAdvance }) => sum + xAdvance * scale, 0);
  const path = (x: number, y: number): string => {
    let pen = x;
    const outline = font.thickness === 0 ? '' : ` stroke="#fff" stroke-width="${((font.thickness * fontSize) / scale).toFixed(1)}"`;
    return glyphs.map((glyph, index) => {
      const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
      const place = `translate(${(pen + xOffset * scale).toFixed(2)} ${(y - yOffset * scale).toFixed(2)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`;
      pen += xAdvance * scale;
      return `<path transform="${place}" d="${glyph.path.toSVG()}" fill="#fff"${outline}/>`;
    }).join(''); // prettier-ignore
  };
  return { width, path };
}

/** The library takes a sign that follows a vowel sign in Devanagari for one without a letter, and draws a dotted circle in front of it. */
const AFTER_VOWEL = /(?<=[\u093a-\u094f])([\u0900-\u0903])/u;

function laidOut(font: Font, text: string, level: number) {
  const parts = text.split(AFTER_VOWEL).filter((part) => part !== '');
  const glyphs: Glyph[] = [];
  const positions: { xAdvance: number; xOffset: number; yOffset: number }[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0 && /^[\u0900-\u0903]$/u.test(part)) {
      const sign = font.glyphForCodePoint(part.codePointAt(0) ?? 0);
      glyphs.push(sign);
      positions.push({ xAdvance: sign.advanceWidth, xOffset: 0, yOffset: 0 });
    } else {
      const run = font.layout(part, undefined, undefined, undefined, level & 1 ? 'rtl' : 'ltr');
      glyphs.push(...run.glyphs);
      positions.push(...run.positions);
    }
  }
  return { glyphs, positions };
}
