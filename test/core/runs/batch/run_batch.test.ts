import { startUnknown } from '../../../../core/api/error_sentences.js';
import { WireflowError } from '../../../../core/model/errors.js';
import { unknownExecution } from '../../../../core/model/execution.js';
import type { BatchItem, BatchPlan } from '../../../../core/runs/batch/batch_plan.js';
import { runBatch } from '../../../../core/runs/batch/run_batch.js';
import { knownRuns, seenBy } from '../../../../core/runs/run_durations.js';
import { clientOf, FAKE_KEY, mapMemory, recorded, response } from '../../../helpers/core.js';
import { HandClock } from '../../../helpers/hand_clock.js';

const ADDRESS = 'whk_fake';
const UNTOLD = async () => ({ id: `address:${ADDRESS}`, isCertain: false });
const TOLD = async () => ({ id: 'cm_fake', isCertain: true });

/** One connection on which steps with three prompts and one Only Once ID are run; `refuse` says what becomes of a start. */
function connection(refuse: (number: number) => WireflowError | null = () => null) {
  const [clock, memory] = [new HandClock(), mapMemory()];
  const started: number[] = [];
  const itemOf = (number: number): BatchItem => ({
    number,
    prompt: `A boat, number ${number}`,
    start: async () => {
      started.push(number);
      const error = refuse(number);
      if (error !== null) throw error;
      return unknownExecution(`exec_${started.length}`);
    },
  });
  const step = async (more: Partial<BatchPlan>, look = () => response(200, { status: 'RUNNING' })) => {
    const client = clientOf(recorded(look), FAKE_KEY, clock.now);
    const verdict = await runBatch(client, memory, clock, {
      action: 'generate_images', runId: 'order 7', maxCredits: null, unestimated: [], uncertainCost: 'stop', wait: 'no',
      deadlineMs: clock.atMs + 25_000, canLookAgain: false, workflow: TOLD, address: ADDRESS, items: [1, 2, 3].map(itemOf), ...more,
    }); // prettier-ignore
    if (!('result' in verdict)) throw new Error('The step went back into the queue');
    return verdict.result.states.map((state) => (state.as === 'started' ? state.execution.id : state.as));
  };
  return { step, started, clock, memory };
}

describe('a batch that was started while the service did not tell its workflow', () => {
  const refusal = new WireflowError({ kind: 'rejected', status: 422, problem: 'No.', nextStep: 'Go.' });
  const lost = new WireflowError(startUnknown('It was cut off.'));

  test.each([
    ['all of it was', null, ['exec_1', 'exec_2', 'exec_3'], 3],
    ['its first prompt was refused, and is tried again', refusal, ['refused', 'exec_2', 'exec_3'], 4],
    ['its first prompt was lost', lost, ['may_have_started', 'exec_2', 'exec_3'], 3],
  ] as const)('is not bought again once it does: %s', async (_what, error, states, starts) => {
    const { step, started } = connection((number) => (number === 1 ? error : null));
    expect(await step({ workflow: UNTOLD })).toEqual(states);
    expect(await step({ workflow: TOLD })).toEqual(states);
    expect(started).toHaveLength(starts);
  });

  test('counts for that address alone', async () => {
    const { step, started } = connection();
    await step({ workflow: UNTOLD });
    await step({ address: 'whk_other_fake' });
    expect(started).toHaveLength(6);
  });
});

test('a batch of a workflow that is told is the same through every address', async () => {
  const { step, started } = connection();
  expect(await step({})).toEqual(await step({ address: 'whk_other_fake' }));
  expect(started).toHaveLength(3);
});

test('what its executions took teaches the webhook and the workflow', async () => {
  const { step, clock, memory } = connection();
  const client = clientOf(recorded(() => response(500, {})));
  const looks = () => response(200, { status: 'COMPLETED', workflowId: 'cm_fake', output: { url: 'https://cdn.wireflow.ai/a.png' }, startedAt: new Date(clock.atMs - 9_000).toISOString(), finishedAt: new Date(clock.atMs).toISOString() });
  await step({ wait: 'up_to_25_s' }, looks);
  for (const address of [ADDRESS, 'cm_fake']) expect((await knownRuns(memory, seenBy(client, address))).durationsMs).toEqual([9_000, 9_000, 9_000]);
});
