import { completedExecutions } from '../../core/completed_executions.js';
import { scenarios } from '../../prove/lost/scenarios.js';
import { simulate } from '../../prove/lost/simulate.js';
import type { Trigger } from '../../prove/lost/simulated_zap.js';
import { judge, type Verdict } from '../../prove/lost/verdict.js';

const small = scenarios(250, 7, 0.15);

test.each(small)('nothing is missed and nothing fires twice: $name', async (scenario) => {
  const verdict = judge(await simulate(scenario));
  expect(verdict).toMatchObject({ missed: [], twice: [], unwanted: [], withoutImages: [] });
  expect(verdict.fired).toBeGreaterThan(250);
  expect(verdict.requestsMax).toBeLessThanOrEqual(42);
});

describe('the proof sees', () => {
  const [scenario] = small as [(typeof small)[0]];
  const from = (change: (executions: Awaited<ReturnType<Trigger>>) => Awaited<ReturnType<Trigger>>): Trigger => async (...args) => change(await completedExecutions(...args));

  test.each<[string, keyof Verdict, Trigger]>([
    ['a trigger that drops one execution', 'missed', from((executions) => executions.filter(({ id }) => id !== 'exec_00200'))],
    ['a trigger that hands one over twice', 'twice', from((executions) => executions.flatMap((execution) => (execution.id === 'exec_00200' ? [execution, execution] : [execution])))],
    ['a trigger that forgets an image', 'withoutImages', from((executions) => executions.map((execution) => (execution.id === 'exec_00200' ? { ...execution, outputs: [] } : execution)))],
    ['a trigger that takes nothing for known', 'unwanted', async (client, memory, request) => (request.purpose === 'known' ? [] : completedExecutions(client, memory, request))],
  ])('%s', async (_what, where, trigger) => {
    expect(judge(await simulate(scenario, trigger))[where]).not.toEqual([]);
  });
});
