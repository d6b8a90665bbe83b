import { LOOK_AFTER_MS, paceAfter } from '../../../core/runs/pace.js';
import { Random } from '../../random.js';
import { bestLooks } from './best.js';
import { drawDurationsMs } from './durations.js';
import { Limit, SlidingLimit, type RequestLimit } from './limit.js';
import { OURS, SCHEDULES, WITHOUT_PLAN, type Schedule } from './schedules.js';
import { busiestMinute, simulate } from './simulate.js';

export const EXECUTIONS = 20_000;
/** Each plan is simulated four times over. */
export const PLAN_EXECUTIONS = 8_000;
export const SEED = 7;
/** Our assumption: how long a reply takes. */
export const REPLY_MS = { from: 100, to: 400 } as const;
/** Our assumption: the pause between two groups of runs on one account, so that both ways to count a minute matter. */
export const PAUSE_MS = { from: 10_000, to: 90_000 } as const;

export const PLANS = [
  { plan: 'Free', perMinute: 10 },
  { plan: 'Starter', perMinute: 20 },
  { plan: 'Pro', perMinute: 60 },
  { plan: 'Enterprise', perMinute: 200 },
] as const;

export interface Figures {
  schedule: string;
  requestsPerImage: number;
  meanGapMs: number;
  p95GapMs: number;
  /** Requests in any 60 s, if nothing refused them and no image ever finished. */
  busiestMinute: number;
  /** Share of executions (or groups of them) of which at least one request was refused, 0 to 1. */
  refusedShare: number;
  /** Ascending. */
  gapsMs: number[];
}

/** The pace on one plan, by how many runs are started at the same moment and how the service counts its minute. */
export interface PlanFigures {
  readonly plan: string;
  readonly atOnce: number;
  readonly counted: 'fixed' | 'sliding';
  /** As if the replies did not tell the plan's limit. */
  readonly before: Figures;
  readonly now: Figures;
}

/** Every schedule, and the best looks for these very runs, on the same executions, `atOnce` of them started at the same moment on each account. */
export function figures(atOnce: number): Figures[] {
  const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
  const looksMs = bestLooks(durationsMs, LOOK_AFTER_MS.length);
  const optimum: Schedule = { name: 'the best looks', waitMs: (args) => paceAfter({ ...args, looksMs }) };
  return [...SCHEDULES, optimum].map((schedule) => measure(schedule, durationsMs, { atOnce, newLimit: () => new Limit() }));
}

/** Ours on every plan, before and after it reads the plan from the replies. */
export function planFigures(): PlanFigures[] {
  const durationsMs = drawDurationsMs(PLAN_EXECUTIONS, SEED);
  const counters = { fixed: Limit, sliding: SlidingLimit };
  return PLANS.flatMap(({ plan, perMinute }) =>
    [1, 4].flatMap((atOnce) =>
      (['fixed', 'sliding'] as const).map((counted) => {
        const of = (schedule: Schedule) => measure(schedule, durationsMs, { atOnce, newLimit: () => new counters[counted](perMinute), goesOn: true });
        return { plan, atOnce, counted, before: of(WITHOUT_PLAN), now: of(OURS) };
      }),
    ),
  );
}

interface Account {
  readonly atOnce: number;
  readonly newLimit: () => RequestLimit;
  /** Whether each group follows the one before on the same account, after a pause; else each has a fresh account. */
  readonly goesOn?: boolean;
}

/** One schedule on these executions, `atOnce` of them started at the same moment. */
export function measure(schedule: Schedule, durationsMs: readonly number[], { atOnce, newLimit, goesOn = false }: Account): Figures {
  const random = new Random(SEED);
  const replyMs = () => random.between(REPLY_MS.from, REPLY_MS.to);
  const gapsMs: number[] = [];
  let requests = 0;
  let refused = 0;
  let limit = newLimit();
  let fromMs = 0;
  for (let from = 0; from + atOnce <= durationsMs.length; from += atOnce) {
    const outcome = simulate(schedule, durationsMs.slice(from, from + atOnce), { limit, replyMs, fromMs });
    if (goesOn) fromMs = outcome.endedAtMs + random.between(PAUSE_MS.from, PAUSE_MS.to);
    else limit = newLimit();
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
