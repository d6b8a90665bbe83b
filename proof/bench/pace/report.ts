import { table } from '../../report/table.js';
import type { Figures } from './figures.js';

const HEADER = ['Schedule', 'Requests per image', 'Mean gap', '95th percentile', 'Most requests in 60 s', 'Hit the limit'];

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function scheduleTable(all: readonly Figures[]): string {
  return table(
    HEADER,
    all.map((one) => [
      one.schedule,
      one.requestsPerImage.toFixed(2),
      seconds(one.meanGapMs),
      seconds(one.p95GapMs),
      String(one.busiestMinute),
      `${(one.refusedShare * 100).toFixed(1)} %`,
    ]),
  );
}

/** What the page shows. */
export function section(alone: readonly Figures[], twoAtOnce: readonly Figures[]): string {
  return `One run alone on the account:\n\n${scheduleTable(alone)}\n\nTwo runs started at the same moment:\n\n${scheduleTable(twoAtOnce)}`;
}
