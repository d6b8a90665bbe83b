import { between, mixed, sky } from './canvas.js';
import type { Canvas, Point } from './canvas.js';

/** Glassy spheres of many sizes in soft light. */
export function orbs(canvas: Canvas): string {
  const { width, height, random, palette } = canvas;
  const side = Math.min(width, height);
  const light: Point = [width * between(random, 0.3, 0.7), height * between(random, 0.2, 0.4)];
  const haze = Array.from({ length: 5 }, (_, index) => softSpot(canvas, index)).join('');
  const sizes = Array.from({ length: 13 }, () => side * (0.03 + 0.2 * random() ** 2)).sort((one, other) => one - other);
  const spheres = sizes.map((radius, index) => {
    const spread = 0.5 + 0.42 * (1 - radius / (side * 0.23));
    const x = width * (0.5 + (random() - 0.5) * 2 * spread * 0.95);
    const y = height * (0.4 + (random() - 0.5) * 1.3 * spread * 0.95);
    const color = palette.accents[index % 3] ?? palette.light;
    return sphere(canvas, index, [x, y], radius, color);
  });
  const shade = `<defs><linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0.5" stop-color="${palette.land[1]}" stop-opacity="0"/><stop offset="1" stop-color="${palette.land[1]}" stop-opacity="0.75"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#floor)"/>`;
  return sky(canvas, light, Math.max(width, height) * 0.75) + haze + shade + spheres.join('');
}

function softSpot({ width, height, palette, random }: Canvas, index: number): string {
  const [x, y] = [random() * width, random() * height];
  const radius = Math.max(width, height) * between(random, 0.25, 0.5);
  const color = palette.accents[index % 3] ?? palette.light;
  return `<defs><radialGradient id="spot${index}" gradientUnits="userSpaceOnUse" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}"><stop offset="0" stop-color="${color}" stop-opacity="0.5"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient></defs><rect width="${width}" height="${height}" fill="url(#spot${index})"/>`;
}

/** One sphere, lit from the upper left, with a rim of reflected light and a soft shadow below it. */
function sphere({ palette }: Canvas, index: number, [x, y]: Point, radius: number, color: string): string {
  const circle = `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}"`;
  const dark = mixed(color, palette.land[1], 0.78);
  return `<defs><radialGradient id="orb${index}" cx="0.36" cy="0.3" r="0.78"><stop offset="0" stop-color="${mixed(color, '#ffffff', 0.72)}"/><stop offset="0.35" stop-color="${color}"/><stop offset="0.82" stop-color="${dark}"/><stop offset="1" stop-color="${mixed(dark, palette.light, 0.3)}"/></radialGradient>
<radialGradient id="cast${index}"><stop offset="0.55" stop-color="${palette.land[1]}" stop-opacity="0.4"/><stop offset="1" stop-color="${palette.land[1]}" stop-opacity="0"/></radialGradient></defs>
<circle cx="${(x + radius * 0.12).toFixed(1)}" cy="${(y + radius * 0.22).toFixed(1)}" r="${(radius * 1.22).toFixed(1)}" fill="url(#cast${index})"/><circle ${circle} fill="url(#orb${index})"/>`;
}
