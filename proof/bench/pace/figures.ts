import { drawDurationsMs } from './durations.js';
import { SCHEDULES, type Schedule } from './schedules.js';
import { busiestMinute, simulate } from './simulate.js';

export const EXECUTIONS = 20_000;
export const SEED = 7;

export interface Figures {
  schedule: string;
  requestsPerImage: number;
  meanGapMs: number;
  p95GapMs: number;
  /** Requests in any 60 s, if nothing refused them and no image ever finished. */
  busiestMinute: number;
  /** Share of executions (or pairs of them) of which at least one request was refused, 0 to 1. */
  refusedShare: number;
  /** Ascending. */
  gapsMs: number[];
}

/** Every schedule on the same executions, `atOnce` of them started at the same moment on each account. */
export function figures(atOnce: number): Figures[] {
  const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
  return SCHEDULES.map((schedule) => measure(schedule, durationsMs, atOnce));
}

function measure(schedule: Schedule, durationsMs: readonly number[], atOnce: number): Figures {
  const gapsMs: number[] = [];
  let requests = 0;
  let refused = 0;
  for (let from = 0; from + atOnce <= durationsMs.length; from += atOnce) {
    const outcome = simulate(schedule, durationsMs.slice(from, from + atOnce));
    gapsMs.push(...outcome.gapsMs);
    requests += outcome.requests;
    if (outcome.refusals > 0) refused += 1;
  }
  gapsMs.sort((a, b) => a - b);
  return {
    schedule: schedule.name,
    requestsPerImage: requests / gapsMs.length,
    meanGapMs: gapsMs.reduce((sum, gap) => sum + gap, 0) / gapsMs.length,
    p95GapMs: gapsMs[Math.ceil(gapsMs.length * 0.95) - 1]!,
    busiestMinute: busiestMinute(schedule) * atOnce,
    refusedShare: refused / Math.floor(durationsMs.length / atOnce),
    gapsMs,
  };
}
