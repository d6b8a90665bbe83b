import { ForgetfulMemory } from '../../../proof/prove/lost/forgetful_memory.js';
import { RequestBudget } from '../../../core/watching/request_budget.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { withWorkflowNames } from '../../../core/watching/workflow_names.js';
import { clientOf, recorded, response } from '../../helpers/core.js';

const run = (workflowId: string | null, workflowName: string | null = null) => ({ ...SAMPLE_FINISHED, workflowId, workflowName });

function setup(answer = () => response(200, [{ id: 'cm_a', name: 'Posters' }, { id: 'cm_b', name: 'Ads' }])) {
  const wire = recorded(() => answer());
  const client = clientOf(wire);
  const clock = { nowMs: 0 };
  const memory = new ForgetfulMemory(() => clock.nowMs);
  const names = async (...executions: ReturnType<typeof run>[]) =>
    (await withWorkflowNames(client, memory, executions, new RequestBudget(client, { maxRequests: 3, maxMs: 9000 }))).map(({ workflowName }) => workflowName);
  return { names, sent: wire.sent, clock };
}

describe('the name of a workflow that a reply left out', () => {
  test('comes from the account\'s list, asked for once', async () => {
    const { names, sent } = setup();
    expect(await names(run('cm_a'), run('cm_b'), run('cm_a', 'Own name'), run(null))).toEqual(['Posters', 'Ads', 'Own name', null]);
    expect(await names(run('cm_b'))).toEqual(['Ads']);
    expect(sent).toHaveLength(1);
  });

  test('is kept for a day', async () => {
    const { names, sent, clock } = setup();
    for (const hour of [0, 0.5, 23, 25]) {
      clock.nowMs = hour * 3_600_000;
      expect(await names(run('cm_a'))).toEqual(['Posters']);
    }
    expect(sent).toHaveLength(2);
  });

  test('is not asked for where nothing is missing', async () => {
    const { names, sent } = setup();
    expect(await names(run('cm_a', 'Mine'), run(null))).toEqual(['Mine', null]);
    expect(sent).toHaveLength(0);
  });

  test('stays empty for deleted workflows, which are asked for once each', async () => {
    const { names, sent } = setup();
    for (const id of ['gone_1', 'gone_2', 'gone_1', 'gone_2', 'constructor', '__proto__', '__proto__']) expect(await names(run(id), run('cm_a'))).toEqual([null, 'Posters']);
    expect(sent).toHaveLength(4);
  });

  test('is asked for again after a list that could not be had', async () => {
    let isWell = false;
    const { names } = setup(() => (isWell ? response(200, [{ id: 'cm_a', name: 'Posters' }]) : response(429, '')));
    expect(await names(run('cm_a'))).toEqual([null]);
    isWell = true;
    expect(await names(run('cm_a'))).toEqual(['Posters']);
  });
});
