import { Random } from '../../random.js';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/** One run of the simulated account, in the service's own time. */
export interface Run {
  readonly id: string;
  readonly workflowId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly end: 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMEOUT';
  /** From when on its images can be read: sometimes later than its end. */
  readonly readableMs: number;
  readonly images: number;
}

export const WORKFLOWS = ['cm_alpha', 'cm_beta', 'cm_gamma', 'cm_delta', 'cm_epsilon'] as const;
export const START_MS = Date.parse('2026-03-16T00:00:00.000Z');

/** The most that one burst holds; the service lets an account start ten a minute. */
const LARGEST_BURST = 120;
const LONGEST_LAG_MS = 45 * SECOND_MS;

/**
 * Runs over `days`, the earliest first: half of them one by one, half in bursts such as a spreadsheet makes.
 *
 * @param wanted how many
 */
export function drawHistory(wanted: number, days: number, seed: number): Run[] {
  const random = new Random(seed);
  const starts: number[] = [];
  while (starts.length < wanted) {
    const atMs = START_MS + random.between(0, days * 24 * HOUR_MS);
    const size = random.chance(0.02) ? Math.min(random.whole(10, LARGEST_BURST), wanted - starts.length) : 1;
    for (let index = 0; index < size; index += 1) starts.push(atMs + index * random.between(500, 6 * SECOND_MS));
  }
  return apart(starts).map((startMs, index) => drawRun(random, index, startMs));
}

/** In order and a millisecond apart, so that a cursor can name a place between two of them. */
function apart(starts: readonly number[]): number[] {
  let lastMs = 0;
  return [...starts].sort((a, b) => a - b).map((startMs) => (lastMs = Math.max(Math.round(startMs), lastMs + 1)));
}

function drawRun(random: Random, index: number, startMs: number): Run {
  const endMs = Math.round(startMs + drawDurationMs(random));
  const lagMs = random.chance(0.1) ? random.between(1, LONGEST_LAG_MS) : 0;
  return {
    id: `exec_${String(index).padStart(5, '0')}`,
    workflowId: random.pick(WORKFLOWS),
    startMs,
    endMs,
    end: random.chance(0.92) ? 'COMPLETED' : random.pick(['FAILED', 'CANCELLED', 'TIMEOUT'] as const),
    readableMs: Math.round(endMs + lagMs),
    images: random.chance(0.2) ? 4 : 1,
  };
}

/** Images mostly, some videos, now and then something that goes on for hours: 2 s to 3 h. */
function drawDurationMs(random: Random): number {
  if (random.chance(0.8)) return random.between(2 * SECOND_MS, 30 * SECOND_MS);
  if (random.chance(0.8)) return random.between(30 * SECOND_MS, 10 * MINUTE_MS);
  return random.between(10 * MINUTE_MS, 3 * HOUR_MS);
}
