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

/** The icon as a PNG of 512 × 512 pixels: white on nothing, since Make lays it on the app's colour. */
export async function renderIcon(): Promise<Uint8Array> {
  return (await render(readFileSync(ICON_SOURCE, 'utf8'))).asPng();
}

/** Whether two PNGs show the same, however each is packed: Make may pack an icon anew. */
export async function showTheSame(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  if (Buffer.compare(one, other) === 0) return true;
  const [pixels, others] = [await pixelsOf(one), await pixelsOf(other)];
  return Buffer.compare(pixels, others) === 0;
}

async function pixelsOf(png: Uint8Array): Promise<Uint8Array> {
  const link = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return (await render(`<svg xmlns="http://www.w3.org/2000/svg" width="${ICON_SIDE}" height="${ICON_SIDE}"><image href="${link}" width="${ICON_SIDE}" height="${ICON_SIDE}"/></svg>`)).pixels;
}
