import { Random } from '../../random.js';

/** How long an image takes by model, in seconds, as Wireflow's own pages say it. */
export const IMAGE_SECONDS = [
  { model: 'Flux Pro Ultra', from: 10, to: 20 },
  { model: 'Nano Banana 2, 1K', from: 4, to: 15 },
  { model: 'Nano Banana 2, 4K', from: 6, to: 20 },
  { model: 'Seedream 5 Lite', from: 15, to: 30 },
] as const;

/** A chain (image, then upscale) takes the time of two models. Its share is our assumption. */
export const CHAIN_SHARE = 0.1;

/**
 * Durations of `count` executions in ms: each model equally often, log-normal with 95 % inside its stated range (so some
 * are slower than stated, as in life), and one in ten a chain of two.
 */
export function drawDurationsMs(count: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const links = random.next() < CHAIN_SHARE ? 2 : 1;
    let seconds = 0;
    for (let link = 0; link < links; link += 1) seconds += drawImageSeconds(random);
    return Math.round(seconds * 1000);
  });
}

function drawImageSeconds(random: Random): number {
  return drawSeconds(random, IMAGE_SECONDS[Math.floor(random.next() * IMAGE_SECONDS.length)]!);
}

/** A log-normal duration with 95 % inside the range, in seconds. */
export function drawSeconds(random: Random, { from, to }: { readonly from: number; readonly to: number }): number {
  const middle = (Math.log(from) + Math.log(to)) / 2;
  const sigma = (Math.log(to) - Math.log(from)) / 2 / 1.96;
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(middle + sigma * normal);
}
