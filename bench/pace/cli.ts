// npm run bench:pace, from the top of the package: prints the figures and writes docs/performance.md and its picture.
import { readFileSync, writeFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../core/pace.js';
import { writeSection } from '../../report/page.js';
import { bestLooks, costMs } from './best.js';
import { drawDurationsMs } from './durations.js';
import { EXECUTIONS, figures, SEED } from './figures.js';
import { drawPlot } from './plot.js';
import { section } from './report.js';

const PAGE = 'docs/performance.md';
const PLOT = 'docs/images/pace';

const alone = figures(1);
const twoAtOnce = figures(2);
const text = section(alone, twoAtOnce);
console.log(`${EXECUTIONS} executions, seed ${SEED}\n\n${text}\n`);

const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
const best = bestLooks(durationsMs, LOOK_AFTER_MS.length);
const more = costMs(LOOK_AFTER_MS, durationsMs) / costMs(best, durationsMs) - 1;
const inSeconds = (looksMs: readonly number[]) => looksMs.map((ms) => ms / 1000).join(', ');
console.log(`Looks we ship:  ${inSeconds(LOOK_AFTER_MS)} s`);
console.log(`Looks found:    ${inSeconds(best)} s (ours cost ${(more * 100).toFixed(1)} % more)`);

writeFileSync(PAGE, writeSection(readFileSync(PAGE, 'utf8'), 'bench:pace', text));
const { svg, png } = await drawPlot([
  { title: 'One run alone', upToSeconds: 18, figures: alone },
  { title: 'Two runs started at once', upToSeconds: 60, figures: twoAtOnce },
]);
writeFileSync(`${PLOT}.svg`, svg);
writeFileSync(`${PLOT}.png`, png);
console.log(`Written: ${PAGE}, ${PLOT}.svg, ${PLOT}.png`);
