import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const BALANCE = 'searches.credit_balance.operation.perform';
const ESTIMATE = 'searches.estimate_cost.operation.perform';
const LOW = 'triggers.low_credit_balance.operation.perform';
type Estimate = { credits: number; is_lower_bound: boolean; summary: string; available_credits: number; is_covered: boolean; nodes: object[] };

let world: World;
afterEach(() => world.close());

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile, credits: 100 })));
  const estimate = async (slug: string) => (await world.zap.run<Estimate[]>(ESTIMATE, { workflow: world.emulator.workflow(slug).id }))[0] as Estimate;
  const generate = (max_credits: unknown, slug = 'text-to-image', more: Record<string, unknown> = {}) =>
    world.zap.run<ExecutionOutput>(GENERATE, { webhook: world.emulator.workflow(slug).webhookId, prompt: 'x', max_credits, ...more });

  test('a cost is known before it is paid, node by node', async () => {
    const found = await estimate('chain');
    expect(found).toMatchObject({ is_lower_bound: false, available_credits: 100, is_covered: true });
    expect(found.nodes.length).toBeGreaterThan(1);
    expect(found.summary).toBe(`An execution costs ${found.credits} credits.`);
    expect(await estimate('image-input')).toMatchObject({ is_lower_bound: true, summary: expect.stringMatching(/at least/) });
  });

  test('a run over the cap is not started, and both numbers are said', async () => {
    const { credits } = await estimate('text-to-image');
    const error = await errorOf(generate(credits - 1));
    expect(error).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(new RegExp(`allows ${credits - 1}, and this execution would cost ${credits} credits.*Nothing was started`)) });
    expect(await generate(credits)).toMatchObject({ status: 'queued' });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('a run that the balance does not cover is not started either', async () => {
    world.emulator.credits = 1;
    expect((await errorOf(generate(1000))).message).toMatch(/would cost \d+ credits, and the account has 1 left.*Nothing was started/);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('a lower bound is called one', async () => {
    expect((await errorOf(generate(1, 'image-input'))).message).toMatch(/would cost at least \d+ credits/);
    expect((await errorOf(generate(1000, 'image-input'))).message).toMatch(/how much more is not known/);
    expect((await generate(1000, 'image-input', { uncertain_cost: 'start' })).message).toMatch(/lower bound: at least/);
  });

  test('the balance can be found, and gates a Zap', async () => {
    expect(await world.zap.run(BALANCE)).toEqual([{ id: 'credit_balance', credits: 100 }]);
    expect(await world.zap.run(BALANCE, { minimum_credits: '101' })).toEqual([]);
    world.emulator.credits = -3;
    expect(await world.zap.run(BALANCE)).toEqual([{ id: 'credit_balance', credits: -3 }]);
    expect(await world.zap.run(BALANCE, { minimum_credits: '0' })).toEqual([]);
  });

  test('the balance is found without the scope for usage, by an estimate', async () => {
    expect(await world.withKey(world.emulator.keys.noUsage).run(BALANCE)).toEqual([{ id: 'credit_balance', credits: 100 }]);
  });

  test('a low balance fires once, and again only after it has recovered', async () => {
    const poll = async () => (await world.zap.run<{ id: string }[]>(LOW, { limit: 50 })).map(({ id }) => id);
    expect(await poll()).toEqual([]);
    world.emulator.credits = 49;
    const [first] = await poll();
    world.emulator.clock.advance(60_000);
    expect(await poll()).toEqual([first]);
    world.emulator.credits = 50;
    expect(await poll()).toEqual([]);
    world.emulator.credits = 10;
    const [second] = await poll();
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
  });
});

test('a cap needs a key, which is said before anything is sent', async () => {
  world = await startWorld();
  const error = await errorOf(world.keyless.run(GENERATE, { webhook: 'whk_local_text_to_image', prompt: 'x', max_credits: 5 }));
  expect(error.message).toMatch(/^The field Maximum Credits needs a Wireflow API key/);
  expect(world.emulator.requests).toHaveLength(0);
});

test.each(['-1', 'many', '1.5'])('a cap of %s is refused', async (max_credits) => {
  world = await startWorld();
  expect((await errorOf(world.zap.run(GENERATE, { webhook: 'whk_local_text_to_image', prompt: 'x', max_credits }))).message).toMatch(/Maximum Credits needs a whole number/);
});
