import type { Palette } from './palettes.js';

/** What a composition draws with. `random` gives the same series for the same picture. */
export interface Canvas {
  width: number;
  height: number;
  palette: Palette;
  random: () => number;
}

export type Point = readonly [x: number, y: number];

/** A number from `low` to `high`. */
export const between = (random: () => number, low: number, high: number): number => low + (high - low) * random();

/** A colour on the way from one #rrggbb colour to another; 0 is the first, 1 the second. */
export function mixed(from: string, to: string, share: number): string {
  const channel = (color: string, at: number): number => parseInt(color.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share));
  return `#${parts.map((part) => Math.max(0, Math.min(255, part)).toString(16).padStart(2, '0')).join('')}`;
}

const short = (number: number): string => number.toFixed(1);

/** A smooth path through the points (Catmull-Rom, written as Bézier curves), without its first move. */
export function smooth(points: readonly Point[]): string {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  return points
    .slice(1)
    .map((end, index) => {
      const [[ax, ay], [bx, by], [dx, dy]] = [at(index - 1), at(index), at(index + 2)];
      const [cx, cy] = end;
      const handles = [bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy];
      return `C${handles.map(short).join(' ')}`;
    })
    .join('');
}

export const moveTo = ([x, y]: Point): string => `M${short(x)} ${short(y)}`;
export const lineTo = ([x, y]: Point): string => `L${short(x)} ${short(y)}`;

/** The whole sky: a gradient from top to bottom with the light's glow in it. */
export function sky({ width, height, palette }: Canvas, [x, y]: Point, reach: number): string {
  const [top, middle, horizon] = palette.sky;
  return `<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0.25" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="0.5" stop-color="${middle}"/><stop offset="0.92" stop-color="${horizon}"/></linearGradient>
<radialGradient id="glow" gradientUnits="userSpaceOnUse" cx="${short(x)}" cy="${short(y)}" r="${short(reach)}"><stop offset="0" stop-color="${palette.light}" stop-opacity="0.85"/><stop offset="0.25" stop-color="${palette.light}" stop-opacity="0.38"/><stop offset="0.6" stop-color="${palette.sky[2]}" stop-opacity="0.14"/><stop offset="1" stop-color="${palette.sky[2]}" stop-opacity="0"/></radialGradient>
</defs><rect width="${width}" height="${height}" fill="url(#sky)"/><rect width="${width}" height="${height}" fill="url(#glow)"/>`;
}
