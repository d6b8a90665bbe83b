import { LATER_LOOKS_EVERY_MS } from '../../../core/runs/pace.js';

/** A look must save at least this much waiting per image, on average, to be worth its request. */
export const WORTH_OF_A_REQUEST_MS = 500;

const GRID_MS = 500;
const HORIZON_MS = 60_000;

/** Mean time to 'seen' plus the price of the requests, in ms per image: what a good list of looks makes small. */
export function costMs(looksAtMs: readonly number[], durationsMs: readonly number[]): number {
  const last = looksAtMs.at(-1)!;
  const total = durationsMs.reduce((sum, duration) => {
    const index = looksAtMs.findIndex((at) => at >= duration);
    const later = index < 0 ? Math.ceil((duration - last) / LATER_LOOKS_EVERY_MS) : 0;
    const seenAtMs = later > 0 ? last + later * LATER_LOOKS_EVERY_MS : looksAtMs[index]!;
    const looks = later > 0 ? looksAtMs.length + later : index + 1;
    return sum + (seenAtMs - duration) + looks * WORTH_OF_A_REQUEST_MS;
  }, 0);
  return total / durationsMs.length;
}

/**
 * The cheapest list of `count` looks, the last of them after one minute, on a grid of half a second. Dynamic
 * programming: the cheapest n looks that end at `to` are the cheapest n - 1 that end at some earlier `from`, and one more.
 */
export function bestLooks(durationsMs: readonly number[], count: number): number[] {
  const stepCost = stepCosts(durationsMs);
  const points = HORIZON_MS / GRID_MS;
  let cheapest = Array.from({ length: points + 1 }, (_, point) => (point === 0 ? 0 : Infinity));
  const cameFrom: number[][] = [];
  for (let look = 0; look < count; look += 1) {
    const before = cheapest;
    const from = Array.from({ length: points + 1 }, () => 0);
    cheapest = before.map((_, to) => {
      let least = Infinity;
      for (let point = 0; point < to; point += 1) {
        const total = before[point]! + stepCost(point, to);
        if (total < least) [least, from[to]] = [total, point];
      }
      return least;
    });
    cameFrom.push(from);
  }

  const looks: number[] = [];
  for (let look = count - 1, at = points; look >= 0; at = cameFrom[look]![at]!, look -= 1) looks.unshift(at * GRID_MS);
  return looks;
}

/** The cost of looking at `to` next after a look at `from` (both in grid steps): waiting, and the price of the look. */
function stepCosts(durationsMs: readonly number[]): (from: number, to: number) => number {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const finished: number[] = [];
  const sumMs: number[] = [];
  let count = 0;
  let sum = 0;
  for (let atMs = 0; atMs <= HORIZON_MS; atMs += GRID_MS) {
    for (; count < sorted.length && sorted[count]! <= atMs; count += 1) sum += sorted[count]!;
    finished.push(count);
    sumMs.push(sum);
  }
  return (from, to) => {
    const waitingMs = (finished[to]! - finished[from]!) * to * GRID_MS - (sumMs[to]! - sumMs[from]!);
    return waitingMs + (sorted.length - finished[from]!) * WORTH_OF_A_REQUEST_MS;
  };
}
