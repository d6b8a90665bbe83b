import { learnedLooks, withDuration } from '../../../core/runs/learned_looks.js';
import { LOOK_AFTER_MS, paceAfter } from '../../../core/runs/pace.js';
import { Random } from '../../random.js';
import { bestLooks, costMs } from './best.js';
import { drawSeconds, IMAGE_SECONDS } from './durations.js';
import { measure, SEED, type Figures } from './figures.js';
import { Limit } from './limit.js';
import { OURS, type Schedule } from './schedules.js';

/** So many memories are drawn, and with each of them so many next runs. */
const MEMORIES = 60;
const RUNS_EACH = 25;
const KNOWN = 5;
/** Long since nothing has changed: chance has had time to look like a change. */
const LONG_KNOWN = 25;
const LOOKS = LOOK_AFTER_MS.length;

/** The pace on a Free account, one run alone, with nothing learned and with what the last runs have taught. */
export interface LearnedFigures {
  readonly runs: string;
  readonly usual: Figures;
  readonly learned: Figures;
  /** With the best looks for these very runs: no schedule can know more. */
  readonly best: Figures;
  /** With the usual looks before the first of the learned ones as well: what is never later costs where nothing has changed. */
  readonly insured: Figures;
  /** Waiting and requests (half a second each) over those of the usual looks, and of the best looks that know the distribution. */
  readonly overUsual: number;
  readonly overBest: number;
  readonly insuredOverBest: number;
  /** Two such runs started at the same moment; only where five are remembered and nothing has changed. */
  readonly twoAtOnce?: { readonly usual: Figures; readonly learned: Figures };
}

type Draw = (random: Random) => number;
interface Story {
  readonly runs: string;
  readonly before: Draw;
  readonly next: Draw;
  /** How many runs are remembered, and how many of those come after the change. */
  readonly known: number;
  readonly sinceChange?: number;
}

const ofModel = (model: number): Draw => (random) => Math.round(drawSeconds(random, IMAGE_SECONDS[model]!) * 1000);
const mixed: Draw = (random) => ofModel(random.chance(0.5) ? 1 : 3)(random);
const [NANO, SEEDREAM] = [ofModel(1), ofModel(3)];
const MODELS = IMAGE_SECONDS.map(({ model }, index) => ({ model, draw: ofModel(index) }));

export const STORIES: readonly Story[] = [
  ...MODELS.map(({ model, draw }) => ({ runs: `${model}, after five runs`, before: draw, next: draw, known: KNOWN })),
  ...MODELS.map(({ model, draw }) => ({ runs: `${model}, after ${LONG_KNOWN} runs`, before: draw, next: draw, known: LONG_KNOWN })),
  { runs: 'nothing remembered', before: NANO, next: NANO, known: 0 },
  { runs: 'two models by turns', before: mixed, next: mixed, known: 8 },
  { runs: 'become slower: the first run after it', before: NANO, next: SEEDREAM, known: 8 },
  { runs: 'become slower: the second run after it', before: NANO, next: SEEDREAM, known: 8, sinceChange: 1 },
  { runs: 'become slower: the third run after it', before: NANO, next: SEEDREAM, known: 8, sinceChange: 2 },
  { runs: 'become faster: the first run after it', before: SEEDREAM, next: NANO, known: 8 },
  { runs: 'become faster: the second run after it', before: SEEDREAM, next: NANO, known: 8, sinceChange: 1 },
  { runs: 'become faster: the third run after it', before: SEEDREAM, next: NANO, known: 8, sinceChange: 2 },
];

export function learnedFigures(stories = STORIES): LearnedFigures[] {
  return stories.map(({ runs, before, next, known, sinceChange = 0 }) => {
    const random = new Random(SEED);
    const memories = Array.from({ length: MEMORIES }, () => {
      const old = Array.from({ length: known }, () => before(random)).reduce<readonly number[]>(withDuration, []);
      return Array.from({ length: sinceChange }, () => next(random)).reduce<readonly number[]>(withDuration, old);
    });
    const durationsMs = memories.map(() => Array.from({ length: RUNS_EACH }, () => next(random)));
    const looks = memories.map((memory) => learnedLooks(memory) ?? LOOK_AFTER_MS);
    const all = durationsMs.flat();
    const newLimit = () => new Limit();
    const at = (looksMs: readonly number[], name: string): Schedule => ({ name, waitMs: (args) => paceAfter({ ...args, looksMs: looksMs === LOOK_AFTER_MS ? null : looksMs }) });
    const learned = looks.map((looksMs, index) => measure(at(looksMs, 'ours, learned'), durationsMs[index]!, { atOnce: 1, newLimit }));
    const bestMs = bestLooks(all, LOOKS);
    const costOf = (lists: readonly (readonly number[])[]) => lists.reduce((sum, looksMs, index) => sum + costMs(looksMs, durationsMs[index]!), 0) / lists.length;
    const cost = costOf(looks);
    const insuredMs = looks.map(insure);
    const crowded = { atOnce: 2, newLimit };
    const isCalm = known === KNOWN && before === next;
    return {
      runs,
      usual: { ...measure(OURS, all, { atOnce: 1, newLimit }), schedule: 'ours, nothing learned' },
      learned: together(learned),
      insured: together(insuredMs.map((looksMs, index) => measure(at(looksMs, 'ours, insured'), durationsMs[index]!, { atOnce: 1, newLimit }))),
      best: measure(at(bestMs, 'the best that knows them'), all, { atOnce: 1, newLimit }),
      overUsual: cost / costMs(LOOK_AFTER_MS, all),
      overBest: cost / costMs(bestMs, all),
      insuredOverBest: costOf(insuredMs) / costMs(bestMs, all),
      ...(isCalm && { twoAtOnce: { usual: measure(OURS, all, crowded), learned: together(looks.map((looksMs, index) => measure(at(looksMs, 'ours, learned'), durationsMs[index]!, crowded))) } }),
    };
  });
}

/** Never later than the usual looks for a run that ends before all that were learned from. */
function insure(looksMs: readonly number[]): readonly number[] {
  return [...LOOK_AFTER_MS.filter((atMs) => atMs < looksMs[0]!), ...looksMs].slice(0, LOOKS);
}

/** Each of the same number of runs. */
function together(parts: readonly Figures[]): Figures {
  const mean = (of: (one: Figures) => number) => parts.reduce((sum, one) => sum + of(one), 0) / parts.length;
  const gapsMs = parts.flatMap((one) => one.gapsMs).sort((a, b) => a - b);
  return {
    schedule: 'ours, learned',
    requestsPerImage: mean((one) => one.requestsPerImage),
    meanGapMs: mean((one) => one.meanGapMs),
    p95GapMs: gapsMs[Math.ceil(gapsMs.length * 0.95) - 1]!,
    busiestMinute: Math.max(...parts.map((one) => one.busiestMinute)),
    refusedShare: mean((one) => one.refusedShare),
    gapsMs,
  };
}
