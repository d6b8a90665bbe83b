import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import satori from 'satori';
import { dollars } from '../../core/prices/dollars.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../core/providers/job.js';
import { MEGAPIXELS, TIERS } from '../../core/providers/tiers.js';
import { PRICE_LIST } from '../../core/prices/price_list.js';
import { priceOfSquare } from './price_rows.js';

const root = path.resolve(__dirname, '../..');
const resolve = createRequire(path.join(root, 'package.json')).resolve;

const WIDTH = 980;
const BAR = { height: 15, gap: 3, left: 250, width: 600 };
const GROUP_GAP = 13;
const TOP = 76;
const COLORS: Readonly<Record<ProviderName, string>> = { bfl: '#0b5fff', deepinfra: '#d9480f', replicate: '#2b8a3e' };

interface Bar {
  readonly label: string;
  readonly bars: readonly { readonly provider: ProviderName; readonly usd: number }[];
}

/** A thousand square images by tier: at one megapixel, or the least that the tier has. */
function groups(): Bar[] {
  return TIERS.flatMap(({ key, label }) => {
    const megapixels = MEGAPIXELS.find((each) => PROVIDERS.some((provider) => priceOfSquare(key, each, provider).perImageUsd !== null));
    if (megapixels === undefined) return [];
    const bars = PROVIDERS.flatMap((provider) => {
      const usd = priceOfSquare(key, megapixels, provider).perImageUsd;
      return usd === null ? [] : [{ provider, usd: Math.round(usd * 1_000_000) / 1000 }];
    });
    return [{ label: `${label.replace(/ \(needs an input image\)/, '')}, ${megapixels} MP`, bars }];
  });
}

/** The plot as an SVG whose letters are outlines: the same on every machine. */
export async function pricePlot(): Promise<string> {
  const [shown, readOn] = [groups(), PRICE_LIST.map(({ asOf }) => asOf).toSorted()];
  const mostUsd = Math.max(...shown.flatMap(({ bars }) => bars.map(({ usd }) => usd)));
  const texts: object[] = [label(`A thousand images, in US dollars, by list prices read from ${readOn[0]} to ${readOn.at(-1)}`, { left: 24, top: 18, fontSize: 20, fontWeight: 600 })];
  const shapes: string[] = [];
  PROVIDERS.forEach((provider, index) => {
    shapes.push(rect(24 + index * 210, 52, 14, 14, COLORS[provider]));
    texts.push(label(PROVIDER_LABELS[provider], { left: 46 + index * 210, top: 49 }));
  });
  let top = TOP + 14;
  for (const group of shown) {
    texts.push(label(group.label, { left: 24, top: top - 2 }));
    for (const { provider, usd } of group.bars) {
      const width = Math.max(2, (usd / mostUsd) * BAR.width);
      shapes.push(rect(BAR.left, top, width, BAR.height, COLORS[provider]));
      texts.push(label(`$${dollars(usd * 1_000_000).replace(/\.00$/, '')}`, { left: BAR.left + width + 8, top: top - 2 }));
      top += BAR.height + BAR.gap;
    }
    top += GROUP_GAP;
  }
  const fonts = ([400, 600] as const).map((weight) => ({ name: 'Inter', weight, style: 'normal' as const, data: readFileSync(resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`)) }));
  const page = { type: 'div', props: { style: { display: 'flex', width: WIDTH, height: top + 10, background: '#ffffff', fontFamily: 'Inter' }, children: texts } };
  const svg = await satori(page as never, { width: WIDTH, height: top + 10, fonts });
  return svg.replace('</svg>', `${shapes.join('')}</svg>\n`);
}

export async function asPng(svg: string): Promise<Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: 1.5 } }).render().asPng();
}

const rect = (x: number, y: number, width: number, height: number, color: string) => `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${height}" rx="2" fill="${color}"/>`;

function label(text: string, style: Record<string, string | number>) {
  return { type: 'div', props: { style: { display: 'flex', position: 'absolute', fontSize: 14, color: '#212529', ...style }, children: text } };
}
