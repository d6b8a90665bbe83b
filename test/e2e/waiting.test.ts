import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const FIND = 'searches.find_execution.operation.perform';
const WEBHOOK = 'whk_local_text_to_image';
const MINUTE_MS = 60_000;

let world: World;
afterEach(() => world.close());
const generate = (more: Record<string, unknown>, meta = {}) => world.zap.run<ExecutionOutput>(GENERATE, { webhook: WEBHOOK, prompt: 'A boat', ...more }, meta);
const find = async (execution_id: string, more: Record<string, unknown>, meta = {}) => (await world.zap.run<ExecutionOutput[]>(FIND, { execution_id, ...more }, meta))[0];
const asked = (endpoint: string) => world.emulator.requests.filter((request) => request.endpoint === endpoint).length;

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('waiting in the step, with replies as in the profile %s', (profile) => {
  test('hands over the finished image when it comes within 25 seconds', async () => {
    world = await startWorld({ profile, durationMs: 8000 });
    const begun = world.emulator.clock.now();
    expect(await generate({ wait: 'up_to_25_s' })).toMatchObject({ status: 'completed', image_count: 1 });
    expect(world.emulator.clock.now() - begun).toBeLessThan(15_000);
    expect(asked('poll')).toBeLessThanOrEqual(3);
  });

  test('goes on with the run as it is when it takes longer, within the 25 seconds', async () => {
    world = await startWorld({ profile, durationMs: 90_000 });
    const begun = world.emulator.clock.now();
    expect(await generate({ wait: 'up_to_25_s' })).toMatchObject({ status: 'running', image_count: 0 });
    expect(world.emulator.clock.now() - begun).toBeLessThanOrEqual(25_000);
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('says why a run failed', async () => {
    world = await startWorld({ profile });
    const failed = await generate({ webhook: world.emulator.workflow('always-fails').id, wait: 'up_to_25_s' });
    expect(failed).toMatchObject({ status: 'failed', error: expect.stringMatching(/moderation/), error_kind: 'moderation', can_retry: false });
  });

  test('until finished: the step looks again later, by its Only Once ID, and starts nothing new', async () => {
    world = await startWorld({ profile, durationMs: 3 * MINUTE_MS });
    const input = { wait: 'until_finished', run_id: 'row 7' };
    const error = await errorOf(generate(input));
    expect(error).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/not finished yet.*by itself/) });
    expect(error.delay).toBeGreaterThanOrEqual(30);
    world.emulator.clock.advance(3 * MINUTE_MS);
    expect(await generate(input)).toMatchObject({ status: 'completed', image_count: 1, id: world.emulator.executions[0]?.id });
    expect(world.emulator.executions).toHaveLength(1);
  });
});

describe('waiting', () => {
  test('a limit while waiting is waited out, and is no error', async () => {
    world = await startWorld({ durationMs: 8000 });
    world.emulator.fault({ on: 'poll', status: 429, headers: { 'retry-after': '5' }, body: { error: 'Too many' } });
    expect(await generate({ wait: 'up_to_25_s' })).toMatchObject({ status: 'completed' });
  });

  test.each([
    ['500', { status: 500 }],
    ['a dropped connection', { drop: 'after' as const }],
    ['HTML', { html: true as const, status: 200 }],
  ])('%s while waiting does not hide that the run has started', async (_what, fault) => {
    world = await startWorld({ durationMs: 8000 });
    world.emulator.fault({ on: 'poll', ...fault });
    expect(await generate({ wait: 'up_to_25_s' })).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test('a key that may not look still gives the Execution ID, and says why it could not wait', async () => {
    world = await startWorld();
    const blind = world.withKey(world.emulator.keys.noExecutions);
    const started = await blind.run<ExecutionOutput>(GENERATE, { webhook: WEBHOOK, prompt: 'x', wait: 'up_to_25_s' });
    expect(started.execution_id).toBe(world.emulator.executions[0]?.id);
    expect(started.message).toMatch(/has started.*scope/);
  });

  test('needs a key, which is said before anything starts', async () => {
    world = await startWorld();
    const error = await errorOf(world.keyless.run(GENERATE, { webhook: WEBHOOK, prompt: 'x', wait: 'up_to_25_s' }));
    expect(error.message).toMatch(/^The field Wait for the Images needs a Wireflow API key/);
    expect(world.emulator.requests).toHaveLength(0);
  });

  test('until finished without an Only Once ID never goes back into the queue, because it could not find its run again', async () => {
    world = await startWorld({ durationMs: 3 * MINUTE_MS });
    expect(await generate({ wait: 'until_finished' })).toMatchObject({ status: 'running', message: expect.stringMatching(/map an Only Once ID/) });
  });

  test('in the editor nothing goes back into the queue', async () => {
    world = await startWorld({ durationMs: 3 * MINUTE_MS });
    const tested = await generate({ wait: 'until_finished', run_id: 'r', test_mode: 'real' }, { isLoadingSample: true });
    expect(tested.status).toBe('running');
    expect((await find(tested.id, { wait: 'until_finished' }, { isLoadingSample: true }))?.status).toBe('running');
  });

  test('a slow start uses up the same 25 seconds', async () => {
    world = await startWorld({ durationMs: 60_000 });
    const { emulator } = world;
    const begun = emulator.clock.now();
    emulator.fault({ on: () => (emulator.clock.advance(15_000), false), status: 500 });
    expect(await generate({ wait: 'up_to_25_s' })).toMatchObject({ status: 'running' });
    expect(emulator.clock.now() - begun).toBeLessThanOrEqual(25_000 + 15_000);
  });
});

describe('Find Execution', () => {
  test('waits until the run has finished, by looking again', async () => {
    world = await startWorld({ durationMs: 5 * MINUTE_MS });
    const { id } = await generate({});
    expect((await errorOf(find(id, { wait: 'until_finished' }))).name).toBe('ThrottledError');
    world.emulator.clock.advance(5 * MINUTE_MS);
    expect(await find(id, { wait: 'until_finished' })).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test('gives a clear result after the longest wait, and never loops for ever', async () => {
    world = await startWorld({ durationMs: 24 * 60 * MINUTE_MS });
    const { id } = await generate({});
    const input = { wait: 'until_finished', longest_wait: '10' };
    let looks = 0;
    let result: ExecutionOutput | undefined;
    while (result === undefined && looks < 100) {
      looks += 1;
      const outcome = await find(id, input).catch((error: Error) => error);
      if (outcome instanceof Error) world.emulator.clock.advance((JSON.parse(outcome.message) as { delay: number }).delay * 1000);
      else result = outcome;
    }
    expect(result).toMatchObject({ status: 'running', message: expect.stringMatching(/was not seen to finish in the 1\d minutes/) });
    expect(looks).toBeLessThan(15);
  });

  test('does not look again where Zapier remembers nothing', async () => {
    world = await startWorld({ durationMs: 5 * MINUTE_MS });
    const { id } = await generate({});
    world.standIn.cache.set = () => world.standIn.cache;
    expect(await find(id, { wait: 'until_finished' })).toMatchObject({ status: 'running', message: expect.stringMatching(/find it later/) });
  });
});
