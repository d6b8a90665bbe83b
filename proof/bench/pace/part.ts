import { writeFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import type { Part } from '../part.js';
import { bestLooks, costMs } from './best.js';
import { drawDurationsMs } from './durations.js';
import { EXECUTIONS, figures, SEED } from './figures.js';
import { drawPlot } from './plot.js';
import { section } from './report.js';

const PLOT = 'docs/images/pace';

export const pacePart: Part = {
  name: 'pace',
  title: 'How soon a finished image is seen',
  async run(progress) {
    progress.start(`The pace: ${EXECUTIONS.toLocaleString('en-US')} executions, seed ${SEED}`);
    const alone = figures(1);
    const twoAtOnce = figures(2);
    const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
    const best = bestLooks(durationsMs, LOOK_AFTER_MS.length);
    const more = costMs(LOOK_AFTER_MS, durationsMs) / costMs(best, durationsMs) - 1;
    const { svg, png } = await drawPlot([
      { title: 'One run alone', upToSeconds: 18, figures: alone },
      { title: 'Two runs started at once', upToSeconds: 60, figures: twoAtOnce },
    ]);
    writeFileSync(`${PLOT}.svg`, svg);
    writeFileSync(`${PLOT}.png`, png);
    progress.done(`The pace: looks at ${inSeconds(LOOK_AFTER_MS)} s cost ${(more * 100).toFixed(1)} % more than the best found, ${inSeconds(best)} s; ${PLOT}.svg and .png written`);
    return { text: section(alone, twoAtOnce), figures: [] };
  },
};

const inSeconds = (looksMs: readonly number[]) => looksMs.map((ms) => ms / 1000).join(', ');
