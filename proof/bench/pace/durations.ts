/** A stream of numbers in [0, 1) that is the same for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const links = random() < CHAIN_SHARE ? 2 : 1;
    let seconds = 0;
    for (let link = 0; link < links; link += 1) seconds += drawImageSeconds(random);
    return Math.round(seconds * 1000);
  });
}

function drawImageSeconds(random: () => number): number {
  const { from, to } = IMAGE_SECONDS[Math.floor(random() * IMAGE_SECONDS.length)]!;
  const middle = (Math.log(from) + Math.log(to)) / 2;
  const sigma = (Math.log(to) - Math.log(from)) / 2 / 1.96;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(middle + sigma * normal);
}
