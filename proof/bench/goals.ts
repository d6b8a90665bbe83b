import { readTable, table } from '../report/table.js';
import type { Figure } from './part.js';
import type { Ratio } from './statistics.js';

/** The most that each figure may be. */
export const GOALS = { coldStart: 1.15, zip: 1.2, step: 1.3, stepOverEmpty: 2, flat: 1.2, flatRequests: 1, pollMemory: 1, pollCpu: 1, batch: 1, pace: 1, overBest: 1.15, help: 1.5 } as const;

const HEAD = ['Figure', 'Ratio', 'Goal, at most', 'Met'] as const;
const BOUND = 'no; bounded by ';

/** A ratio as the tables show it. */
export const times = (ratio: number) => ratio.toFixed(2);

/** The quartiles of single pairs, as the tables show them. */
export const spread = ({ from, to }: Ratio) => `${times(from)} to ${times(to)}`;

/** By how much two sums of the same figures may differ, since computers add in binary. */
const ROUNDING = 1e-9;

/** Whether a figure meets its goal, before it is rounded for the page. */
export const isMet = ({ ratio, goal }: Pick<Figure, 'ratio' | 'goal'>) => ratio <= goal + ROUNDING;

/** A figure with two decimals, or with as many more as it takes to see on which side of its goal it is. */
function printed({ ratio, goal }: Figure): string {
  const met = isMet({ ratio, goal });
  let text = times(ratio);
  for (let decimals = 3; isMet({ ratio: Number(text), goal }) !== met; decimals += 1) text = ratio.toFixed(decimals);
  return text;
}

export function goalTable(figures: readonly Figure[]): string {
  return table(HEAD, figures.map((figure) => [figure.what, printed(figure), times(figure.goal), verdict(figure)]));
}

/** What most readers come for, in one paragraph above the table; of what was not measured it says nothing. */
export function inShort(figures: readonly Figure[]): string {
  const most = (start: string) => Math.max(...figures.filter(({ what }) => what.startsWith(start)).map(({ ratio }) => ratio));
  const seconds = (start: string) => most(start) * Number(/over ([\d.]+) s$/.exec(figures.find(({ what }) => what.startsWith(start))?.what ?? '')?.[1]);
  const said = [
    [seconds('Pace, Pro: mean gap'), (gap: string) => `Alone on a Pro account, a finished image is seen ${gap} s after its end on the mean ([the pace](#how-soon-a-finished-image-is-seen)).`],
    [most('Cold start: time'), (ratio: string) => `A [cold start](#cold-start-and-size) takes ${ratio} times a minimal app’s.`],
    [most('CPU time: '), (ratio: string) => `A [step](#what-a-step-costs-above-its-requests) takes at most ${ratio} times the CPU time of the same requests in an app with our definition.`],
    [most('Memory: '), (ratio: string) => `It allocates at most ${ratio} times as much.`],
    [most('Ten images: tasks'), (tasks: string) => `[Ten images](#ten-images-in-one-task) are ${Number(tasks)} task.`],
  ] as const;
  const sentences = said.filter(([ratio]) => Number.isFinite(ratio)).map(([ratio, sentence]) => sentence(times(ratio)));
  return [...sentences, `${figures.filter(isMet).length} of ${figures.length} goals are met; each other row says what bounds it.`].join(' ');
}

function verdict(figure: Figure): string {
  if (isMet(figure)) return 'yes';
  return figure.bound === undefined ? 'no' : `${BOUND}${figure.bound}`;
}

/** The figures of a table that `goalTable` has written. @throws when the text holds none */
export function readGoalTable(text: string): Figure[] {
  return readTable(text, HEAD[0]).map((row) => {
    const met = row[HEAD[3]] ?? '';
    return { what: row[HEAD[0]] ?? '', ratio: Number(row[HEAD[1]]), goal: Number(row[HEAD[2]]), ...(met.startsWith(BOUND) ? { bound: met.slice(BOUND.length) } : {}) };
  });
}

/**
 * What the table of goals holds after a run.
 *
 * @param text the table of the run before; may hold none
 * @param isWhole whether the run had every part; otherwise the figures of the others stay
 */
export function withFigures(text: string, fresh: readonly Figure[], isWhole: boolean): Figure[] {
  if (isWhole || !text.includes(`| ${HEAD[0]} `)) return [...fresh];
  const byName = new Map(fresh.map((figure) => [figure.what, figure]));
  const kept = readGoalTable(text).map((figure) => byName.get(figure.what) ?? figure);
  return [...kept, ...fresh.filter(({ what }) => !kept.some((figure) => figure.what === what))];
}
