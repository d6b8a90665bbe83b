import { accountOf } from '../../../core/api/account.js';
import type { WireflowClient } from '../../../core/api/client.js';
import { unknownExecution } from '../../../core/model/execution.js';
import { madeBefore } from '../../../core/runs/made_before.js';
import type { StartAction } from '../../../core/runs/run_key.js';
import { startRun } from '../../../core/runs/start_run.js';
import { clientOf, failure, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { HandClock, HOUR_MS, NOON_MS } from '../../helpers/hand_clock.js';

const OTHER_KEY = `${FAKE_KEY}_other`;
const REFUSALS = { 'not there': response(404, { error: 'Execution not found' }), 'not for this key': response(403, { error: 'Forbidden' }) };

/** One memory that several accounts use. A key sees the executions that are its account's. */
function machine() {
  const clock = new HandClock(NOON_MS);
  const memory = mapMemory();
  const owners = new Map<string, string>();
  const sent: { account: string; idempotencyKey: string | undefined }[] = [];
  let unseen = REFUSALS['not there'];
  let isDown = false;
  let isBlind = false;
  const step = async (account: string, action: StartAction = 'run_workflow', key = `${FAKE_KEY}_${account}`) => {
    const wire = recorded(({ url, endpoint }) => {
      if (isDown) return response(503, {});
      if (isBlind) return REFUSALS['not for this key'];
      if (endpoint === 'listExecutions') return response(200, { executions: [] });
      const id = /exec_\d+/.exec(url)?.[0] ?? '';
      return owners.get(id) === account ? response(200, { status: 'COMPLETED', output: { url: 'https://cdn.wireflow.ai/a.png' } }) : unseen;
    });
    const client: WireflowClient = clientOf(wire, key, clock.now);
    const verdict = await startRun(client, memory, clock, {
      action, runId: 'order 17', afterFailure: 'again_if_free', maxCredits: null, unestimated: [], uncertainCost: 'stop', wait: 'no', deadlineMs: clock.atMs + 25_000, canLookAgain: true,
      workflow: async () => ({ id: 'cm_fake', isCertain: true }),
      start: async (idempotencyKey) => {
        sent.push({ account, idempotencyKey });
        owners.set(`exec_${sent.length}`, action === 'run_workflow' ? account : 'the webhook');
        return unknownExecution(`exec_${sent.length}`);
      },
    }); // prettier-ignore
    if (!('execution' in verdict)) throw new Error('A step that does not wait has no later look');
    return verdict.execution;
  };
  return { clock, memory, sent, step, refuse: (how: keyof typeof REFUSALS) => (unseen = REFUSALS[how]), goDown: (down: boolean) => (isDown = down), takeScope: () => (isBlind = true) };
}

describe.each(Object.keys(REFUSALS) as (keyof typeof REFUSALS)[])('one Only Once ID under the keys of two accounts, where an execution of the other is %s', (how) => {
  test('starts once for each, and gives each its own again', async () => {
    const { step, sent, refuse } = machine();
    refuse(how);
    const ids = [];
    for (const account of ['one', 'two', 'one', 'two', 'three', 'two']) ids.push((await step(account)).id);
    expect(ids).toEqual(['exec_1', 'exec_2', 'exec_1', 'exec_2', 'exec_3', 'exec_2']);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });
});

test('a key that was changed for another of the same account buys nothing twice', async () => {
  const { step, sent } = machine();
  await step('one');
  const again = await step('one', 'run_workflow', OTHER_KEY);
  expect(again).toMatchObject({ id: 'exec_1', message: expect.stringContaining('nothing new was started') as string });
  expect(sent).toHaveLength(1);
});

test('a new key that may read no executions starts nothing anew: nobody can tell whose the earlier one is, and it is told so', async () => {
  const { step, sent, takeScope } = machine();
  await step('one');
  takeScope();
  const error = await failure(() => step('one', 'run_workflow', OTHER_KEY));
  expect({ kind: error.kind, starts: sent.length }).toEqual({ kind: 'forbidden', starts: 1 });
});

test('while nobody can tell whose an earlier execution is, nothing is started, and nothing of it is given', async () => {
  const { step, sent, goDown } = machine();
  await step('one');
  goDown(true);
  const error = await failure(() => step('two'));
  expect({ canRetry: error.canRetry, starts: sent.length }).toEqual({ canRetry: true, starts: 1 });
  expect(error.message).not.toContain('exec_1');
  goDown(false);
  expect((await step('two')).id).toBe('exec_2');
});

test('two accounts that start at the same moment each get their own', async () => {
  const { step } = machine();
  const both = await Promise.all([step('one'), step('two')]);
  expect(both.map(({ id }) => id).toSorted()).toEqual(['exec_1', 'exec_2']);
});

test('a webhook belongs to one account: under another key its start is not paid again, and no image is given that the key does not see', async () => {
  const { step, sent } = machine();
  await step('one', 'generate_image');
  expect(await step('two', 'generate_image')).toMatchObject({ id: 'exec_1', outputs: [] });
  expect(sent).toHaveLength(1);
});

test('the key can not be read out of what is kept, nor does what was kept before it told accounts apart count for nobody', async () => {
  const { clock, memory, step, sent } = machine();
  await step('one');
  const [name = '', claim = ''] = [...memory.kept].find(([key]) => key.startsWith('run:')) ?? [];
  expect(name + claim).not.toContain(FAKE_KEY);
  const { account, ...before } = JSON.parse(claim) as Record<string, unknown>;
  expect(account).toMatch(/^[0-9a-f]{64}$/);
  memory.kept.set(name, JSON.stringify(before));
  clock.atMs += HOUR_MS;
  expect((await step('one')).id).toBe('exec_1');
  expect(sent).toHaveLength(1);
});

test('what was made before from the same is made before by the same account alone', () => {
  const keys = [FAKE_KEY, OTHER_KEY].map((key) => madeBefore('day', { account: accountOf(clientOf(recorded(() => response(200, {})), key)), target: 'run_workflow\ncm_fake', inputs: {} })?.key);
  expect(new Set(keys).size).toBe(2);
});
