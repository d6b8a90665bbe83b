import { table } from '../../report/table.js';
import type { Figures, PlanFigures } from './figures.js';
import type { LearnedFigures } from './learned.js';

const HEADER = ['Schedule', 'Requests per image', 'Mean gap', '95th percentile', 'Most requests in 60 s', 'Hit the limit'];

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const preciseSeconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function scheduleTable(all: readonly Figures[]): string {
  return table(
    HEADER,
    all.map((one) => [
      one.schedule,
      one.requestsPerImage.toFixed(2),
      seconds(one.meanGapMs),
      seconds(one.p95GapMs),
      String(one.busiestMinute),
      percent(one.refusedShare),
    ]),
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const PLAN_HEADER = ['Plan', 'Runs at once', 'Minute', 'Mean gap, without', 'with', '95th percentile, without', 'with', 'Hit the limit, without', 'with', 'Requests per image, without', 'with'];

function planTable(all: readonly PlanFigures[]): string {
  return table(
    PLAN_HEADER,
    all.map(({ plan, atOnce, counted, before, now }) => [
      plan,
      String(atOnce),
      counted,
      ...[before, now].map((one) => preciseSeconds(one.meanGapMs)),
      ...[before, now].map((one) => preciseSeconds(one.p95GapMs)),
      ...[before, now].map((one) => percent(one.refusedShare)),
      ...[before, now].map((one) => one.requestsPerImage.toFixed(2)),
    ]),
  );
}

const LEARNED_HEADER = ['Runs', 'Mean gap, usual', 'learned', 'best', '95th percentile, usual', 'learned', 'best', 'Requests per image, usual', 'learned', 'best', 'Cost over usual', 'Cost over best', 'Insured: mean gap', 'requests', 'cost over best'];

function learnedTable(all: readonly LearnedFigures[]): string {
  return table(
    LEARNED_HEADER,
    all.map(({ runs, usual, learned, best, insured, overUsual, overBest, insuredOverBest }) => [
      runs,
      ...[usual, learned, best].map((one) => preciseSeconds(one.meanGapMs)),
      ...[usual, learned, best].map((one) => preciseSeconds(one.p95GapMs)),
      ...[usual, learned, best].map((one) => one.requestsPerImage.toFixed(2)),
      ...[overUsual, overBest].map((ratio) => ratio.toFixed(2)),
      preciseSeconds(insured.meanGapMs),
      insured.requestsPerImage.toFixed(2),
      insuredOverBest.toFixed(2),
    ]),
  );
}

const CROWDED_HEADER = ['Runs', 'Mean gap, usual', 'learned', '95th percentile, usual', 'learned', 'Hit the limit, usual', 'learned'];

function crowdedTable(all: readonly LearnedFigures[]): string {
  return table(
    CROWDED_HEADER,
    all.flatMap(({ runs, twoAtOnce }) => {
      if (twoAtOnce === undefined) return [];
      const both = [twoAtOnce.usual, twoAtOnce.learned];
      return [[runs, ...both.map((one) => preciseSeconds(one.meanGapMs)), ...both.map((one) => preciseSeconds(one.p95GapMs)), ...both.map((one) => percent(one.refusedShare))]];
    }),
  );
}

/** What the page shows. */
export function section(alone: readonly Figures[], twoAtOnce: readonly Figures[], plans: readonly PlanFigures[], learned: readonly LearnedFigures[]): string {
  return [
    `One run alone on a Free account:\n\n${scheduleTable(alone)}`,
    `Two runs started at the same moment on a Free account:\n\n${scheduleTable(twoAtOnce)}`,
    `By plan, without and with the plan's limit read from the replies:\n\n${planTable(plans)}`,
    `One run alone on a Free account, with the looks that the last runs have taught:\n\n${learnedTable(learned)}`,
    `The same with two runs started at the same moment:\n\n${crowdedTable(learned)}`,
  ].join('\n\n');
}
