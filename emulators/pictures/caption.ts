import { captionFonts, FAMILIES } from './fonts.js';
import type { Picture } from './picture.js';

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
    return await laidOut(picture, readable(picture.prompt));
  } catch {
    // The layout engine refuses a few rare sequences: the plain letters are better than no picture.
    return laidOut(picture, picture.prompt.replace(/[^\x20-\x7e\n]+/g, ' '));
  }
}

async function laidOut(picture: Picture, prompt: string): Promise<string> {
  const [{ default: satori }, fonts] = await Promise.all([import('satori'), captionFonts()]);
  const { width, height } = picture;
  // The engine takes plain objects in the form of React elements; only its types know React.
  return satori(panel(picture, prompt) as unknown as Parameters<typeof satori>[0], { width, height, fonts });
}

function panel({ width, height, seed, model, workflow }: Picture, prompt: string): Element {
  const unit = Math.max(10, Math.min(38, Math.min(width, height) * 0.024));
  const margin = Math.round(unit * 1.5);
  const lines = height > width * 1.3 ? 7 : height < width * 0.7 ? 3 : 4;
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
      text(
        { fontSize: unit * 1.55, lineHeight: 1.32, fontWeight: 600, color: '#ffffff', whiteSpace: 'pre-wrap', wordBreak: 'break-word', lineClamp: lines },
        prompt === '' ? '(no prompt)' : prompt,
      ),
      box(
        { marginTop: unit * 0.9, flexWrap: 'wrap', justifyContent: 'space-between' },
        text({ ...small, marginRight: unit * 1.5 }, facts.join('  ·  ')),
        text(small, workflow),
      ),
    ),
  );
}

/** The prompt as it is shown: at a length that the panel could hold, without marks that have no shape of their own. */
const readable = (prompt: string): string =>
  prompt
    .slice(0, LONGEST_PROMPT)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu, (mark) => (mark === '\n' ? mark : ' '))
    // The variation selector belongs to an emoji; any other mark without a letter of its own has no glyph.
    .replace(/(?!\ufe0f)\p{M}/gu, '')
    // After a character of another font the engine takes that font's space, which is far too wide.
    .replace(/(?<=[^\u0000-\u218f]) /gu, '\u2005')
    .replace(/\n{2,}/g, '\n')
    .trim();
