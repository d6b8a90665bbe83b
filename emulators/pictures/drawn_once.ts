import type { Picture } from './picture.js';

const KEPT_PICTURES = 40;

/** The same picture is drawn once, as long as it is among the last that were asked for. */
export function drawnOnce(draw: (picture: Picture) => Promise<Uint8Array>): (picture: Picture) => Promise<Uint8Array> {
  const drawn = new Map<string, Promise<Uint8Array>>();
  return (picture) => {
    const key = JSON.stringify(picture);
    const known = drawn.get(key);
    if (known) return known;
    const drawing = draw(picture);
    drawn.set(key, drawing);
    const [oldest] = drawn.keys();
    if (drawn.size > KEPT_PICTURES && oldest !== undefined) drawn.delete(oldest);
    return drawing;
  };
}
