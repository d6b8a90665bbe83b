// Two scales and five lines are less code than a plotting library's setup, and the libraries that draw without a browser
// bring thirty packages or more. Satori (already here for the emulator's pictures) sets the text as outlines, so that the
// picture is the same on every machine, whatever fonts it has.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import satori from 'satori';
import type { Figures } from './figures.js';

const require = createRequire(import.meta.url);

const WIDTH = 1120;
const HEIGHT = 1320;
const PANEL = { top: [92, 492, 892], width: 460, height: 300, left: [76, 620] } as const;
const COLUMNS = PANEL.left.length;
const TICKS = 6;
const POINTS = 200;
const TICKS_PERCENT = [0, 25, 50, 75, 100];

const LOOKS = [
  { color: '#0b5fff', width: 4, dash: '' },
  { color: '#0b5fff', width: 2, dash: '3 5' },
  { color: '#d9480f', width: 2.5, dash: '' },
  { color: '#2b8a3e', width: 2.5, dash: '' },
  { color: '#868e96', width: 2.5, dash: '' },
] as const;

export interface Panel {
  title: string;
  /** Where the horizontal axis ends, in seconds. */
  upToSeconds: number;
  figures: readonly Figures[];
}

/** Draws, per panel, the share of images seen within so many seconds of finishing. */
export async function drawPlot(panels: readonly Panel[]): Promise<{ svg: string; png: Uint8Array }> {
  const text = await satori(page(panels) as never, { width: WIDTH, height: HEIGHT, fonts: fonts() });
  const svg = text.replace('</svg>', `${panels.map(lines).join('')}${legendLines(panels)}</svg>\n`);
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return { svg, png: new Resvg(svg, { fitTo: { mode: 'zoom', value: 1.5 } }).render().asPng() };
}

function fonts() {
  return ([400, 600] as const).map((weight) => ({
    name: 'Inter',
    weight,
    style: 'normal' as const,
    data: readFileSync(require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`)),
  }));
}

/** `part` of the way along the horizontal axis, 0 to 1. */
const x = (panel: number, part: number) => PANEL.left[panel % COLUMNS]! + part * PANEL.width;
const top = (panel: number) => PANEL.top[Math.floor(panel / COLUMNS)]!;
const ticks = Array.from({ length: TICKS + 1 }, (_, tick) => tick / TICKS);
const y = (panel: number, share: number) => top(panel) + (1 - share) * PANEL.height;

function lines({ figures, upToSeconds }: Panel, panel: number): string {
  const grid = [
    ...TICKS_PERCENT.map((percent) => line(x(panel, 0), y(panel, percent / 100), x(panel, 1), y(panel, percent / 100))),
    ...ticks.map((part) => line(x(panel, part), y(panel, 0), x(panel, part), y(panel, 0) + 5)),
  ];
  // The last drawn is on top: ours.
  const curves = figures.map((one, index) => curve(one, index, panel, upToSeconds * 1000)).reverse();
  return [...grid, ...curves].join('');
}

function curve({ gapsMs }: Figures, index: number, panel: number, upToMs: number): string {
  const { color, width, dash } = LOOKS[index]!;
  const points: string[] = [];
  let seen = 0;
  for (let ms = 0; ms <= upToMs; ms += upToMs / POINTS) {
    while (seen < gapsMs.length && gapsMs[seen]! <= ms) seen += 1;
    points.push(`${x(panel, ms / upToMs).toFixed(1)},${y(panel, seen / gapsMs.length).toFixed(1)}`);
  }
  return `<polyline fill="none" stroke="${color}" stroke-width="${width}" stroke-dasharray="${dash}" points="${points.join(' ')}"/>`;
}

const line = (x1: number, y1: number, x2: number, y2: number) =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#ced4da" stroke-width="1"/>`;

const LEGEND_TOP = HEIGHT - 36;
const LEGEND_STEP = 212;
const legendLeft = (index: number) => PANEL.left[0] + index * LEGEND_STEP;

function legendLines([first]: readonly Panel[]): string {
  return (first?.figures ?? [])
    .map((_, index) => {
      const { color, width, dash } = LOOKS[index]!;
      const left = legendLeft(index);
      return `<line x1="${left}" y1="${LEGEND_TOP}" x2="${left + 28}" y2="${LEGEND_TOP}" stroke="${color}" stroke-width="${width}" stroke-dasharray="${dash}"/>`;
    })
    .join('');
}

function page(panels: readonly Panel[]) {
  const texts = panels.flatMap(({ title, upToSeconds }, panel) => [
    label(title, { left: x(panel, 0), top: top(panel) - 36, fontSize: 18, fontWeight: 600 }),
    ...TICKS_PERCENT.map((percent) =>
      label(`${percent} %`, { left: x(panel, 0) - 62, top: y(panel, percent / 100) - 10, width: 52, justifyContent: 'flex-end' }),
    ),
    ...ticks.map((part) =>
      label(`${part * upToSeconds}`, { left: x(panel, part) - 20, top: y(panel, 0) + 8, width: 40, justifyContent: 'center' }),
    ),
    label('Seconds since the image finished', { left: x(panel, 0), top: y(panel, 0) + 32, width: PANEL.width, justifyContent: 'center' }),
  ]);
  const legend = (panels[0]?.figures ?? []).map(({ schedule }, index) =>
    label(schedule, { left: legendLeft(index) + 38, top: LEGEND_TOP - 10 }),
  );
  const title = label('Share of images seen, by time since they finished', {
    left: PANEL.left[0],
    top: 16,
    fontSize: 20,
    fontWeight: 600,
  });
  const style = { display: 'flex', width: WIDTH, height: HEIGHT, background: '#ffffff', fontFamily: 'Inter' };
  return { type: 'div', props: { style, children: [title, ...texts, ...legend] } };
}

function label(text: string, style: Record<string, string | number>) {
  const base = { display: 'flex', position: 'absolute', fontSize: 15, color: '#212529' };
  return { type: 'div', props: { style: { ...base, ...style }, children: text } };
}
