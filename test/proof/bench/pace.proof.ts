import { readFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import { bestLooks, costMs } from '../../../proof/bench/pace/best.js';
import { drawDurationsMs } from '../../../proof/bench/pace/durations.js';
import { EXECUTIONS, figures, planFigures, SEED, type Figures } from '../../../proof/bench/pace/figures.js';
import { learnedGoals, planGoals } from '../../../proof/bench/pace/goals.js';
import { learnedFigures } from '../../../proof/bench/pace/learned.js';
import { Limit, SlidingLimit, REQUESTS_PER_WINDOW, WINDOW_MS } from '../../../proof/bench/pace/limit.js';
import { section } from '../../../proof/bench/pace/report.js';
import { isMet } from '../../../proof/bench/goals.js';
import { readSection, writeSection } from '../../../proof/report/page.js';
import { ARTICLE, EVERY_3_S, EVERY_6_S, OURS, OURS_WITHOUT_HEADERS, type Schedule } from '../../../proof/bench/pace/schedules.js';
import { simulate } from '../../../proof/bench/pace/simulate.js';

const alone = figures(1);
const twoAtOnce = figures(2);
const plans = planFigures();
const learned = learnedFigures();
const of = (all: readonly Figures[], schedule: Schedule) => all.find((one) => one.schedule === schedule.name)!;

describe('the pace', () => {
  const ours = of(alone, OURS);

  it.each([ARTICLE, EVERY_6_S])('sees an image sooner than $name on the mean, and 95 of 100 when it is alone', (other) => {
    for (const all of [alone, twoAtOnce]) {
      expect(of(all, OURS).meanGapMs).toBeLessThan(of(all, other).meanGapMs);
    }
    expect(ours.p95GapMs).toBeLessThan(of(alone, other).p95GapMs);
  });
  it("sees 95 of 100 images sooner than the article's, with two runs at once too", () => {
    expect(of(twoAtOnce, OURS).p95GapMs).toBeLessThan(of(twoAtOnce, ARTICLE).p95GapMs);
  });
  it.each([ARTICLE, EVERY_3_S, EVERY_6_S])('takes fewer requests per image than $name', (other) => {
    for (const all of [alone, twoAtOnce]) {
      expect(of(all, OURS).requestsPerImage).toBeLessThan(of(all, other).requestsPerImage);
    }
  });
  it('is never refused when it is alone on a Free account, with headers or without', () => {
    expect(ours.busiestMinute).toBeLessThanOrEqual(REQUESTS_PER_WINDOW);
    expect(ours.refusedShare).toBe(0);
    expect(of(alone, OURS_WITHOUT_HEADERS).refusedShare).toBe(0);
  });
  it('is refused in fewer than 2 of 100 pairs of runs at once', () => {
    expect(of(twoAtOnce, OURS).refusedShare).toBeLessThan(0.02);
  });
  it('is within 2 % of the best list that the search finds', () => {
    const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
    const best = costMs(bestLooks(durationsMs, LOOK_AFTER_MS.length), durationsMs);
    expect(costMs(LOOK_AFTER_MS, durationsMs)).toBeGreaterThanOrEqual(best);
    expect(costMs(LOOK_AFTER_MS, durationsMs)).toBeLessThan(best * 1.02);
  });
});

describe('the pace on a larger plan', () => {
  it.each(planGoals(plans))('$what', ({ ratio, goal }) => {
    expect(ratio).toBeLessThanOrEqual(goal);
  });
  it('is what it was on Free and Starter, and nowhere later or refused more often where four look at once', () => {
    for (const { plan, atOnce, before, now } of plans) {
      if (plan === 'Free' || plan === 'Starter') expect({ ...now, schedule: '' }).toEqual({ ...before, schedule: '' });
      else if (atOnce > 1) {
        expect(now.meanGapMs).toBeLessThan(before.meanGapMs);
        expect(now.p95GapMs).toBeLessThan(before.p95GapMs);
      }
    }
  });
});

describe('the pace that the last runs have taught', () => {
  const one = (runs: string) => learned.find((row) => row.runs === runs)!;
  it.each(learnedGoals(learned).filter(({ bound }) => bound === undefined))('$what', (figure) => {
    expect(isMet(figure)).toBe(true);
  });
  it('is nearly as the usual one from the second run after a change on', () => {
    for (const way of ['slower', 'faster']) {
      expect(one(`become ${way}: the second run after it`).overUsual).toBeLessThan(1.08);
      expect(one(`become ${way}: the third run after it`).overUsual).toBeLessThan(1.02);
    }
  });
  it('could be as the usual one in the first run after it at the price of its own goals alone', () => {
    const { insured, usual } = one('become faster: the first run after it');
    expect(insured.meanGapMs).toBeLessThan(usual.meanGapMs * 1.01);
    const flux = one('Flux Pro Ultra, after five runs');
    expect([flux.insured.requestsPerImage > 4, flux.insuredOverBest > 1.15]).toEqual([true, true]);
  });
  it('is cheaper than the usual one for one model, and no dearer with nothing remembered or two models by turns', () => {
    const over = (runs: string) => learned.filter((one) => one.runs.endsWith(runs)).map(({ overUsual }) => overUsual);
    expect(Math.max(...over('after five runs'))).toBeLessThan(0.95);
    expect(over('nothing remembered')[0]).toBeCloseTo(1, 9);
    expect(Math.max(...over('two models by turns'))).toBeLessThan(1.01);
  });
});

describe('the bench is honest', () => {
  it('counts each request of a sliding minute for sixty seconds', () => {
    const limit = new SlidingLimit(2);
    expect(limit.request(0)).toEqual({ limit: 2, remaining: 1, resetAtMs: WINDOW_MS });
    expect(limit.request(50_000)).toEqual({ limit: 2, remaining: 0, resetAtMs: WINDOW_MS });
    expect(limit.request(59_999)).toEqual({ limit: 2, remaining: 0, resetAtMs: WINDOW_MS, retryAfterMs: 1 });
    expect(limit.request(60_000)).toEqual({ limit: 2, remaining: 0, resetAtMs: 110_000 });
  });
  it('sees an image when the reply that shows it has arrived, and reads it in the middle of the reply', () => {
    // Looks are sent 400 ms after a reply, read 100 ms later and answered after 100 more: at 500, 1,100 and 1,700 ms.
    const often = { name: 'often', waitMs: () => 400 };
    expect(simulate(often, [1_050], { replyMs: () => 200 })).toMatchObject({ requests: 3, gapsMs: [250] });
  });
  it("follows the article's waits: 1 s, × 1.5, at most 10 s", () => {
    const gap = (durationMs: number) => simulate(ARTICLE, [durationMs]).gapsMs[0];
    expect([1_000, 2_500, 4_750, 8_125].map(gap)).toEqual([0, 0, 0, 0]);
    expect(gap(20_782)).toBeCloseTo(9_999, -1);
  });
  it('refuses the eleventh request of a minute, until the window opens anew', () => {
    const limit = new Limit();
    for (let n = 0; n < REQUESTS_PER_WINDOW; n += 1) expect(limit.request(n).retryAfterMs).toBeUndefined();
    expect(limit.request(50_000)).toEqual({ limit: 10, remaining: 0, resetAtMs: WINDOW_MS, retryAfterMs: 10_000 });
    expect(limit.request(WINDOW_MS)).toEqual({ limit: 10, remaining: REQUESTS_PER_WINDOW - 1, resetAtMs: 2 * WINDOW_MS });
  });
  it('makes a schedule that is refused wait for the window', () => {
    // Start and nine looks, the last at 27 s: the next look is refused at 30 s and the image is seen at 60 s.
    expect(simulate(EVERY_3_S, [28_000])).toEqual({ requests: 12, refusals: 1, gapsMs: [32_000], endedAtMs: 60_000 });
  });
  it('makes a start that is refused wait too', () => {
    const outcome = simulate(OURS, Array.from({ length: REQUESTS_PER_WINDOW + 1 }, () => 5_000));
    expect(outcome.gapsMs).toHaveLength(REQUESTS_PER_WINDOW + 1);
    expect(outcome.refusals).toBeGreaterThan(0);
  });
  it('draws the same durations from the same seed, most of them 4 to 30 s', () => {
    const durationsMs = drawDurationsMs(EXECUTIONS, SEED);
    expect(drawDurationsMs(EXECUTIONS, SEED)).toEqual(durationsMs);
    expect(drawDurationsMs(EXECUTIONS, SEED + 1)).not.toEqual(durationsMs);
    const within = durationsMs.filter((ms) => ms >= 4_000 && ms <= 30_000).length / durationsMs.length;
    expect(within).toBeGreaterThan(0.93);
  });
  it('finds the looks that an exhaustive search finds', () => {
    const durationsMs = [5_000, 5_100, 20_000, 20_300, 41_000];
    let least = Infinity;
    for (let first = 500; first < 60_000; first += 500) {
      for (let second = first + 500; second < 60_000; second += 500) {
        least = Math.min(least, costMs([first, second, 60_000], durationsMs));
      }
    }
    expect(costMs(bestLooks(durationsMs, 3), durationsMs)).toBeCloseTo(least, 6);
  });
});

describe('docs/performance.md', () => {
  const page = readFileSync('docs/performance.md', 'utf8');

  it('has the figures of a fresh run', () => {
    expect(readSection(page, 'bench:pace')).toBe(section(alone, twoAtOnce, plans, learned));
  });
  it('names the moments that the code has', () => {
    const seconds = LOOK_AFTER_MS.map((ms) => ms / 1000);
    expect(page.replace(/\s+/g, ' ')).toContain(`${seconds.slice(0, -1).join(', ')} and ${seconds.at(-1)} s after the start`);
  });
  it('keeps its words when the figures are written, and says so when it has lost its markers', () => {
    expect(writeSection(page, 'bench:pace', readSection(page, 'bench:pace'))).toBe(page);
    expect(() => writeSection('nothing here', 'bench:pace', 'x')).toThrow('bench:pace begin');
  });
});
