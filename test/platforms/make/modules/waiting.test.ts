import { LONGEST_WAIT_S, LOOK_EVERY_MS } from '../../../../platforms/make/wait.js';
import type { Readings } from '../../../../emulators/make/index.js';
import { failureOf, startMakeWorld, type MakeWorld } from './world.js';

const ANSWERS: readonly Partial<Readings>[] = (['merged', 'replaced'] as const).flatMap((baseErrors) => (['calls', 'repeats'] as const).map((repeatLimit) => ({ baseErrors, repeatLimit })));

let world: MakeWorld;
afterEach(() => world.close());

describe.each(ANSWERS)('waiting, if Make does %j', (readings) => {
  beforeEach(async () => void (world = await startMakeWorld({ plan: 'free', credits: 10_000 }, readings)));

  test('gives the images of a run within the Free plan’s limit', async () => {
    const bundle = await world.runWorkflow('text-to-image', { 'text-input-1': 'a cat' });
    expect(bundle).toMatchObject({ status: 'completed', image_count: 1, workflow_id: world.emulator.workflow('text-to-image').id });
  });

  test('looks no more often than ten requests a minute allow, the start and one to spare included', async () => {
    world.emulator.workflow('text-to-image').durationMs = 200_000;
    await world.runWorkflow('text-to-image');
    const looks = world.emulator.requests.filter(({ endpoint }) => endpoint === 'poll').map(({ at }) => at);
    for (const at of looks) expect(looks.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(8);
    expect(looks.length).toBeGreaterThan(200_000 / LOOK_EVERY_MS - 2);
  });

  test('ends before Make’s own limit, with the execution id in hand', async () => {
    world.emulator.workflow('text-to-image').durationMs = 3_600_000;
    const from = world.emulator.clock.now();
    const bundle = await world.runWorkflow('text-to-image');
    expect(bundle).toMatchObject({ status: 'running', execution_id: world.emulator.executions[0]?.id, image_count: 0, message: expect.stringContaining('Get an execution') });
    const waitedMs = world.emulator.clock.now() - from;
    expect(waitedMs).toBeGreaterThanOrEqual(LONGEST_WAIT_S * 1000);
    expect(waitedMs).toBeLessThan(300_000 - 30_000);
  });

  test.each([400, 401, 403, 404, 429, 500, 502, 503, 504])('a %i while waiting never makes Make start a second run', async (status) => {
    world.emulator.fault({ on: 'poll', status, times: 9 });
    const failure = await failureOf(world.runWorkflow('text-to-image'));
    expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining(String(world.emulator.executions[0]?.id)) });
    expect(failure.message).toContain('Get an execution');
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('the module that only waits may be run again by Make, since it starts nothing', async () => {
    const { execution_id: id } = await world.runWorkflow('text-to-image', { wf_wait: false });
    world.emulator.fault({ on: 'poll', status: 429, headers: { 'retry-after': '12' } });
    expect(await failureOf(world.run('waitForExecution', { execution_id: id }))).toMatchObject({ type: 'RateLimitError', message: expect.stringContaining('12 seconds') });
    expect(await world.run('waitForExecution', { execution_id: id })).toMatchObject({ status: 'completed', image_count: 1 });
  });
});

describe('waiting', () => {
  beforeEach(async () => void (world = await startMakeWorld()));

  test('goes on for a moment when a run is called completed before its images are there', async () => {
    world.emulator.fault({ on: 'poll', withoutOutput: true });
    expect(await world.runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test('goes on for 15 seconds in which another look fits, before it is taken for a run without images', async () => {
    world.emulator.fault({ on: 'poll', withoutOutput: true, times: 2 });
    expect(await world.runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test('does not go on for ever when there are no images', async () => {
    world.emulator.fault({ on: 'poll', withoutOutput: true, times: 100 });
    const from = world.emulator.clock.now();
    expect(await world.runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 0 });
    expect(world.emulator.clock.now() - from).toBeLessThan(60_000);
  });

  test('lasts as long as the person says', async () => {
    world.emulator.workflow('text-to-image').durationMs = 100_000;
    const from = world.emulator.clock.now();
    expect(await world.runWorkflow('text-to-image', { wf_longest_wait: 30 })).toMatchObject({ status: 'running' });
    expect(world.emulator.clock.now() - from).toBeLessThan(30_000 + 2 * LOOK_EVERY_MS);
  });

  test('tells why a run failed, names it, and is not repeated', async () => {
    const failure = await failureOf(world.runWorkflow('always-fails'));
    expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false });
    expect(failure.message).toContain(`Execution ${world.emulator.executions[0]?.id} has failed: `);
  });
});

describe('Run a workflow', () => {
  beforeEach(async () => void (world = await startMakeWorld()));

  test('sends the workflow’s inputs and none of its own fields', async () => {
    await world.runWorkflow('text-to-image', { 'text-input-1': 'a "cat" {{x}}', '1776100982446': 7, wf_wait: false, wf_longest_wait: 60, wf_max_credits: 100, wf_uncertain_cost: 'start', wf_run_id: 'row 5' });
    expect(JSON.parse(world.emulator.requests.find(({ endpoint }) => endpoint === 'run')?.body ?? '')).toEqual({ inputs: { 'text-input-1': 'a "cat" {{x}}', '1776100982446': 7 } });
  });

  test('gives the execution id at once when it is not to wait', async () => {
    expect(await world.runWorkflow('text-to-image', { wf_wait: false })).toMatchObject({ status: expect.stringMatching(/queued|running/), execution_id: world.emulator.executions[0]?.id });
    expect(world.sent('poll')).toBe(0);
  });

  test('starts one run per Only Once ID and workflow, and sends no key of its own without one', async () => {
    await world.runWorkflow('text-to-image', { wf_wait: false, wf_run_id: 'order 1' });
    await world.runWorkflow('text-to-image', { wf_wait: false, wf_run_id: ' order 1 ' });
    await world.runWorkflow('chain', { wf_wait: false, wf_run_id: 'order 1' });
    expect(world.emulator.executions).toHaveLength(2);
    await world.runWorkflow('text-to-image', { wf_wait: false });
    expect(world.emulator.requests.at(-1)?.headers).not.toHaveProperty('idempotency-key');
  });

  test('starts nothing that would cost more than the person allows', async () => {
    const failure = await failureOf(world.runWorkflow('text-to-image', { wf_max_credits: 3 }));
    expect(failure).toMatchObject({ type: 'DataError', message: expect.stringContaining('The field Maximum credits allows 3, and this execution would cost 10 credits.') });
    expect(world.emulator.executions).toHaveLength(0);
    await world.runWorkflow('text-to-image', { wf_max_credits: 10, wf_wait: false });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('with a maximum, starts nothing that the balance does not cover', async () => {
    world.emulator.credits = 3;
    const failure = await failureOf(world.runWorkflow('text-to-image', { wf_max_credits: 50 }));
    expect(failure).toMatchObject({ type: 'DataError', message: expect.stringMatching(/cost 10 credits.* 3 /) });
    expect(world.sent('run')).toBe(0);
  });

  test('says what a start cost too much for, with both numbers, and that nothing was started', async () => {
    world.emulator.credits = 3;
    const failure = await failureOf(world.runWorkflow('text-to-image'));
    expect(failure).toMatchObject({ type: 'OutOfSpaceError', message: expect.stringContaining('this execution needs 10, and 3 are available') });
    expect(failure.message).toContain('Nothing was started.');
  });

  test('asks for a limit’s wait, and may be repeated, while nothing was started', async () => {
    world.emulator.fault({ on: 'run', status: 429, headers: { 'retry-after': '41' }, body: { error: 'Too many workflow executions. Please try again later.' } });
    const failure = await failureOf(world.runWorkflow('text-to-image'));
    expect(failure).toMatchObject({ type: 'RateLimitError', message: expect.stringContaining('It can go on in 41 seconds.') });
    expect(failure.message).toContain('Nothing was started.');
  });

  test('refuses a workflow ID that would change the path', async () => {
    expect(await failureOf(world.run('runWorkflow', { wf_workflow: 'a/b' }))).toMatchObject({ type: 'DataError', message: expect.stringContaining('holds no workflow ID') });
  });
});
