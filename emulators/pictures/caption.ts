import { captionFonts, FAMILIES } from './fonts.js';
import type { Picture } from './picture.js';
import { needsWorldFonts } from './world_fonts.js';
import { worldText } from './world_text.js';

type Style = Record<string, string | number>;
interface Element {
  type: 'div';
  props: { style: Style; children: (Element | string)[] | string };
}

const box = (style: Style, ...children: Element[]): Element => ({
  type: 'div',
  props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children },
});
const text = (style: Style, words: string): Element => ({ type: 'div', props: { style: { display: 'block', ...style }, children: words } });

/** Below this a caption could not be read. */
const SMALLEST_SIDE_PX = 160;
const LONGEST_PROMPT = 700;

/**
 * The panel that says what the picture is, as SVG elements without text (letters become paths).
 * Whatever the prompt is made of, a picture comes out: characters without a glyph are left to the fonts' empty box.
 */
export async function captionOf(picture: Picture): Promise<string> {
  if (Math.min(picture.width, picture.height) < SMALLEST_SIDE_PX) return '';
  try {
    const prompt = withoutMarks(picture.prompt);
    if (needsWorldFonts(prompt)) return await inWorldFonts(picture, prompt);
    return await laidOut(picture, readable(picture.prompt));
  } catch {
    // The layout engine refuses a few rare sequences: the plain letters are better than no picture.
    return laidOut(picture, picture.prompt.replace(/[^\x20-\x7e\n]+/g, ' '));
  }
}

/** The panel with an empty place for the prompt, and the prompt in it: the engine can neither join letters nor turn their direction. */
async function inWorldFonts(picture: Picture, prompt: string): Promise<string> {
  const { unit, margin, lines } = measures(picture);
  const [fontSize, lineHeight] = [unit * 1.55, unit * 1.55 * 1.45];
  const inner = unit * 1.35;
  const [x, width] = [margin + inner, picture.width - 2 * margin - 2 * inner];
  const place = { x, width, fontSize, lineHeight, maxLines: lines };
  const { svg, count } = await worldText(prompt, place);
  const panelSvg = await laidOut(picture, '', count * lineHeight);
  const top = picture.height - margin - inner - factsHeight(picture) - unit * 0.9 - count * lineHeight;
  return `${panelSvg}<g transform="translate(0 ${top.toFixed(1)})">${svg}</g>`;
}

async function laidOut(picture: Picture, prompt: string, placeHeight: number | null = null): Promise<string> {
  const [{ default: satori }, fonts] = await Promise.all([import('satori'), captionFonts()]);
  const { width, height } = picture;
  // The engine takes plain objects in the form of React elements; only its types know React.
  return satori(panel(picture, prompt, placeHeight) as unknown as Parameters<typeof satori>[0], { width, height, fonts });
}

/** Sizes in pixels that follow from the picture's own. */
function measures({ width, height }: Picture) {
  const unit = Math.max(10, Math.min(38, Math.min(width, height) * 0.024));
  return { unit, margin: Math.round(unit * 1.5), lines: height > width * 1.3 ? 7 : height < width * 0.7 ? 3 : 4 };
}

/** The height of the facts below an empty place, in pixels: one line of them, or two where they may not fit. */
function factsHeight(picture: Picture): number {
  const { unit, margin } = measures(picture);
  const letters = [`${picture.width} × ${picture.height} · seed ${picture.seed} · `, picture.model, picture.workflow].join('').length + 6;
  return letters * unit * 0.62 < picture.width - 2 * margin - 2.7 * unit ? unit * 1.3 : unit * 2.6;
}

function panel(picture: Picture, prompt: string, placeHeight: number | null): Element {
  const { width, height, seed, model, workflow } = picture;
  const { unit, margin, lines } = measures(picture);
  const small: Style = { fontSize: unit, color: 'rgba(255,255,255,0.78)' };
  const facts = [`${width} × ${height}`, `seed ${seed}`, model];
  return box(
    { width, height, padding: margin, flexDirection: 'column', justifyContent: 'space-between', alignItems: 'flex-start', fontFamily: FAMILIES },
    box(
      { padding: `${unit * 0.45}px ${unit * 0.95}px`, borderRadius: unit * 2, backgroundColor: 'rgba(10,12,28,0.55)', alignItems: 'center' },
      box({ width: unit * 0.55, height: unit * 0.55, borderRadius: unit, backgroundColor: '#ffd166', marginRight: unit * 0.55 }),
      text({ ...small, fontWeight: 600, color: '#ffffff' }, 'Local emulator'),
    ),
    box(
      { width: width - 2 * margin, padding: unit * 1.35, borderRadius: unit * 1.1, backgroundColor: 'rgba(10,12,28,0.74)', flexDirection: 'column' },
      placeHeight !== null ? box({ height: placeHeight }) : text(
        { fontSize: unit * 1.55, lineHeight: 1.32, fontWeight: 600, color: '#ffffff', whiteSpace: 'pre-wrap', wordBreak: 'break-word', lineClamp: lines },
        prompt === '' ? '(no prompt)' : prompt,
      ),
      box(
        { marginTop: unit * 0.9, flexWrap: 'wrap', justifyContent: 'space-between', ...(placeHeight === null ? {} : { height: factsHeight(picture), overflow: 'hidden' }) },
        text({ ...small, marginRight: unit * 1.5 }, facts.join('  ·  ')),
        text(small, workflow),
      ),
    ),
  );
}

/** The prompt at a length that the panel could hold, without signs that are no characters. */
const withoutMarks = (prompt: string): string =>
  prompt
    .slice(0, LONGEST_PROMPT)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu, (mark) => (mark === '\n' ? mark : ' '))
    .replace(/\n{2,}/g, '\n')
    .trim();

/** The same as the layout engine can show it: without marks that have no shape of their own. */
const readable = (prompt: string): string =>
  withoutMarks(prompt)
    // The variation selector belongs to an emoji; any other mark without a letter of its own has no glyph.
    .replace(/(?!\ufe0f)\p{M}/gu, '')
    // After a character of another font the engine takes that font's space, which is far too wide.
    .replace(/(?<=[^\u0000-\u218f]) /gu, '\u2005')
    .trim();
