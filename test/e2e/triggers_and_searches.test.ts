import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const COMPLETED = 'triggers.execution_completed.operation.perform';
const FAILED = 'triggers.execution_failed.operation.perform';
const NEW_IMAGE = 'triggers.new_image.operation.perform';
const FIND_WORKFLOW = 'searches.find_workflow.operation.perform';
const MINUTE_MS = 60_000;
const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];

let world: World;
afterEach(() => world.close());
const generate = (slug = 'text-to-image') => world.zap.run<ExecutionOutput>(GENERATE, { webhook: world.emulator.workflow(slug).id, prompt: 'x' });
const poll = <T = ExecutionOutput>(trigger: string, inputData = {}, meta = {}) => world.zap.run<T[]>(trigger, inputData, meta);

describe.each(PROFILES)('with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile })));

  test('Execution Failed fires for what ended badly, with the reason, and for nothing else', async () => {
    const bad = await generate('always-fails');
    await generate();
    expect(await poll(FAILED)).toEqual([]);
    world.emulator.clock.advance(MINUTE_MS);
    expect(await poll(FAILED)).toMatchObject([{ id: bad.id, status: 'failed', error: expect.stringMatching(/moderation/), error_kind: 'moderation', image_count: 0 }]);
  });

  test.each([
    ['CANCELLED', 'cancelled', false],
    ['TIMEOUT', 'timed_out', true],
  ] as const)('Execution Failed fires for %s too', async (word, status, can_retry) => {
    const { id } = await generate();
    world.emulator.finish(id, word);
    expect(await poll(FAILED)).toMatchObject([{ id, status, error_kind: status, can_retry }]);
    expect(await poll(COMPLETED)).toEqual([]);
  });

  test('New Image fires once for each image, with a file of its own', async () => {
    const { id } = await generate('four-images');
    world.emulator.clock.advance(MINUTE_MS);
    const images = await poll<{ id: string; url: string; file: string; execution_id: string }>(NEW_IMAGE);
    expect(images.map((image) => image.id)).toEqual([1, 2, 3, 4].map(() => expect.stringMatching(new RegExp(`^${id}-\\w{12}$`))));
    expect(new Set(images.map(({ file }) => file)).size).toBe(4);
    const third = images[2] as (typeof images)[number];
    expect(world.standIn.file(await world.zap.hydrate(third.file)).name).toBe(third.url.split('/').at(-1));
  });

  test('a run that ended says how long it took', async () => {
    const { id } = await generate();
    world.emulator.clock.advance(MINUTE_MS);
    const [execution] = await poll(COMPLETED);
    expect(execution).toMatchObject({ id, workflow_url: expect.stringContaining(world.emulator.workflow('text-to-image').id) });
    expect(execution?.duration_seconds).toBeGreaterThan(0);
    expect(execution?.duration_seconds).toBeLessThan(30);
  });

  test('a workflow is found by a part of its name, the exact name first, without its secret', async () => {
    const [found] = await world.zap.run<{ id: string }[]>(FIND_WORKFLOW, { name: ' TEXT to  image' });
    expect(found).toMatchObject({ id: world.emulator.workflow('text-to-image').id, has_webhook: true });
    expect(JSON.stringify(found)).not.toContain('whk_');
    expect(await world.zap.run(FIND_WORKFLOW, { name: 'no such' })).toEqual([]);
    expect((await errorOf(world.zap.run(FIND_WORKFLOW, { name: ' ' }))).message).toMatch(/Name is empty/);
  });
});

describe.each(PROFILES)('where the service offers no list of executions, with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile, executionList: { paths: 'none' } })));

  test('the trigger fires for what this connection has started, once it has finished', async () => {
    const [first, second] = [await generate(), await generate('four-images')];
    expect(await poll(COMPLETED)).toEqual([]);
    world.emulator.clock.advance(MINUTE_MS);
    expect((await poll(COMPLETED)).map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(await poll(COMPLETED, { workflow: world.emulator.workflow('four-images').id })).toMatchObject([{ id: second.id, image_count: 4 }]);
  });

  test('none is lost when many steps start at the same moment', async () => {
    const started = await Promise.all(Array.from({ length: 9 }, () => generate()));
    world.emulator.clock.advance(MINUTE_MS);
    for (let polls = 0; polls < 4; polls += 1) await poll(COMPLETED);
    const fired = (await poll(COMPLETED)).map(({ id }) => id);
    expect(fired.sort()).toEqual(started.map(({ id }) => id).sort());
  });

  test('failed runs are told of as well, and each is looked up until it has ended, not for ever', async () => {
    const { id } = await generate('always-fails');
    world.emulator.clock.advance(MINUTE_MS);
    expect(await poll(FAILED)).toMatchObject([{ id, status: 'failed' }]);
    expect(await poll(COMPLETED)).toEqual([]);
    const looks = () => world.emulator.requests.filter(({ endpoint }) => endpoint === 'poll').length;
    const before = looks();
    // A run that failed may be resumed: it is looked at again, more and more seldom.
    for (let minute = 0; minute < 60; minute += 3) {
      world.emulator.clock.advance(3 * MINUTE_MS);
      await poll(COMPLETED);
    }
    expect(looks() - before).toBeLessThanOrEqual(5);
  });

  test('switching a Zap on takes finished runs for known, and not those that still go on', async () => {
    const done = await generate();
    world.emulator.clock.advance(MINUTE_MS);
    const going = await generate('chain');
    expect((await poll(COMPLETED, {}, { isPopulatingDedupe: true })).map(({ id }) => id)).toEqual([done.id]);
    world.emulator.clock.advance(MINUTE_MS);
    expect((await poll(COMPLETED)).map(({ id }) => id)).toContain(going.id);
  });
});

describe.each(PROFILES)('testing in the editor, with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile })));
  const testStep = (test_mode?: string, zap = world.zap) =>
    zap.run<ExecutionOutput>(GENERATE, { webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'x', test_mode, wait: test_mode === 'sample' ? 'up_to_25_s' : 'no' }, { isLoadingSample: true });

  test('is free with a sample: the person’s last real run where there is one', async () => {
    expect(await testStep('sample')).toMatchObject({ status: 'completed', message: expect.stringMatching(/made-up sample.*Nothing was started/) });
    const last = world.emulator.addExecution({ workflowId: world.emulator.workflow('text-to-image').id });
    world.emulator.addExecution({ workflowId: world.emulator.workflow('chain').id });
    expect(await testStep('sample')).toMatchObject({ id: last.id, image_count: 1, message: expect.stringMatching(/last real execution.*Nothing was started/) });
    expect(world.emulator.executions).toHaveLength(2);
  });

  test('is free without a key as well', async () => {
    expect(await testStep('sample', world.keyless)).toMatchObject({ message: expect.stringMatching(/made-up sample/) });
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('makes a real image when asked to', async () => {
    expect(await testStep('real')).toMatchObject({ status: 'queued' });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('a live run is never a sample, whatever the test mode', async () => {
    await world.zap.run(GENERATE, { webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'x', test_mode: 'sample' });
    expect(world.emulator.executions).toHaveLength(1);
  });
});
