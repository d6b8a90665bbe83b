import { between, lineTo, mixed, moveTo, sky, smooth } from './canvas.js';
import type { Canvas, Point } from './canvas.js';

const BANDS = 16;
const POINTS = 10;

/** Silk-like bands that flow across the picture, light at their crests. */
export function ribbons(canvas: Canvas): string {
  const { width, height, random, palette } = canvas;
  const light: Point = [width * between(random, 0.2, 0.8), height * between(random, 0.12, 0.3)];
  const waves = Array.from({ length: 3 }, (_, index) => ({
    swing: height * between(random, 0.05, 0.12) / (index + 1),
    turns: between(random, 0.5, 0.95) * (index + 1),
    phase: random() * 7,
  }));
  const drift = between(random, -0.22, 0.22) * height;
  const colors = [palette.sky[2], palette.accents[0], palette.accents[2], palette.land[0], palette.land[1]];

  const crest = (band: number): Point[] =>
    Array.from({ length: POINTS + 1 }, (_, step) => {
      const share = step / POINTS;
      const flow = waves.reduce((sum, { swing, turns, phase }) => sum + swing * Math.sin(share * turns * 2 * Math.PI + phase + band * 0.21), 0);
      return [width * (share * 1.1 - 0.05), height * (0.2 + 0.062 * band) + flow + drift * (share - 0.5)];
    });

  const bands = Array.from({ length: BANDS }, (_, band) => {
    const place = (band / (BANDS - 1)) * (colors.length - 1);
    const color = mixed(colors[Math.floor(place)] ?? palette.land[0], colors[Math.ceil(place)] ?? palette.land[1], place % 1);
    const bright = mixed(color, palette.light, between(random, 0.3, 0.6));
    const line = crest(band);
    const start = line[0] ?? [0, 0];
    const outline = moveTo(start) + smooth(line) + lineTo([width * 1.05, height * 1.2]) + lineTo([-width * 0.05, height * 1.2]) + 'Z';
    const shine = between(random, 0.2, 0.8);
    return `<defs><linearGradient id="band${band}" x1="0" y1="0" x2="1" y2="0.12"><stop offset="0" stop-color="${color}"/><stop offset="${shine.toFixed(2)}" stop-color="${bright}"/><stop offset="1" stop-color="${mixed(color, palette.land[1], 0.3)}"/></linearGradient></defs>
<path d="${outline}" fill="url(#band${band})" fill-opacity="0.9"/><path d="${moveTo(start) + smooth(line)}" fill="none" stroke="${palette.light}" stroke-opacity="0.28" stroke-width="${(Math.min(width, height) * 0.0014).toFixed(2)}"/>`;
  }).join('');
  return sky(canvas, light, Math.max(width, height) * 0.8) + bands;
}
