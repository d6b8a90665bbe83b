import { GOALS } from '../goals.js';
import type { Figure } from '../part.js';
import type { PlanFigures } from './figures.js';
import type { LearnedFigures } from './learned.js';

/** The most that each plan's gap may be, one run alone, in ms. */
const GAPS_MS = { Pro: { mean: 800, p95: 1_600 }, Enterprise: { mean: 500, p95: 1_000 } } as const;
const CROWD = { plan: 'Pro', atOnce: 4, refusedShare: 0.01 } as const;

/** What was measured over its goal, the worse of the two ways to count a minute. */
export function planGoals(plans: readonly PlanFigures[]): Figure[] {
  const worst = (plan: string, atOnce: number, of: (one: PlanFigures) => number) =>
    Math.max(...plans.filter((one) => one.plan === plan && one.atOnce === atOnce).map(of));
  const goals = Object.entries(GAPS_MS).flatMap(([plan, { mean, p95 }]) => [
    { what: `Pace, ${plan}: mean gap, over ${mean / 1000} s`, ratio: worst(plan, 1, ({ now }) => now.meanGapMs) / mean, goal: GOALS.pace },
    { what: `Pace, ${plan}: 95th percentile, over ${p95 / 1000} s`, ratio: worst(plan, 1, ({ now }) => now.p95GapMs) / p95, goal: GOALS.pace },
  ]);
  const refused = worst(CROWD.plan, CROWD.atOnce, ({ now }) => now.refusedShare) / CROWD.refusedShare;
  return [...goals, { what: `Pace, four runs at once on Pro: refused, over ${CROWD.refusedShare * 100} %`, ratio: refused, goal: GOALS.pace }];
}

const LEARNED = { runs: 'Flux Pro Ultra, after five runs', mean: 1_300, p95: 3_000, requests: 4 } as const;

/** Nothing tells of a change before a look does, and each look that insures against one costs a request in every run. */
const UNTOLD = { bound: 'what looks against it cost the runs before it (“insured”)' } as const;
const UNSURE = { bound: 'chance, which a first unlike run may be as well' } as const;
const NEVER_WORSE = [
  { runs: 'nothing remembered' },
  { runs: 'two models by turns', bound: 'chance: two of the 60 memories look like one kind of run' },
  { runs: 'become slower: the first run after it', ...UNTOLD },
  { runs: 'become faster: the first run after it', ...UNTOLD },
  { runs: 'become slower: the second run after it', ...UNSURE },
  { runs: 'become faster: the second run after it', ...UNSURE },
] as const;

/** What was learned over its goals, for one model's range; and over the best looks that know the distribution, for all of them. */
export function learnedGoals(all: readonly LearnedFigures[]): Figure[] {
  const flux = all.find(({ runs }) => runs === LEARNED.runs);
  const models = all.filter(({ runs }) => runs.endsWith('after five runs'));
  const mean = (some: readonly LearnedFigures[]) => some.reduce((sum, one) => sum + one.overBest, 0) / some.length;
  const long = all.filter(({ runs }) => /after \d+ runs$/.test(runs));
  const never = NEVER_WORSE.map(({ runs, ...more }) => ({ what: `Pace, learned, ${runs}: cost over the usual looks`, ratio: all.find((one) => one.runs === runs)?.overUsual ?? NaN, goal: GOALS.pace, ...more }));
  return [
    { what: `Pace, learned, Flux Pro Ultra: mean gap, over ${LEARNED.mean / 1000} s`, ratio: (flux?.learned.meanGapMs ?? NaN) / LEARNED.mean, goal: GOALS.pace },
    { what: `Pace, learned, Flux Pro Ultra: 95th percentile, over ${LEARNED.p95 / 1000} s`, ratio: (flux?.learned.p95GapMs ?? NaN) / LEARNED.p95, goal: GOALS.pace },
    { what: `Pace, learned, Flux Pro Ultra: requests per image, over ${LEARNED.requests}`, ratio: (flux?.learned.requestsPerImage ?? NaN) / LEARNED.requests, goal: GOALS.pace },
    { what: `Pace, learned, mean of ${models.length} models: cost over the best looks`, ratio: mean(models), goal: GOALS.overBest },
    { what: `Pace, learned for long, mean of ${long.length} models: cost over the best looks`, ratio: mean(long), goal: GOALS.overBest },
    ...never,
  ];
}
