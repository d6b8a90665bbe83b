import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** From the folder of the project: the drawing, and the picture that Make takes. */
export const ICON_SOURCE = 'platforms/make/listing/icon.svg';
export const ICON = 'platforms/make/listing/icon.png';

/** The one size that Make's API takes (integromat/vscode-apps-sdk). */
export const ICON_SIDE = 512;

/** The icon as a PNG of 512 × 512 pixels: white on nothing, since Make lays it on the app's colour. */
export async function renderIcon(): Promise<Uint8Array> {
  const { resolve } = createRequire(import.meta.url);
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return new Resvg(readFileSync(ICON_SOURCE, 'utf8'), { font: { loadSystemFonts: false } }).render().asPng();
}
