import { errorOf, startFluxWorld } from '../helpers/app.js';
import type { RunOutput } from '../../core/outputs/run_output.js';

type World = Awaited<ReturnType<typeof startFluxWorld>>;
const GENERATE = 'creates.generate_image.operation.perform';
const RUN = 'creates.run_workflow.operation.perform';

let world: World;
beforeEach(async () => void (world = await startFluxWorld()));
afterEach(() => world.close());

const zap = (more: Record<string, string> = {}) => world.withKeys({ api_key: world.emulator.keys.full, ...world.keys, ...more });
const generate = (input: object, more: Record<string, string> = {}, meta: Record<string, unknown> = {}) =>
  zap(more).run<RunOutput>(GENERATE, { webhook: 'whk_local_text_to_image', prompt: 'A paper boat', seed: 7, fallback: 'bfl', wait: 'up_to_25_s', ...input }, meta);
const bought = (name: 'bfl' | 'deepinfra' | 'replicate') => world.providers[name].account.requests.filter(({ method }) => method === 'POST').length;
const boughtAtAll = () => (['bfl', 'deepinfra', 'replicate'] as const).reduce((sum, name) => sum + bought(name), 0);
const outOfCredits = () => void (world.emulator.credits = 0);

test('as long as Wireflow starts it, nobody else is asked, and the output says who it was', async () => {
  expect(await generate({})).toMatchObject({ provider: 'wireflow', status: 'completed' });
  expect(boughtAtAll()).toBe(0);
});

test.each([
  ['bfl', 'flux-2-pro', 'Black Forest Labs'], ['deepinfra', 'FLUX-2-pro', 'DeepInfra'],
  ['replicate', 'flux-2-pro', 'Replicate'], ['deepinfra_dev', 'FLUX-2-dev', 'DeepInfra'],
])('a Zap without Wireflow credits still delivers tonight’s image: %s', async (fallback, model, label) => {
  outOfCredits();
  const output = await generate({ fallback, size: 'story' });
  expect(output).toMatchObject({ status: 'completed', provider: fallback.split('_')[0], image_count: 1 });
  expect(output.message).toMatch(new RegExp(`^Made by ${model} at ${label} for \\$0\\.\\d+, because Wireflow could not start it: The Wireflow account has too few credits`));
  expect(world.standIn.file(output.image_file ?? '').bytes.length).toBeGreaterThan(1000);
  expect(boughtAtAll()).toBe(1);
}); // prettier-ignore

test.each([
  ['credits that are gone under another status', { status: 400, body: { error: 'You have insufficient credits to make this request' } }], ['the same under that of a key', { status: 401, body: { error: { code: 'insufficient_quota' } } }],
  ['a wrong key', { status: 401 }], ['a limit', { status: 429 }], ['an outage that says when to come back', { status: 503, headers: { 'retry-after': '30' } }],
] as const)('used after %s', async (_, fault) => {
  world.emulator.fault({ on: 'trigger', times: Infinity, ...fault });
  expect(await generate({ wait: 'no' })).toMatchObject({ provider: 'bfl', status: 'queued' });
  expect(boughtAtAll()).toBe(1);
}); // prettier-ignore

test.each([
  ['a plain server error: the run may have started', { status: 500 }], ['a dropped connection', { drop: true }], ['a refusal of the input', { status: 422 }], ['a workflow that is not there', { status: 404 }],
] as const)('never used after %s', async (_, fault) => {
  world.emulator.fault({ on: 'trigger', times: Infinity, ...(fault as object) });
  await errorOf(generate({ wait: 'no' }));
  expect(boughtAtAll()).toBe(0);
});

test('never used for bad input, over the person’s own cap, for a filter’s refusal, or in a test with a sample', async () => {
  await errorOf(generate({ size: 'huge' }));
  await errorOf(generate({ max_credits: 1 }));
  outOfCredits();
  await generate({ test_mode: 'sample' }, {}, { isLoadingSample: true });
  await errorOf(generate({ fallback: 'stop' }));
  await errorOf(generate({ fallback: undefined }));
  expect((await errorOf(generate({ fallback: 'somewhere' }))).message).toContain('takes one of');
  expect(boughtAtAll()).toBe(0);
});

test('only for a prompt alone, and the error says why not', async () => {
  outOfCredits();
  expect((await errorOf(generate({ image_url: 'https://cdn.wireflow.ai/a.png' }))).message).toContain('needs a prompt alone');
  expect((await errorOf(generate({ more_inputs: { Colour: 'red' } }))).message).toContain('needs a prompt alone');
  expect(boughtAtAll()).toBe(0);
});

test('a cap in credits holds elsewhere too, at a cent a credit', async () => {
  world.emulator.fault({ on: 'trigger', times: Infinity, status: 402 });
  world.emulator.fault({ on: 'estimate', times: 2, status: 200, body: { success: true, data: { estimatedCredits: 2, availableCredits: 2, sufficient: true, estimateComplete: true } } });
  const error = await errorOf(generate({ max_credits: 2 }));
  expect(error.message).toMatch(/too few credits.*Nor was it made elsewhere: that can cost more than Maximum Credits allows, a credit taken for \$0\.01\./);
  expect(boughtAtAll()).toBe(0);
  expect(await generate({ max_credits: 2, fallback: 'deepinfra' })).toMatchObject({ provider: 'deepinfra', message: expect.stringContaining('for $0.015') as string });
});

test('one Only Once ID covers both: what was made elsewhere is not made again, here or there', async () => {
  outOfCredits();
  const first = await generate({ run_id: 'row 7' });
  world.emulator.credits = 1_000;
  const second = await generate({ run_id: 'row 7' });
  expect(second).toMatchObject({ provider: 'bfl', execution_id: first.execution_id, status: 'completed', run_id: 'row 7' });
  expect(boughtAtAll()).toBe(1);
  expect(world.emulator.executions).toHaveLength(0);
});

test.each([
  ['it can not be looked at', { on: ['poll', 'getExecution'], status: 429 }],
  ['Wireflow does not even tell the workflow any more', { on: ['trigger', 'triggerInfo', 'poll', 'getExecution'], status: 503, headers: { 'retry-after': '30' } }],
] as const)('and what Wireflow has started is not made elsewhere, although %s', async (_, fault) => {
  await generate({ run_id: 'row 8', wait: 'no' });
  world.emulator.fault({ times: Infinity, ...fault, on: [...fault.on] });
  await generate({ run_id: 'row 8', wait: 'no' }).catch(() => null);
  expect(boughtAtAll()).toBe(0);
});

test('what was still being made is found again by its Execution ID', async () => {
  outOfCredits();
  const started = await generate({ wait: 'no' });
  expect(started).toMatchObject({ status: 'queued', provider: 'bfl' });
  world.emulator.clock.advance(30_000);
  const [found] = await zap().run<RunOutput[]>('searches.find_flux_job.operation.perform', { job: started.execution_id });
  expect(found).toMatchObject({ status: 'completed', image_count: 1 });
});

test('where the way out fails as well, the first reason stays, and both are said', async () => {
  outOfCredits();
  world.providers.bfl.account.balanceUsd = 0;
  const error = await errorOf(generate({}));
  expect(error.name).toBe('HaltedError');
  expect(error.message).toMatch(/^The Wireflow account has too few credits.*Nor was it made elsewhere: The Black Forest Labs account has no credit left/);
  world.providers.bfl.account.faults.add({ on: 'start', drop: true });
  expect((await errorOf(generate({ run_id: 'row 9' }))).message).toMatch(/^Wireflow could not start this\. .* or you may pay twice\.$/);
  const withoutKey = await errorOf(generate({ fallback: 'replicate' }, { replicate_key: '' }));
  expect(withoutKey.message).toContain('needs a key of Replicate');
});

test('Run Workflow: the one text that is filled in is the prompt', async () => {
  outOfCredits();
  const workflow = world.emulator.workflow('text-to-image');
  const output = await zap().run<RunOutput>(RUN, { workflow: workflow.id, input_text_2d_input_2d_1: 'A paper boat', fallback: 'bfl', wait: 'up_to_25_s' });
  expect(output).toMatchObject({ provider: 'bfl', status: 'completed' });
  expect(JSON.parse(world.providers.bfl.account.requests.find(({ method }) => method === 'POST')?.body ?? '')).toMatchObject({ prompt: 'A paper boat' });
});
