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

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes for each pixel: red, green, blue, opacity. */
  readonly data: Uint8Array;
}

/** An SVG without text elements as a PNG. The renderer is loaded at the first call. */
export async function rasterise(svg: string): Promise<Uint8Array> {
  return render(svg, (rendered) => rendered.asPng());
}

/** An SVG without text elements as its pixels. */
export async function pixelsOf(svg: string): Promise<Pixels> {
  return render(svg, ({ width, height, pixels }) => ({ width, height, data: pixels }));
}

async function render<T>(svg: string, read: (rendered: ReturnType<InstanceType<typeof ResvgModule.Resvg>['render']>) => T): Promise<T> {
  ready ??= load();
  const { Resvg } = await ready;
  const image = new Resvg(svg, { font: { loadSystemFonts: false } });
  try {
    const rendered = image.render();
    try {
      return read(rendered);
    } finally {
      rendered.free();
    }
  } finally {
    image.free();
  }
}
