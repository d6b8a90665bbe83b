import { endedExecutions } from '../../../core/watching/ended_executions.js';
import { scenarios } from '../../../proof/prove/lost/scenarios.js';
import { simulate } from '../../../proof/prove/lost/simulate.js';
import type { Trigger } from '../../../proof/prove/lost/simulated_zap.js';
import { judge, type Verdict } from '../../../proof/prove/lost/verdict.js';

// Every kind of list; of those that differ only in how they name their next page, one (test/core/watching reads them all).
const small = scenarios(160, 7, 0.1).slice(0, 8);

test.each(small)('nothing is missed and nothing fires twice: $name', async (scenario) => {
  const verdict = judge(await simulate(scenario));
  expect(verdict).toMatchObject({ missed: [], twice: [], unwanted: [], withoutImages: [] });
  expect(verdict.fired).toBeGreaterThan(160);
  expect(verdict.requestsMax).toBeLessThanOrEqual(40);
});

describe('the proof sees', () => {
  const [, whole] = small as [unknown, (typeof small)[0]];
  // One Zap and an hour or two are enough to show a fault.
  const scenario = { ...whole, zaps: whole.zaps.slice(0, 1), runs: whole.runs.filter(({ endMs, startMs }) => endMs - startMs < 600_000).slice(0, 60) };
  const { id: chosen } = scenario.runs.find(({ end, images }, index) => index > 20 && end === 'COMPLETED' && images === 1) as { id: string };
  const { id: failed } = scenario.runs.find(({ end }) => end !== 'COMPLETED') as { id: string };
  const from = (change: (executions: Awaited<ReturnType<Trigger>>) => Awaited<ReturnType<Trigger>>): Trigger => async (...args) => change(await endedExecutions(...args));

  test.each<[string, keyof Verdict, Trigger]>([
    ['a trigger that drops one execution', 'missed', from((executions) => executions.filter(({ id }) => id !== chosen))],
    ['a trigger that hands one over twice', 'twice', from((executions) => executions.flatMap((execution) => (execution.id === chosen ? [execution, execution] : [execution])))],
    ['a trigger that forgets an image', 'withoutImages', from((executions) => executions.map((execution) => (execution.id === chosen ? { ...execution, outputs: [] } : execution)))],
    ['a trigger that fires for a run that failed', 'unwanted', from((executions) => [...executions, ...executions.slice(0, 1).map((execution) => ({ ...execution, id: failed }))])],
  ])('%s', async (_what, where, trigger) => {
    expect(judge(await simulate(scenario, trigger))[where]).not.toEqual([]);
  });
});
