import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as ResvgModule from '@resvg/resvg-wasm';

/** From the folder of the project: the drawing, and the picture that Make takes. */
export const ICON_SOURCE = 'platforms/make/listing/icon.svg';
export const ICON = 'platforms/make/listing/icon.png';

/** The one size that Make's API takes (integromat/vscode-apps-sdk). */
export const ICON_SIDE = 512;

let ready: Promise<typeof ResvgModule> | undefined;

async function load(): Promise<typeof ResvgModule> {
  const { resolve } = createRequire(import.meta.url);
  const resvg = await import('@resvg/resvg-wasm');
  await resvg.initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return resvg;
}

async function render(svg: string) {
  ready ??= load();
  const { Resvg } = await ready;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render();
}

/** The icon as a PNG of 512 × 512 pixels: black on nothing, of which Make makes white on the app's colour (Make's documentation of the app logo). */
export async function renderIcon(): Promise<Uint8Array> {
  return (await render(readFileSync(ICON_SOURCE, 'utf8'))).asPng();
}

/** An edge may come out a little lighter or darker, and one pixel in so many otherwise. */
const NEARLY = 48;
const ONE_IN = 200;

/**
 * Whether two PNGs have the same outline. Make turns black into white and packs an icon anew, so neither its bytes nor
 * its colours can be compared with what was sent.
 */
export async function haveOneOutline(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  if (Buffer.compare(one, other) === 0) return true;
  const [pixels, others] = [await pixelsOf(one), await pixelsOf(other)];
  let differing = 0;
  for (let opacity = 3; opacity < pixels.length; opacity += 4) if (Math.abs((pixels[opacity] ?? 0) - (others[opacity] ?? 0)) > NEARLY) differing += 1;
  return differing <= ICON_SIDE ** 2 / ONE_IN;
}

/** Four bytes for each pixel, of which the last is its opacity. */
async function pixelsOf(png: Uint8Array): Promise<Uint8Array> {
  const link = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const side = `width="${ICON_SIDE}" height="${ICON_SIDE}"`;
  return (await render(`<svg xmlns="http://www.w3.org/2000/svg" ${side}><image href="${link}" ${side}/></svg>`)).pixels;
}
