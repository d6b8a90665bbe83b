import type { BatchOutput } from '../../core/outputs/batch_output.js';
import type { EmulatorOptions, FaultRule, Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const METHOD = 'creates.generate_images.operation.perform';
const WEBHOOK = 'whk_local_text_to_image';
const MINUTE_MS = 60_000;
const FREE = { limits: { requestsPerMinute: Infinity, executionsPerMinute: Infinity, executionsPerDay: Infinity } } satisfies EmulatorOptions;
const listOf = (count: number) => Array.from({ length: count }, (_, index) => `A boat, number ${index + 1}`);

let world: World;
afterEach(() => world.close());
const once = (more: Record<string, unknown>, meta = {}) => world.zap.run<BatchOutput>(METHOD, { webhook: WEBHOOK, ...more }, meta);
const started = () => world.emulator.executions.map(({ request }) => (request as { prompt?: string }).prompt ?? JSON.stringify(request));
const statuses = ({ outcomes }: BatchOutput) => outcomes.map(({ status }) => status);
const asked = (endpoint: string) => world.emulator.requests.filter((request) => request.endpoint === endpoint).length;
/** A fault for the start of prompts with these words. */
const fault = (words: string, rule: FaultRule) => world.emulator.fault({ on: ({ endpoint, body }) => endpoint === 'trigger' && JSON.stringify(body).includes(words), ...rule });

/** Runs the step as Zapier's queue does: again after the wait that it asks for. */
async function inQueue(more: Record<string, unknown>): Promise<{ output: BatchOutput; looks: number }> {
  for (let looks = 1; looks < 60; looks += 1) {
    const ended = await once(more).then((output) => ({ output, looks }), (error: Error) => error);
    if (!(ended instanceof Error)) return ended;
    if (ended.name !== 'ThrottledError') throw ended;
    world.emulator.clock.advance((JSON.parse(ended.message) as { delay: number }).delay * 1000);
  }
  throw new Error('The step never ends');
}

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('ten prompts in one step, with replies as in the profile %s', (profile) => {
  test('give an outcome each, in their order, and every image with its prompt', async () => {
    world = await startWorld({ profile, durationMs: 8_000, plan: 'pro' });
    const prompts = listOf(10);
    const { output } = await inQueue({ prompts, wait: 'until_finished', run_id: 'order 7' });
    expect(output).toMatchObject({ all_completed: true, prompt_count: 10, started_count: 10, completed_count: 10, failed_count: 0, not_started_count: 0, image_count: 10, run_id: 'order 7' });
    expect(output.outcomes.map(({ prompt, number }) => [number, prompt])).toEqual(prompts.map((prompt, index) => [index + 1, prompt]));
    expect(output.images.map(({ prompt }) => prompt)).toEqual(prompts);
    expect(new Set(output.outcomes.map(({ execution_id }) => execution_id)).size).toBe(10);
    expect(started().length).toBe(10);
  });

  test('go out keyless too, without a wait', async () => {
    world = await startWorld({ profile });
    const output = await world.keyless.run<BatchOutput>(METHOD, { webhook: WEBHOOK, prompts: listOf(3) });
    expect(output).toMatchObject({ started_count: 3, all_completed: false, image_count: 0 });
    expect(statuses(output)).toEqual(['queued', 'queued', 'queued']);
    expect(started().length).toBe(3);
    // A free look beside them would need a request that the connection may not have.
    expect(world.emulator.requests).toHaveLength(3);
  });

  test('are bought once, however often the step is replayed', async () => {
    world = await startWorld({ profile, ...FREE });
    const first = await once({ prompts: listOf(4), run_id: 'a' });
    const replay = await once({ prompts: listOf(4), run_id: 'a' });
    expect(replay.outcomes.map(({ execution_id }) => execution_id)).toEqual(first.outcomes.map(({ execution_id }) => execution_id));
    expect(replay.message).toMatch(/has started 4 of these executions before/);
    expect(started()).toHaveLength(4);
  });
});

describe('more than an account may start in a minute', () => {
  test('go on in the queue under the Only Once ID until all are there', async () => {
    world = await startWorld({ durationMs: 8_000, credits: 5_000 });
    const { output } = await inQueue({ prompts: listOf(25), wait: 'until_finished', run_id: 'a' });
    expect(output).toMatchObject({ completed_count: 25, image_count: 25, not_started_count: 0 });
    expect(started().sort()).toEqual(listOf(25).sort());
  });

  test('without an Only Once ID: what fits is started, and what was not is told', async () => {
    world = await startWorld();
    const output = await once({ prompts: listOf(14) });
    expect(output).toMatchObject({ started_count: 10, not_started_count: 4 });
    expect(output.message).toMatch(/^4 of 14 prompts were not started.*another step/);
    expect(statuses(output).slice(10)).toEqual(Array(4).fill('not_started'));
    expect(started()).toHaveLength(10);
  });

  test('never wait in the editor', async () => {
    world = await startWorld();
    const output = await once({ prompts: listOf(14), run_id: 'a', test_mode: 'real' }, { isLoadingSample: true });
    expect(output).toMatchObject({ started_count: 10, not_started_count: 4 });
  });

  test('on the smallest plan: nobody is asked more often than it allows, and all are seen', async () => {
    world = await startWorld({ plan: 'free', durationMs: 12_000, credits: 5_000 });
    const { output } = await inQueue({ prompts: listOf(12), wait: 'until_finished', run_id: 'a' });
    expect(output).toMatchObject({ completed_count: 12, image_count: 12 });
    expect(world.emulator.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(2);
  });
});

describe('when something goes wrong in the middle', () => {
  test('one refused prompt does not stop the others', async () => {
    world = await startWorld(FREE);
    fault('number 3', { status: 400, body: { error: 'The prompt was rejected by moderation' } });
    const output = await once({ prompts: listOf(6), run_id: 'a' });
    expect(output).toMatchObject({ started_count: 5, not_started_count: 1, all_completed: false });
    expect(output.outcomes[2]).toMatchObject({ status: 'refused', prompt: 'A boat, number 3', error: expect.stringMatching(/moderation/) });
  });

  test('a failed execution is one outcome, with its reason', async () => {
    world = await startWorld({ ...FREE, durationMs: 5_000 });
    const { output } = await inQueue({ webhook: world.emulator.workflow('always-fails').id, prompts: listOf(2), wait: 'until_finished', run_id: 'a' });
    expect(output).toMatchObject({ failed_count: 2, completed_count: 0, image_count: 0, credits: expect.anything() });
    expect(output.outcomes[0]).toMatchObject({ status: 'failed', error: expect.stringMatching(/moderation/) });
  });

  test('a limit in the middle keeps what was started, and goes on later', async () => {
    world = await startWorld(FREE);
    fault('number 4', { status: 429, headers: { 'retry-after': '40' }, body: { error: 'Too many' } });
    const error = await errorOf(once({ prompts: listOf(8), run_id: 'a' }));
    expect(error).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/^5 of 8 executions have been started/) });
    expect(error.delay).toBeGreaterThanOrEqual(40);
    const { output } = await inQueue({ prompts: listOf(8), run_id: 'a' });
    expect(output).toMatchObject({ started_count: 8, not_started_count: 0 });
    expect(started()).toHaveLength(8);
  });

  test('credits that run out stop the rest, which is called not started and not failed', async () => {
    world = await startWorld(FREE);
    fault('number 3', { status: 402, body: { error: 'Insufficient credits' } });
    const output = await once({ prompts: listOf(20), run_id: 'a' });
    expect(output.started_count).toBeLessThanOrEqual(6);
    expect(output).toMatchObject({ failed_count: 0, message: expect.stringMatching(/prompts were not started: .*credits.*same Only Once ID/) });
    // With credits again, the same step starts the rest and nothing else.
    const { output: again } = await inQueue({ prompts: listOf(20), run_id: 'a' });
    expect(again.started_count).toBe(20);
    expect(started()).toHaveLength(20);
  });

  test.each([401, 404, 402])('what concerns all, met by the first (%i), fails the step as a single start would, after one request', async (status) => {
    world = await startWorld(FREE);
    world.emulator.fault({ on: 'trigger', times: Infinity, status, body: { error: 'No' } });
    const without = async (step: Promise<unknown>) => JSON.stringify(await errorOf(step)).replace(/req_\w+/, '…');
    const many = await without(once({ prompts: listOf(8), run_id: 'a' }));
    expect(many).toBe(await without(world.zap.run('creates.generate_image.operation.perform', { webhook: WEBHOOK, prompt: 'x' })));
    expect(asked('trigger')).toBe(2);
    expect(started()).toHaveLength(0);
  });

  test('a start that may have arrived is not repeated, and told apart', async () => {
    world = await startWorld(FREE);
    fault('number 2', { drop: 'after' });
    const output = await once({ prompts: listOf(4), run_id: 'a' });
    expect(output).toMatchObject({ started_count: 3, uncertain_count: 1 });
    expect(output.outcomes[1]).toMatchObject({ status: 'may_have_started', error: expect.stringMatching(/may have started/) });
    await once({ prompts: listOf(4), run_id: 'a' });
    expect(started()).toHaveLength(4);
  });

  test('a service that loses its answers is not sent the whole list', async () => {
    world = await startWorld(FREE);
    world.emulator.fault({ on: 'trigger', times: Infinity, drop: 'after' });
    expect((await errorOf(once({ prompts: listOf(10), run_id: 'a' }))).message).toMatch(/may have started/);
    expect(started().length).toBeLessThanOrEqual(6);
  });

  test('the same refusal for the first prompts ends the step: it is not the prompts', async () => {
    world = await startWorld(FREE);
    world.emulator.fault({ on: 'trigger', times: Infinity, status: 400, body: { error: 'Workflow is not active' } });
    expect((await errorOf(once({ prompts: listOf(30), run_id: 'a' }))).message).toMatch(/not active/);
    expect(asked('trigger')).toBeLessThanOrEqual(6);
  });

  test('a store that keeps nothing starts nothing under an Only Once ID', async () => {
    world = await startWorld(FREE);
    world.standIn.trouble.isDown = true;
    expect(await errorOf(once({ prompts: listOf(3), run_id: 'a' }))).toMatchObject({ name: 'ThrottledError' });
    expect(started()).toHaveLength(0);
  });

  test('a store that takes only short values still goes on to the end', async () => {
    world = await startWorld({ durationMs: 8_000, credits: 5_000 });
    world.standIn.trouble.maxValueBytes = 900;
    const { output } = await inQueue({ prompts: listOf(12), wait: 'until_finished', run_id: 'a' });
    expect(output.completed_count).toBe(12);
    expect(started()).toHaveLength(12);
  });

  test('two steps at once with one Only Once ID buy each prompt once', async () => {
    world = await startWorld(FREE);
    const both = await Promise.all([inQueue({ prompts: listOf(6), run_id: 'twin' }), inQueue({ prompts: listOf(6), run_id: 'twin' })]);
    expect(started()).toHaveLength(6);
    for (const { output } of both) expect(output.started_count).toBe(6);
  });
});

describe('the list of prompts', () => {
  test('the same prompt twice is meant twice', async () => {
    world = await startWorld(FREE);
    expect(await once({ prompts: ['A boat', 'A boat'], run_id: 'a' })).toMatchObject({ started_count: 2 });
    expect(started()).toEqual(['A boat', 'A boat']);
  });

  test('an item keeps its commas and line breaks, and is one prompt even alone', async () => {
    world = await startWorld(FREE);
    const prompt = 'A boat, red, at sea\n\nStyle: oil on canvas';
    for (const prompts of [[prompt], prompt]) expect(await once({ prompts })).toMatchObject({ prompt_count: 1 });
    expect(started()).toEqual([prompt, prompt]);
  });

  test('a text is split by its lines, whichever end they have, and empty ones are left out', async () => {
    world = await startWorld(FREE);
    await once({ prompt_lines: 'A boat, red\r\n\r\n  A kite \n\t\nA {{tree}}\rA house\n' });
    expect(started().sort()).toEqual(['A boat, red', 'A kite', 'A house', 'A {{tree}}'].sort());
  });

  test('an empty place of the list counts, so that outcomes can be paired with it', async () => {
    world = await startWorld(FREE);
    const output = await once({ prompts: ['A boat', '', null, 'A kite'] });
    expect(output.outcomes.map(({ number, prompt }) => [number, prompt])).toEqual([[1, 'A boat'], [4, 'A kite']]);
  });

  test.each([
    ['none', {}, /^The field Prompts is empty/],
    ['blank ones alone', { prompts: ['', ' '] }, /^The field Prompts is empty/],
    ['both fields', { prompts: ['x'], prompt_lines: 'y' }, /^Both fields Prompts and Prompts in One Text/],
    ['too many', { prompts: listOf(51) }, /^The field Prompts has 51 prompts; a step takes at most 50/],
    ['too many lines', { prompt_lines: listOf(60).join('\n') }, /^The field Prompts in One Text has 60 prompts/],
    ['what is no text', { prompts: ['x', { prompt: 'y' }] }, /^The field Prompts \(place 2\) needs one text/],
    ['one too long', { prompts: ['x', 'y'.repeat(20_001)] }, /too long a prompt at place 2/],
    ['a size that is none', { prompts: ['x'], size: 'huge' }, /^The field Size/],
    ['a wait without a key', { prompts: ['x'], wait: 'until_finished' }, /^The field Wait for the Images needs a Wireflow API key/],
  ])('%s is refused in a sentence before anything is sent', async (what, more, sentence) => {
    world = await startWorld(FREE);
    const zap = what.includes('without a key') ? world.keyless : world.zap;
    expect((await errorOf(zap.run(METHOD, { webhook: WEBHOOK, ...more }))).message).toMatch(sentence);
    expect(world.emulator.requests).toHaveLength(0);
  });

  test('another prompt in the place of one that was started gives the earlier execution, and says so', async () => {
    world = await startWorld(FREE);
    await once({ prompts: ['A boat', 'A kite'], run_id: 'a' });
    for (let replay = 0; replay < 2; replay += 1) {
      const output = await once({ prompts: ['A boat', 'A house', 'A tree'], run_id: 'a' });
      expect(output.outcomes.map(({ message }) => message)).toEqual([expect.not.stringMatching(/changed/), expect.stringMatching(/has changed/), expect.not.stringMatching(/changed/)]);
    }
    expect(started().sort()).toEqual(['A boat', 'A kite', 'A tree']);
  });

  test('settings are shared by all', async () => {
    world = await startWorld(FREE);
    await once({ prompts: listOf(2), size: 'square', style: 'Line art', seed: '7', more_inputs: { mood: 'calm' } });
    const bodies = world.emulator.requests.filter(({ endpoint }) => endpoint === 'trigger').map(({ body }) => JSON.parse(body) as object);
    expect(bodies).toEqual(listOf(2).map((prompt) => expect.objectContaining({ prompt, style: 'line-art', seed: 7, mood: 'calm', width: 1024 })));
  });
});

describe('a cap for the whole', () => {
  test('starts nothing when all together would cost more', async () => {
    world = await startWorld({ ...FREE, credits: 5_000 });
    const one = (await world.zap.run<{ credits: number }[]>('searches.estimate_cost.operation.perform', { workflow: world.emulator.workflow('text-to-image').id }))[0]?.credits ?? 0;
    const dear = await errorOf(once({ prompts: listOf(5), max_credits: one * 5 - 1 }));
    expect(dear).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/and these 5 executions would cost 50 credits\. Nothing was started/) });
    expect(started()).toHaveLength(0);
    expect(await once({ prompts: listOf(5), max_credits: one * 5 })).toMatchObject({ started_count: 5 });
  });

  test('starts nothing when the account could not pay for all of them', async () => {
    world = await startWorld({ ...FREE, credits: 25 });
    expect((await errorOf(once({ prompts: listOf(5), max_credits: 1000 }))).message).toMatch(/^These 5 executions would cost .* the account has 25 left/);
    expect(started()).toHaveLength(0);
  });

  test('counts what was started before when the step goes on', async () => {
    world = await startWorld({ credits: 5_000, durationMs: 5_000 });
    const { output } = await inQueue({ prompts: listOf(15), max_credits: 15 * 10, run_id: 'a', wait: 'until_finished' });
    expect(output).toMatchObject({ started_count: 15, credits: expect.any(Number) });
  });
});

test('a test in the editor is free, and shows how the prompts are split', async () => {
  world = await startWorld(FREE);
  const shown = await once({ prompt_lines: 'A boat\nA kite\n', wait: 'up_to_25_s', test_mode: 'sample' }, { isLoadingSample: true });
  expect(shown).toMatchObject({ prompt_count: 2, image_count: 2, message: expect.stringMatching(/made-up sample.*Nothing was started/) });
  expect(shown.outcomes.map(({ prompt }) => prompt)).toEqual(['A boat', 'A kite']);
  const unwaited = await once({ prompts: ['A boat'] }, { isLoadingSample: true });
  expect(unwaited).toMatchObject({ image_count: 0, outcomes: [{ status: 'queued', image_url: null }] });
  expect(await world.keyless.run<BatchOutput>(METHOD, { webhook: WEBHOOK, prompts: ['A boat'] }, { isLoadingSample: true })).toMatchObject({ prompt_count: 1, workflow_name: null, workflow_id: null });
  expect(world.emulator.executions).toHaveLength(0);
});

test('the executions come back through the trigger with the Only Once ID of the list', async () => {
  world = await startWorld({ ...FREE, durationMs: 5_000, executionList: { paths: 'none' } });
  await once({ prompts: listOf(5), run_id: 'order 7' });
  world.emulator.clock.advance(MINUTE_MS);
  const fired = await world.zap.run<{ run_id: string; execution_id: string }[]>('triggers.execution_completed.operation.perform', {}, { isLoadingSample: false });
  expect(fired.map(({ run_id }) => run_id)).toEqual(Array(5).fill('order 7'));
});
