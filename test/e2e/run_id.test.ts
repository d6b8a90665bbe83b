import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const RUN = 'creates.run_workflow.operation.perform';
const HOUR_MS = 60 * 60_000;

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  let world: World;
  beforeEach(async () => void (world = await startWorld({ profile })));
  afterEach(() => world.close());
  const WEBHOOK = 'whk_local_text_to_image';
  const generate = (run_id?: string, more = {}) => world.zap.run<ExecutionOutput>(GENERATE, { webhook: WEBHOOK, prompt: 'A boat', run_id, ...more });

  describe('an Only Once ID', () => {
    test('starts one run, however often the step is replayed', async () => {
      const first = await generate('order 1001');
      const replay = await generate('order 1001');
      expect(replay).toMatchObject({ id: first.id, message: expect.stringMatching(/nothing new was started/) });
      expect(world.emulator.executions).toHaveLength(1);
    });

    test('comes back with the result, also on a replay, so that the Zap knows which record it was', async () => {
      expect((await generate('order 1001')).run_id).toBe('order 1001');
      expect((await generate('order 1001')).run_id).toBe('order 1001');
      expect((await generate()).run_id).toBeNull();
    });

    test('does so without a key as well', async () => {
      const run = () => world.keyless.run<ExecutionOutput>(GENERATE, { webhook: WEBHOOK, prompt: 'x', run_id: 'a' });
      expect((await run()).id).toBe((await run()).id);
      expect(world.emulator.executions).toHaveLength(1);
    });

    test('counts for 24 hours, for one workflow, and for no other Only Once ID', async () => {
      await generate('a');
      await generate('b');
      await generate('a', { webhook: world.emulator.workflow('chain').webhookId });
      expect(world.emulator.executions).toHaveLength(3);
    });

    test('starts one run when two steps try at the same moment', async () => {
      const outcomes = await Promise.allSettled([generate('twins'), generate('twins'), generate('twins')]);
      expect(world.emulator.executions).toHaveLength(1);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => (reason as Error).name);
      expect(new Set(refused)).toEqual(new Set(['ThrottledError']));
      expect((await generate('twins')).id).toBe(world.emulator.executions[0]?.id);
    });

    test('may be used again when surely nothing was started', async () => {
      world.emulator.fault({ on: 'trigger', status: 402, body: { error: 'Insufficient credits' } });
      await errorOf(generate('broke'));
      expect(await generate('broke')).toMatchObject({ status: 'queued' });
      expect(world.emulator.executions).toHaveLength(1);
    });

    test('is not used again when the run may have started', async () => {
      world.emulator.fault({ on: 'trigger', drop: 'after' });
      expect((await errorOf(generate('lost'))).message).toMatch(/may have started/);
      expect((await errorOf(generate('lost'))).message).toMatch(/Only Once ID.*may have started.*executions in Wireflow \(https:\/\/www\.wireflow\.ai\/flow\/\w+\); to start it anew, use another Only Once ID/);
      expect(world.emulator.executions).toHaveLength(1);
    });

    test('stops the step when Zapier can not keep it, because a second run could not be ruled out', async () => {
      world.standIn.cache.has = () => {
        throw new Error('down');
      };
      expect(await errorOf(generate('x'))).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/Nothing was started/) });
      expect(world.emulator.executions).toHaveLength(0);
    });

    test('is the Idempotency-Key where the service has one, in a form that any header can hold', async () => {
      const workflow = world.emulator.workflow('text-to-image').id;
      const input = { workflow, 'input_text_2d_input_2d_1': 'x', run_id: 'Bestellung №7 🎈' };
      const first = await world.zap.run<ExecutionOutput>(RUN, input);
      world.standIn.cache.clear();
      const replay = await world.zap.run<ExecutionOutput>(RUN, input);
      expect(replay.id).toBe(first.id);
      expect(world.emulator.executions).toHaveLength(1);
      const sent = world.emulator.requests.filter(({ endpoint }) => endpoint === 'run').map(({ headers }) => headers['idempotency-key']);
      expect(sent).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), sent[0]]);
    });
  });

  test('without an Only Once ID identical prompts are never merged', async () => {
    await generate();
    await generate();
    await generate('');
    expect(world.emulator.executions).toHaveLength(3);
  });

  test('a start that broke off without a word is not repeated after a while either', async () => {
    world.standIn.cache.clear();
    const { runKey, targetOf } = await import('../../core/runs/run_key.js');
    const claim = { startingAtMs: world.emulator.clock.now() };
    world.standIn.cache.set(`run:${runKey(targetOf('generate_image', world.emulator.workflow('text-to-image').id), 'cut')}`, JSON.stringify(claim));
    expect((await errorOf(generate('cut'))).name).toBe('ThrottledError');
    world.emulator.clock.advance(HOUR_MS);
    expect(await errorOf(generate('cut'))).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/may have started/) });
  });
});
