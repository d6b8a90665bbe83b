export interface SideRules {
  /** Sides are multiples of this. */
  readonly multiple: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly maxPixels: number;
}

export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** How far a picture's shape may be from the ratio asked for; nobody sees one part in a hundred. */
const SHAPE_TOLERANCE = 0.01;

/**
 * The largest picture of this ratio within the pixels and the model's rules, rounded down: a provider prices the size
 * that is asked for, and hands over a smaller one (docs/providers.md, "Sizes").
 *
 * @param ratio such as "16:9"
 */
export function fitSides(ratio: string, pixels: number, rules: SideRules): Sides {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const shape = across / down;
  const most = Math.min(pixels, rules.maxPixels);
  let best: Sides | null = null;
  let closest: Sides = { width: rules.minPx, height: rules.minPx };
  for (let height = tallest(shape, most, rules); height >= rules.minPx; height -= rules.multiple) {
    const narrow = floorTo(height * shape, rules);
    for (const width of [narrow + rules.multiple, narrow]) {
      if (width < rules.minPx || width > rules.maxPx || width * height > most) continue;
      // Of two as large, the lower one.
      const isBetter = (other: Sides) => width * height >= other.width * other.height;
      if (Math.abs(width / height / shape - 1) <= SHAPE_TOLERANCE) {
        if (best === null || isBetter(best)) best = { width, height };
      } else if (isBetter(closest)) closest = { width, height };
    }
    // From here on all are smaller.
    if (best !== null && (narrow + rules.multiple) * height < best.width * best.height) break;
  }
  return best ?? closest;
}

/** A height that is certainly enough: above it even the narrower of two widths has too many pixels. */
function tallest(shape: number, most: number, { multiple, minPx, maxPx }: SideRules): number {
  const height = Math.min(maxPx, (multiple + Math.sqrt(multiple ** 2 + 4 * shape * most)) / (2 * shape));
  return minPx + Math.floor((height - minPx) / multiple) * multiple;
}

/**
 * A size by its sides as the model takes it: rounded down to its multiple.
 *
 * @returns null when a side or the area is beyond what the model makes
 */
export function snapSides({ width, height }: Sides, rules: SideRules): Sides | null {
  const sides = { width: floorTo(width, rules), height: floorTo(height, rules) };
  const fits = [sides.width, sides.height].every((side) => side >= rules.minPx && side <= rules.maxPx);
  return fits && sides.width * sides.height <= rules.maxPixels ? sides : null;
}

function floorTo(side: number, { multiple }: SideRules): number {
  return Math.floor(side / multiple) * multiple;
}
