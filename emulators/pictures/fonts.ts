import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font } from 'satori';

const { resolve } = createRequire(import.meta.url);

const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'] as const;

// One family name per file: of two files with the same name and weight the layout engine would see only one.
const FILES = [
  ...([400, 600] as const).flatMap((weight) =>
    SCRIPTS.map((script) => ({ name: `Inter ${script}`, weight, file: `@fontsource/inter/files/inter-${script}-${weight}-normal.woff` })),
  ),
  { name: 'Noto Emoji', weight: 400 as const, file: '@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff' },
];

/** The families in the order in which a character is looked for. */
export const FAMILIES = [...SCRIPTS.map((script) => `Inter ${script}`), 'Noto Emoji'].join(', ');

let loaded: Promise<Font[]> | undefined;

/** The caption's fonts, read from the installed packages at the first call. */
export function captionFonts(): Promise<Font[]> {
  loaded ??= Promise.all(
    FILES.map(async ({ name, weight, file }): Promise<Font> => ({ name, weight, style: 'normal', data: await readFile(resolve(file)) })),
  );
  return loaded;
}
