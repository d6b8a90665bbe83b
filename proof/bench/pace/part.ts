import { writeFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import type { Part } from '../part.js';
import { bestLooks, costMs } from './best.js';
import { drawDurationsMs } from './durations.js';
import { EXECUTIONS, figures, planFigures, SEED, type Figures, type PlanFigures } from './figures.js';
import { learnedGoals, planGoals } from './goals.js';
import { learnedFigures } from './learned.js';
import { drawPlot } from './plot.js';
import { section } from './report.js';

const PLOT = 'docs/images/pace';
/** More lines could not be told apart. */
const DRAWN = 5;

export const pacePart: Part = {
  name: 'pace',
  title: 'How soon a finished image is seen',
  async run(progress) {
    progress.start(`The pace: ${EXECUTIONS.toLocaleString('en-US')} executions, seed ${SEED}`);
    const alone = figures(1);
    const twoAtOnce = figures(2);
    const plans = planFigures();
    const learned = learnedFigures();
    const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
    const best = bestLooks(durationsMs, LOOK_AFTER_MS.length);
    const more = costMs(LOOK_AFTER_MS, durationsMs) / costMs(best, durationsMs) - 1;
    const { svg, png } = await drawPlot([
      { title: 'Free (10 a minute), one run alone', upToSeconds: 18, figures: alone.slice(0, DRAWN) },
      { title: 'Free, two runs started at once', upToSeconds: 60, figures: twoAtOnce.slice(0, DRAWN) },
      ...['Pro', 'Enterprise'].map((plan) => ({ title: `${plan}, one run alone (dotted: limit not read)`, upToSeconds: 6, figures: beforeAndNow(plans, plan) })),
      ...learned.filter(({ runs }) => runs.endsWith('after five runs')).filter((_one, index) => index === 0 || index === 3).map(({ runs, usual, learned: taught }) => ({ title: `${runs.replace(/, after.*/, '')} on Free (dotted: not learned)`, upToSeconds: 6, figures: [taught, usual] })),
    ]);
    writeFileSync(`${PLOT}.svg`, svg);
    writeFileSync(`${PLOT}.png`, png);
    progress.done(`The pace: looks at ${inSeconds(LOOK_AFTER_MS)} s cost ${(more * 100).toFixed(1)} % more than the best found, ${inSeconds(best)} s; ${PLOT}.svg and .png written`);
    return { text: section(alone, twoAtOnce, plans, learned), figures: [...planGoals(plans), ...learnedGoals(learned)] };
  },
};

/** Drawn as the first two of the legend are: the schedule as it is, and without what it reads from replies. */
function beforeAndNow(plans: readonly PlanFigures[], wanted: string): Figures[] {
  return plans.filter(({ plan, atOnce, counted }) => plan === wanted && atOnce === 1 && counted === 'fixed').flatMap(({ now, before }) => [now, before]);
}

const inSeconds = (looksMs: readonly number[]) => looksMs.map((ms) => ms / 1000).join(', ');
