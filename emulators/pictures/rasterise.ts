import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as ResvgModule from '@resvg/resvg-wasm';

const { resolve } = createRequire(import.meta.url);

let ready: Promise<typeof ResvgModule> | undefined;

async function load(): Promise<typeof ResvgModule> {
  const resvg = await import('@resvg/resvg-wasm');
  await resvg.initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return resvg;
}

/** An SVG without text elements as a PNG. The renderer is loaded at the first call. */
export async function rasterise(svg: string): Promise<Uint8Array> {
  ready ??= load();
  const { Resvg } = await ready;
  const image = new Resvg(svg, { font: { loadSystemFonts: false } });
  try {
    const rendered = image.render();
    try {
      return rendered.asPng();
    } finally {
      rendered.free();
    }
  } finally {
    image.free();
  }
}
