import { between, lineTo, mixed, moveTo, sky, smooth } from './canvas.js';
import type { Canvas, Point } from './canvas.js';

const LAYERS = 7;
const POINTS = 14;

/** A low sun over ranges of hills, each nearer one darker. */
export function dunes(canvas: Canvas): string {
  const { width, height, random } = canvas;
  const side = Math.min(width, height);
  const sun: Point = [width * between(random, 0.25, 0.75), height * between(random, 0.26, 0.4)];
  const radius = side * between(random, 0.085, 0.14);
  const layers = Array.from({ length: LAYERS }, (_, index) => hills(canvas, index)).join('');
  return sky(canvas, sun, side * 0.95) + stars(canvas) + sunDisc(canvas, sun, radius) + layers;
}

function sunDisc({ palette }: Canvas, [x, y]: Point, radius: number): string {
  const disc = `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}"`;
  return `<defs><linearGradient id="sun" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.light}"/><stop offset="1" stop-color="${mixed(palette.light, palette.accents[1], 0.6)}"/></linearGradient></defs>
<circle ${disc} r="${(radius * 1.5).toFixed(1)}" fill="${palette.light}" fill-opacity="0.10"/><circle ${disc} r="${radius.toFixed(1)}" fill="url(#sun)"/>`;
}

function stars({ width, height, palette, random }: Canvas): string {
  const side = Math.min(width, height);
  return Array.from({ length: 46 }, () => {
    const [x, y] = [random() * width, random() ** 1.6 * height * 0.42];
    const size = side * between(random, 0.0006, 0.0019);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${size.toFixed(2)}" fill="${palette.light}" fill-opacity="${between(random, 0.2, 0.75).toFixed(2)}"/>`;
  }).join('');
}

function hills({ width, height, palette, random }: Canvas, index: number): string {
  const depth = index / (LAYERS - 1);
  const base = height * (0.46 + 0.4 * depth);
  const swing = height * between(random, 0.03, 0.065) * (0.7 + 0.6 * depth);
  const [slow, fast] = [between(random, 1.1, 2.3), between(random, 3, 5.5)];
  const [first, second] = [random() * 7, random() * 7];
  const ridge: Point[] = Array.from({ length: POINTS + 1 }, (_, step) => {
    const share = step / POINTS;
    const y = base + swing * Math.sin(share * slow * Math.PI + first) + swing * 0.35 * Math.sin(share * fast * Math.PI + second);
    return [width * share, y];
  });
  const color = mixed(palette.land[0], palette.land[1], depth ** 0.8);
  const lit = mixed(color, palette.sky[2], 0.38 * (1 - depth) + 0.08);
  const outline = moveTo([0, height]) + lineTo(ridge[0] ?? [0, base]) + smooth(ridge) + lineTo([width, height]) + 'Z';
  const edge = moveTo(ridge[0] ?? [0, base]) + smooth(ridge);
  return `<defs><linearGradient id="hill${index}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${lit}"/><stop offset="0.45" stop-color="${color}"/><stop offset="1" stop-color="${mixed(color, palette.land[1], 0.35)}"/></linearGradient></defs>
<path d="${outline}" fill="url(#hill${index})"/><path d="${edge}" fill="none" stroke="${palette.light}" stroke-opacity="${(0.3 * (1 - depth) + 0.05).toFixed(2)}" stroke-width="${(Math.min(width, height) * 0.0016).toFixed(2)}"/>`;
}
