interface Size {
  width: number;
  height: number;
}

const DEFAULT_SIDE_PX = 1024;
const LARGEST_SIDE_PX = 2048;
const SMALLEST_SIDE_PX = 64;
const PIXELS_OF_A_RATIO = 1024 * 1024;

/** The presets of `image_size` (fal.ai's model pages, whose models Wireflow runs). */
const PRESETS: Record<string, Size> = {
  square: { width: 512, height: 512 },
  square_hd: { width: 1024, height: 1024 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
};

/**
 * How large a picture is asked to be.
 * Guess: which of several settings wins (width and height, then image_size, then size, then aspect_ratio).
 * @param hints settings by their comparable names ("imagesize", "aspectratio")
 * @returns whole pixels, each side from 64 to 2048, in the proportions asked for
 */
export function sizeFrom(hints: Readonly<Record<string, unknown>>): Size {
  const sides = fromSides(hints.width, hints.height);
  const asked = sides ?? fromAny(hints.imagesize) ?? fromAny(hints.size) ?? fromAny(hints.aspectratio);
  return fitted(asked ?? { width: DEFAULT_SIDE_PX, height: DEFAULT_SIDE_PX });
}

function fromSides(width: unknown, height: unknown): Size | undefined {
  const [wide, high] = [positive(width), positive(height)];
  if (!wide && !high) return undefined;
  return { width: wide ?? high ?? 0, height: high ?? wide ?? 0 };
}

function fromAny(value: unknown): Size | undefined {
  if (typeof value === 'object' && value !== null) {
    const { width, height } = value as { width?: unknown; height?: unknown };
    return fromSides(width, height);
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  const preset = PRESETS[text];
  if (preset) return preset;
  const [, wide, mark, high] = /^(\d+(?:\.\d+)?)\s*([x×*:/])\s*(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const [width, height] = [positive(wide), positive(high)];
  if (!width || !height) return undefined;
  if (mark !== ':' && mark !== '/') return { width, height };
  const scale = Math.sqrt(PIXELS_OF_A_RATIO / (width * height));
  const eighth = (side: number): number => Math.round((side * scale) / 8) * 8;
  return { width: eighth(width), height: eighth(height) };
}

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

function fitted({ width, height }: Size): Size {
  const factor = Math.min(1, LARGEST_SIDE_PX / Math.max(width, height));
  const side = (px: number): number => Math.max(SMALLEST_SIDE_PX, Math.round(px * factor));
  return { width: side(width), height: side(height) };
}
