import { GOALS, goalTable, inShort, isMet, readGoalTable, times, withFigures } from '../../../proof/bench/goals.js';
import { median, quantile, ratioOf } from '../../../proof/bench/statistics.js';
import { readTable, table } from '../../../proof/report/table.js';

const figure = (what: string, ratio: number, goal = 1.15) => ({ what, ratio, goal });

describe('statistics', () => {
  test('the median is the middle one, or the mean of the two there, in whatever order they come', () => {
    expect(median([5, 1, 30])).toBe(5);
    expect(median([4, 1, 10, 2])).toBe(3);
    expect(() => median([])).toThrow();
  });
  test('quantiles lie between the values', () => {
    expect([0, 0.25, 0.75, 1].map((share) => quantile([10, 20, 30, 40, 50], share))).toEqual([10, 20, 40, 50]);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });
  test('a ratio is the median of those of the pairs, so that one slow pair moves it little, and the quartiles tell of single pairs', () => {
    expect(ratioOf([[2, 1], [40, 10], [900, 1]])).toEqual({ value: 4, from: 3, to: 452 });
    expect(ratioOf([[3, 2]])).toEqual({ value: 1.5, from: 1.5, to: 1.5 });
  });
});

describe('goals', () => {
  test('how soon an image is seen is told in seconds', () => {
    expect(inShort([figure('Pace, Pro: mean gap, over 0.8 s', 0.95, 1)])).toContain('is seen 0.76 s after its end');
  });
  test('the most of each kind stands above the table, and how many goals are met', () => {
    const all = [figure('Cold start: time', 1.1), figure('CPU time: one', 1.2, 1.3), figure('CPU time: other', 1.05, 1.3), { ...figure('CPU time over an empty app: one', 2.4, 2), bound: 'copies' }];
    expect(inShort(all)).toBe('A [cold start](#cold-start-and-size) takes 1.10 times a minimal app’s. A [step](#what-a-step-costs-above-its-requests) takes at most 1.20 times the CPU time of the same requests in an app with our definition. 3 of 4 goals are met; each other row says what bounds it.');
  });
  test('a figure is compared before it is rounded, and printed so that a reader comes to the same answer', () => {
    expect([1.149, 1.15, 1.15 + 1e-12, 1.1502, NaN].map((ratio) => isMet(figure('x', ratio)))).toEqual([true, true, true, false, false]);
    const near = [figure('under', 1.1496), figure('over', 1.1502), figure('far', 1.2345)];
    expect(goalTable(near)).toMatch(/under .* 1\.15 .* yes[^]*over .* 1\.1502 .* no [^]*far .* 1\.23 .* no /);
    expect(readGoalTable(goalTable(near)).map(isMet)).toEqual(near.map(isMet));
    expect(goalTable([figure('fast', 1), figure('slow', 1.2)])).toMatch(/fast .* 1\.00 .* 1\.15 .* yes[^]*slow .* 1\.20 .* 1\.15 .* no /);
  });
  test('a table is read as it was written, wherever it stands', () => {
    const figures = [figure('Cold start', 1.07), figure('Zip: bytes', 1.14)];
    expect(readGoalTable(`words\n\n${goalTable(figures)}\n\nmore | words`)).toEqual(figures);
    expect(() => readGoalTable('no table')).toThrow('Figure');
    expect(readTable(table(['A', 'B'], [['x', '1'], ['y', '2']]), 'A')).toEqual([{ A: 'x', B: '1' }, { A: 'y', B: '2' }]);
  });
  test('a run of some parts leaves the figures of the others, a whole run does not', () => {
    const before = goalTable([figure('a', 1), figure('b', 2)]);
    expect(withFigures(before, [figure('b', 1), figure('c', 1)], false)).toEqual([figure('a', 1), figure('b', 1), figure('c', 1)]);
    expect(withFigures(before, [figure('b', 1)], true)).toEqual([figure('b', 1)]);
    expect(withFigures('', [figure('b', 1)], false)).toEqual([figure('b', 1)]);
  });
  test('are what was agreed on', () => {
    expect(GOALS).toEqual({ coldStart: 1.15, zip: 1.2, step: 1.3, stepOverEmpty: 2, flat: 1.2, flatRequests: 1, pollMemory: 1, pollCpu: 1, batch: 1, pace: 1, overBest: 1.15, help: 1.5 });
    expect(times(1.005)).toMatch(/^1\.0[01]$/);
  });
});
