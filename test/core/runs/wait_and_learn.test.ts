import { unknownExecution } from '../../../core/model/execution.js';
import { findExecution } from '../../../core/runs/find_execution.js';
import { learnedLooks } from '../../../core/runs/learned_looks.js';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import { knownRuns, NOTHING_KNOWN, rememberRuns, seenBy } from '../../../core/runs/run_durations.js';
import { waitAndLearn } from '../../../core/runs/wait_and_learn.js';
import { clientOf, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { HandClock, NOON_MS } from '../../helpers/hand_clock.js';

const LASTS_MS = 21_000;
const WEBHOOK = 'whk_fake_1';
const WORKFLOW = 'wf_1';
const DURATIONS_MS = [20_000, 20_500, 21_000, 21_500, 22_000];
const headers = (limit: number, remaining: number) => ({ 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-reset': '60' });

/** A service on which every run takes 21 s; a start tells of a limit of 10, whatever the plan. */
function service(plan = 10, workflowId: string | null = WORKFLOW) {
  const clock = new HandClock();
  const lookedAtMs: number[] = [];
  const wire = recorded(({ method }) => {
    if (method === 'POST') return response(202, { executionId: 'exec_1', status: 'queued' }, headers(10, 9));
    lookedAtMs.push(clock.atMs - NOON_MS);
    const isOver = clock.atMs >= NOON_MS + LASTS_MS;
    const times = { workflowId, startedAt: new Date(NOON_MS).toISOString(), ...(isOver ? { finishedAt: new Date(NOON_MS + LASTS_MS).toISOString() } : {}) };
    return response(200, isOver ? { status: 'COMPLETED', output: { url: 'https://cdn.wireflow.ai/a.png' }, ...times } : { status: 'RUNNING', ...times }, headers(plan, plan - lookedAtMs.length));
  });
  const client = clientOf(wire, FAKE_KEY, clock.now);
  const memory = mapMemory();
  const deadlineMs = NOON_MS + 60_000;
  const wait = async () => waitAndLearn(client, memory, clock, await client.trigger(WEBHOOK, { prompt: 'x' }), { address: WEBHOOK, startedAtMs: NOON_MS, deadlineMs });
  const find = () => findExecution(client, memory, clock, { executionId: 'exec_1', wait: 'up_to_25_s', longestWaitMinutes: 60, deadlineMs, canLookAgain: true });
  return { clock, client, memory, lookedAtMs, wait, find };
}

test('a run is looked at when the last ones ended, and teaches its webhook and its workflow', async () => {
  const { client, memory, lookedAtMs, wait } = service();
  await rememberRuns(memory, [seenBy(client, WEBHOOK)], { durationsMs: DURATIONS_MS, perMinute: null }, [], 10);
  await wait();
  const looks = learnedLooks(DURATIONS_MS)!;
  expect(lookedAtMs).toEqual(looks.slice(0, looks.findIndex((atMs) => atMs >= LASTS_MS) + 1));
  for (const address of [WEBHOOK, WORKFLOW]) expect((await knownRuns(memory, seenBy(client, address))).durationsMs).toEqual([...DURATIONS_MS, LASTS_MS]);
});

test('Find Execution knows a run by its workflow, looks when the last ones ended, and teaches the next', async () => {
  const { client, memory, lookedAtMs, find } = service();
  await rememberRuns(memory, [seenBy(client, WORKFLOW)], { durationsMs: DURATIONS_MS, perMinute: null }, [], 10);
  await find();
  const looks = learnedLooks(DURATIONS_MS)!;
  expect(lookedAtMs).toEqual([0, ...looks.slice(0, looks.findIndex((atMs) => atMs >= LASTS_MS) + 1)]);
  expect((await knownRuns(memory, seenBy(client, WORKFLOW))).durationsMs).toEqual([...DURATIONS_MS, LASTS_MS]);
});

test('a run that had ended before the step looked teaches nothing a second time', async () => {
  const { clock, memory, find } = service();
  clock.atMs += LASTS_MS;
  await find();
  expect(memory.kept.size).toBe(0);
});

test('what one account has seen of a workflow moves no look of another', async () => {
  const { clock, lookedAtMs, memory, wait } = service(60);
  const other = clientOf(recorded(() => response(200, {})), `${FAKE_KEY}x`, clock.now);
  await rememberRuns(memory, [seenBy(other, WEBHOOK)], { durationsMs: DURATIONS_MS, perMinute: null }, [], 60);
  await wait();
  expect(lookedAtMs[0]).toBe(LOOK_AFTER_MS[0]);
});

describe('the plan', () => {
  test('is not known to the first run, whose start tells the limit of starts', async () => {
    const { client, lookedAtMs, memory, wait } = service(60);
    await wait();
    expect(lookedAtMs[0]).toBe(LOOK_AFTER_MS[0]);
    expect((await knownRuns(memory, seenBy(client, WEBHOOK))).perMinute).toBe(60);
  });

  test('is remembered from the looks of an earlier run', async () => {
    const { client, lookedAtMs, memory, wait } = service(60);
    await rememberRuns(memory, [seenBy(client, WEBHOOK)], NOTHING_KNOWN, [], 60);
    await wait();
    expect(lookedAtMs[0]).toBe(4_000);
  });

  test('that has become smaller costs one look, which tells', async () => {
    const { client, lookedAtMs, memory, wait } = service(10);
    await rememberRuns(memory, [seenBy(client, WEBHOOK)], NOTHING_KNOWN, [], 60);
    await wait();
    expect(lookedAtMs.slice(0, 4)).toEqual([4_000, ...LOOK_AFTER_MS.slice(0, 3)]);
    expect((await knownRuns(memory, seenBy(client, WEBHOOK))).perMinute).toBe(10);
  });
});

test('a run that names no workflow and was started elsewhere is waited for as usual, and nothing is kept of it', async () => {
  const { clock, client, memory, lookedAtMs } = service(10, null);
  await waitAndLearn(client, memory, clock, unknownExecution('exec_1'), { startedAtMs: NOON_MS, deadlineMs: NOON_MS + 60_000 });
  expect(lookedAtMs.slice(0, 3)).toEqual(LOOK_AFTER_MS.slice(0, 3));
  expect(memory.kept.size).toBe(0);
});
