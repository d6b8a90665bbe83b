/** With fewer runs than this nothing is known yet. */
const FEWEST_RUNS = 5;

/** Where the longest run took this many times as long as the shortest, they are of two kinds, and the next may be of either. */
const MOST_APART = 3;
/** A run outside of what the ones before it took, by these shares, may be the first of a workflow that has changed. */
const UNUSUAL = { shorter: 0.85, longer: 1.25 } as const;

/** How far apart runs of one workflow are, as a standard deviation of the logarithm: two runs in three within a fifth. */
const BANDWIDTH = 0.2;
/** What may come as well, whatever was seen: most images, on Wireflow's own pages. */
const ANY_RUN = { middleMs: 13_000, spread: 0.55, weight: 0.3 } as const;
/** A look must save at least this much waiting to be worth its request. */
const WORTH_OF_A_REQUEST_MS = 350;
const FIRST_MS = 2_000;
const STEP = 1.025;
const SHORTEST_HORIZON_MS = 60_000;
const CLOSEST_MS = 1_000;
/** With the start, and the last look no sooner than after a minute, no more than the ten requests of the Free plan. */
const LOOKS = 9;

/**
 * The moments at which looks cost least, in waiting and requests, if the next run takes about as long as one of the last
 * did: each of them may come again, a fifth shorter or longer, and any other duration too, though less likely.
 *
 * @param durationsMs of the last runs of a workflow, the newest last
 * @returns nine moments in ms after the start, ascending, at least 1 s apart, the last of them after a minute or twice the
 *   longest run; null where too few runs are known, or too different ones, or the newest is unlike those before it
 */
export function learnedLooks(durationsMs: readonly number[]): readonly number[] | null {
  if (durationsMs.length < FEWEST_RUNS || Math.max(...durationsMs) > MOST_APART * Math.min(...durationsMs)) return null;
  if (unusual(durationsMs.slice(0, -1), durationsMs.at(-1)!) !== null) return null;
  const atMs = grid(Math.max(SHORTEST_HORIZON_MS, 2 * Math.max(...durationsMs)));
  return cheapest(atMs, expected(atMs, durationsMs));
}

function grid(horizonMs: number): number[] {
  const atMs = [0];
  for (let ms = FIRST_MS; ms < horizonMs; ms *= STEP) atMs.push(Math.round(ms));
  return [...atMs, horizonMs];
}

/** How likely the run ends between each point of the grid and the one before; all of them together are 1. */
function expected(atMs: readonly number[], durationsMs: readonly number[]): number[] {
  const bell = (ms: number, middleMs: number, spread: number) => Math.exp(-((Math.log(ms / middleMs) / spread) ** 2) / 2) / spread;
  const mass = atMs.map((ms) => {
    if (ms === 0) return 0;
    const seen = durationsMs.reduce((sum, middleMs) => sum + bell(ms, middleMs, BANDWIDTH), 0);
    return seen + ANY_RUN.weight * bell(ms, ANY_RUN.middleMs, ANY_RUN.spread);
  });
  const whole = mass.reduce((sum, part) => sum + part, 0);
  return mass.map((part) => part / whole);
}

/**
 * Dynamic programming: the cheapest n looks that end at `to` are the cheapest n - 1 that end at some earlier `from`, and one
 * more, which costs the waiting of the runs that ended in between and, for each run that has not ended at `from`, a request.
 */
function cheapest(atMs: readonly number[], mass: readonly number[]): number[] {
  const ended = cumulative(mass);
  const endedMs = cumulative(mass.map((part, point) => part * atMs[point]!));
  let leastMs = atMs.map((_, point) => (point === 0 ? 0 : Infinity));
  const cameFrom: number[][] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const beforeMs = leastMs;
    const from: number[] = [];
    leastMs = atMs.map((ms, to) => {
      let least = Infinity;
      for (let point = 0; point < to && ms - atMs[point]! >= CLOSEST_MS; point += 1) {
        const waitingMs = (ended[to]! - ended[point]!) * ms - (endedMs[to]! - endedMs[point]!);
        const costMs = beforeMs[point]! + waitingMs + (1 - ended[point]!) * WORTH_OF_A_REQUEST_MS;
        if (costMs < least) [least, from[to]] = [costMs, point];
      }
      return least;
    });
    cameFrom.push(from);
  }
  const looks: number[] = [];
  for (let look = LOOKS - 1, point = atMs.length - 1; look >= 0; point = cameFrom[look]![point]!, look -= 1) looks.unshift(atMs[point]!);
  return looks;
}

function cumulative(parts: readonly number[]): number[] {
  let sum = 0;
  return parts.map((part) => (sum += part));
}

/** Older runs tell nothing more. */
const MOST_RUNS = 8;
/** With fewer runs before it, every other run would be unlike them. */
const FEWEST_BEFORE = 5;

/**
 * The durations to remember after one more run. One that is unlike those before it may be chance: until the next, looks stand
 * as usual. When the next is unlike them in the same way, the workflow has changed, and these two are all that is known.
 *
 * @param durationsMs the last runs', the newest last
 */
export function withDuration(durationsMs: readonly number[], newMs: number): readonly number[] {
  const before = durationsMs.slice(0, -1);
  const lastMs = durationsMs.at(-1);
  const way = lastMs === undefined ? null : unusual(before, lastMs);
  if (lastMs !== undefined && way !== null && way === unusual(before, newMs)) return [lastMs, newMs];
  return [...durationsMs, newMs].slice(-MOST_RUNS);
}

/** In which way a run is unlike those before it; null where it is not, or they are too few to tell. */
function unusual(beforeMs: readonly number[], newMs: number): keyof typeof UNUSUAL | null {
  if (beforeMs.length < FEWEST_BEFORE) return null;
  if (newMs < Math.min(...beforeMs) * UNUSUAL.shorter) return 'shorter';
  return newMs > Math.max(...beforeMs) * UNUSUAL.longer ? 'longer' : null;
}
