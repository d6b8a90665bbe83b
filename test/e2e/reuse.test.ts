import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorOf, startFluxWorld } from '../helpers/app.js';
import { IMAGES, PNG } from '../helpers/image_bytes.js';
import type { FluxOutput } from '../../core/outputs/flux_output.js';
import type { RunOutput } from '../../core/outputs/run_output.js';
import { PROVIDERS, type ProviderName } from '../../core/providers/job.js';

/** What others' caches did wrong is named at each test. */
type World = Awaited<ReturnType<typeof startFluxWorld>>;
type Zap = World['zap'];
type Output = RunOutput & Partial<FluxOutput>;
type Step = (input?: object, zap?: Zap) => Promise<Output>;

const KEYS = { bfl_key: 'fake-bfl-key-0001', deepinfra_key: 'fake-deepinfra-key-0001', replicate_key: 'r8_fakereplicatekey0001' };
const PLACEHOLDER = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MADE_BEFORE = /^Made before from the same inputs, on \d{4}-\d\d-\d\d at \d\d:\d\d UTC: it was paid for then, and nothing new was started\.$/;

let world: World;
let prompt = '';
beforeAll(async () => void (world = await startFluxWorld({ credits: 50_000, limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity, requestsPerMinute: Infinity } })));
afterAll(() => world.close());
beforeEach(() => {
  world.emulator.reset();
  world.standIn.cache.clear();
  Object.assign(world.standIn.trouble, { isDown: false, maxValueBytes: Infinity });
  for (const name of PROVIDERS) {
    const { account } = world.providers[name];
    account.requests.length = 0;
    account.faults.clear();
    Object.assign(account, { key: KEYS[`${name}_key`], balanceUsd: 100 });
  }
  // Beyond the minute in which a provider counts starts.
  later(MINUTE_MS);
  prompt = 'A paper boat in the rain';
});

const started = () => world.emulator.requests.filter(({ method, path }) => method === 'POST' && /\/(trigger|run|execute)$/.test(path)).length;
const bought = (name: ProviderName) => world.providers[name].account.requests.filter(({ method }) => method === 'POST').length;
const allBought = () => started() + PROVIDERS.reduce((sum, name) => sum + bought(name), 0);
const later = (ms: number) => void world.emulator.clock.advance(ms);

const zapOf = (keys: Record<string, string> = {}) => world.withKeys({ api_key: world.emulator.keys.full, ...KEYS, ...keys });
const step = (key: string, values: object): Step => (input = {}, zap = zapOf()) => zap.run<Output>(`creates.${key}.operation.perform`, { ...values, reuse: 'day', wait: 'up_to_25_s', ...input });
const generate: Step = (input, zap) => step('generate_image', { webhook: 'whk_local_text_to_image', prompt, size: 'story', seed: 7 })(input, zap);
const run: Step = (input, zap) => step('run_workflow', { workflow: world.emulator.workflow('text-to-image').id, input_text_2d_input_2d_1: prompt, input_1776100982446: 7 })(input, zap);
const flux = (provider: ProviderName): Step => (input, zap) => step('generate_flux_image', { provider, tier: 'final', prompt, size: 'story', seed: 7 })(input, zap);

const STEPS: readonly (readonly [name: string, step: Step, provider: ProviderName | null])[] = [
  ['Generate Image', generate, null], ['Run Workflow', run, null],
  ['at Black Forest Labs', flux('bfl'), 'bfl'], ['at DeepInfra', flux('deepinfra'), 'deepinfra'], ['at Replicate', flux('replicate'), 'replicate'],
]; // prettier-ignore
const isAnew = ({ message }: Output) => !/Made before/.test(message ?? '');

describe.each(STEPS)('%s', (_, make, provider) => {
  test('the same within a day gives the earlier pictures, says so, and starts nothing', async () => {
    const first = await make();
    later(23 * 60 * MINUTE_MS);
    const second = await make({ wait: 'no' });
    expect(second).toMatchObject({ execution_id: first.execution_id, status: 'completed', image_count: first.image_count, provider: first.provider, error: null });
    expect(second.message).toMatch(MADE_BEFORE);
    expect([second.image_file, second.image_url].every(Boolean)).toBe(true);
    expect(allBought()).toBe(1);
  });

  test('without being asked, or a day later, it is made anew', async () => {
    await make({ reuse: undefined });
    await make({ reuse: 'off' });
    expect(isAnew(await make())).toBe(true);
    later(DAY_MS + MINUTE_MS);
    expect(isAnew(await make())).toBe(true);
    expect(allBought()).toBe(4);
  });

  test('a week is a week, and none to a step that asks for a day', async () => {
    await make({ reuse: 'week' });
    later(6 * DAY_MS);
    expect((await make({ reuse: 'week' })).message).toMatch(MADE_BEFORE);
    expect(isAnew(await make({ reuse: 'day' }))).toBe(true);
    expect(allBought()).toBe(2);
  });

  // wso2/api-platform#733, ecency/imagehoster#54, dadi/cdn#354: what is only alike is not the same
  test('what is sent otherwise is another picture', async () => {
    await make();
    const changes = make === run ? [{ input_text_2d_input_2d_1: `${prompt} ` }, { input_text_2d_input_2d_1: prompt.toLowerCase() }] : [{ prompt: `${prompt} ` }, { seed: 8 }, { size: 'square' }];
    for (const change of changes) expect(isAnew(await make({ wait: 'no', ...change }))).toBe(true);
    expect(allBought()).toBe(1 + changes.length);
  });

  // vnbaaij/ImageProcessor.Web.Episerver#52: what changes nothing in the picture does not split what is kept
  test('how a step waits, is tested or capped makes no other picture', async () => {
    await make();
    for (const change of [{ wait: 'until_finished' }, { test_mode: 'real' }, provider === null ? { max_credits: 0 } : { max_usd: 0 }]) expect((await make(change)).message).toMatch(MADE_BEFORE);
    expect(allBought()).toBe(1);
  });

  // BerriAI/litellm#29955, stellar/stellar-disbursement-platform-backend#1142: one connection, another account's key
  test('another key never gets what was made with the first, though the store is one', async () => {
    await make();
    const other = { bfl_key: 'fake-bfl-key-0002', deepinfra_key: 'fake-deepinfra-key-0002', replicate_key: 'r8_fakereplicatekey0002' };
    for (const name of PROVIDERS) Object.assign(world.providers[name].account, { key: other[`${name}_key`] });
    expect(isAnew(await make({}, zapOf({ api_key: world.emulator.keys.noUsage, ...other })))).toBe(true);
    expect(allBought()).toBe(2);
  });

  // replicate/go#18, directus/directus#2908: a store that is down is no reason to fail, and nothing is made up
  test('where the store is down, it is made anew', async () => {
    await make();
    world.standIn.trouble.isDown = true;
    expect(isAnew(await make())).toBe(true);
    expect(allBought()).toBe(2);
  });

  test('where the store gives back something else, it is made anew', async () => {
    for (const kept of ['"text"', '[]', '{"madeAtMs":"soon","executionId":"x"}', `{"madeAtMs":${world.emulator.clock.now()},"jobs":[{"provider":"bfl","id":"1","lookUpUrl":"https://evil.test/"}],"files":[{"address":"${world.emulator.origin}/nothing"}],"executionId":"../nobody"}`]) {
      await make();
      const before = allBought();
      for (const key of world.standIn.cache.keys()) world.standIn.cache.set(key, kept);
      expect(isAnew(await make())).toBe(true);
      expect(allBought()).toBe(before + 1);
    }
  });

  test('what is kept holds no prompt, no key and no webhook', async () => {
    await make();
    const kept = JSON.stringify([...world.standIn.cache]);
    expect(kept).toContain('madeAtMs');
    for (const secret of [prompt, 'whk_local', world.emulator.keys.full, ...Object.values(KEYS)]) expect(kept).not.toContain(secret);
  });

  test('an Only Once ID stands for the earlier result from then on', async () => {
    const first = await make();
    expect((await make({ run_id: 'row 1' })).message).toMatch(MADE_BEFORE);
    later(60 * MINUTE_MS);
    const again = await make({ run_id: 'row 1', reuse: 'off' });
    expect(again).toMatchObject({ execution_id: first.execution_id, run_id: 'row 1', status: 'completed', image_count: first.image_count });
    expect(again.message).toContain('nothing new was started');
    expect(allBought()).toBe(1);
  });

  // formbricks/formbricks#4981, tonistiigi/go-actions-cache#40: a kept link has died
  test('what can not be fetched any more is not given again', async () => {
    const { image_file: file } = await make();
    later(2 * 60 * MINUTE_MS);
    // A host may answer with a picture that says that there is none.
    if (provider === null) world.emulator.fault({ on: ['image', 'download'], times: 2, status: 404, body: PLACEHOLDER, headers: { 'content-type': 'image/svg+xml' } });
    else world.standIn.removeFile(file ?? '');
    expect(isAnew(await make())).toBe(true);
    expect(allBought()).toBe(2);
  });

  // gopherium/gophenberg#188, ropensci/fishbaseapi#82, request/request-debug#14: failures that were kept
  test('a picture that failed, or that the filter stopped, is tried anew', async () => {
    if (provider !== null) prompt = 'forbidden-prompt';
    const first = await make({ wait: 'no' });
    if (provider === null) world.emulator.finish(first.execution_id, 'FAILED');
    later(MINUTE_MS);
    expect(isAnew(await make({ wait: 'no' }))).toBe(true);
    expect(allBought()).toBe(2);
  });
});

describe.each(STEPS.filter(([, , provider]) => provider !== 'deepinfra'))('%s, which goes on after its step', (_, make, provider) => {
  test('is given again once it has finished, and not before', async () => {
    await make({ wait: 'no' });
    const second = await make({ wait: 'no' });
    expect(isAnew(second)).toBe(true);
    later(provider === 'bfl' || provider === 'replicate' ? 8_000 : 2 * MINUTE_MS);
    expect(await make({ wait: 'no' })).toMatchObject({ execution_id: second.execution_id, status: 'completed' });
    expect(allBought()).toBe(2);
  });
});

describe('a picture among the inputs', () => {
  let host: Server;
  let shown: Readonly<Record<string, Buffer | null>>;
  let fetched = 0;
  beforeAll(async () => {
    host = createServer(({ url = '' }, response) => {
      fetched += 1;
      const picture = shown[url.split('?')[0] ?? ''] ?? null;
      response.writeHead(picture === null ? 404 : 200, { 'content-type': 'image/png' }).end(picture);
    });
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => host.close(done)));
  beforeEach(() => {
    fetched = 0;
    shown = { '/boat.png': PNG, '/same_boat.png': PNG, '/kite.png': IMAGES[1]?.[2] ?? null };
  });
  const link = (path: string) => `http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`;

  const inputOf = (slug: string) => world.emulator.workflow(slug);
  const WITH_IMAGE: readonly (readonly [name: string, make: (path: string, input?: object) => Promise<Output>])[] = [
    ['Generate Image', (path, input) => step('generate_image', { webhook: inputOf('image-input').webhookId, prompt, image_url: link(path) })(input)],
    ['Run Workflow', async (path, input) => {
      const fields = await zapOf().run<{ key: string; type?: string }[]>('creates.run_workflow.operation.inputFields.2', { workflow: inputOf('image-input').id });
      const key = fields.find(({ type }) => type === 'file')?.key ?? 'no such field';
      return step('run_workflow', { workflow: inputOf('image-input').id, [key]: link(path) })(input);
    }],
    ['Generate Flux Image', (path, input) => step('generate_flux_image', { provider: 'bfl', tier: 'edit', prompt, input_image: link(path) })(input)],
  ]; // prettier-ignore

  // imgcache.js#238, OpenMontage#379, mlx-vlm#1933: a picture known by its name
  test.each(WITH_IMAGE)('%s: counts by what it shows, and not by its link', async (_, make) => {
    await make('/boat.png');
    for (const same of ['/boat.png', '/same_boat.png', '/boat.png?signed=anew']) expect((await make(same)).message).toMatch(MADE_BEFORE);
    expect(allBought()).toBe(1);
    expect(isAnew(await make('/kite.png', { wait: 'no' }))).toBe(true);
    // granny-smith#150: pictures that differ at their end alone
    shown = { ...shown, '/boat.png': Buffer.concat([PNG, Buffer.alloc(100_000), Buffer.from('x')]) };
    expect(isAnew(await make('/boat.png'))).toBe(true);
    shown = { ...shown, '/boat.png': Buffer.concat([PNG, Buffer.alloc(100_000), Buffer.from('y')]) };
    expect(isAnew(await make('/boat.png'))).toBe(true);
    expect(allBought()).toBe(4);
  });

  test.each(WITH_IMAGE.slice(0, 2))('%s: is fetched once for both, and not at all where nobody asks for an earlier result', async (_, make) => {
    await make('/boat.png');
    expect(fetched).toBe(1);
    await make('/boat.png', { reuse: 'off' });
    expect(fetched).toBe(2);
  });

  test.each(WITH_IMAGE.slice(0, 2))('%s: one that is gone is no reason to give another’s result, and its Only Once ID still gives its own', async (_, make) => {
    const first = await make('/boat.png', { run_id: 'row 5' });
    shown = {};
    expect((await errorOf(make('/boat.png'))).message).toMatch(/The image in the field .* could not be fetched/);
    expect(await make('/boat.png', { run_id: 'row 5' })).toMatchObject({ execution_id: first.execution_id });
    expect(allBought()).toBe(1);
  });
});

test('another workflow, webhook or model is another picture, though all else is equal', async () => {
  await generate();
  expect(isAnew(await generate({ webhook: world.emulator.workflow('image-input').webhookId, wait: 'no' }))).toBe(true);
  await flux('bfl')();
  expect(isAnew(await flux('bfl')({ tier: 'max', wait: 'no' }))).toBe(true);
  expect(isAnew(await flux('replicate')({ wait: 'no' }))).toBe(true);
  expect(allBought()).toBe(5);
});

test('a run that is called completed without a picture is not given again', async () => {
  await generate();
  world.emulator.fault({ on: ['poll', 'getExecution'], times: 1, status: 200, body: { success: true, data: { status: 'COMPLETED', nodeStates: {} } } });
  expect(isAnew(await generate())).toBe(true);
});

test('without an API key nothing could be found again, so nothing is started', async () => {
  const error = await errorOf(generate({ wait: 'no' }, world.withKeys({})));
  expect(error.message).toBe('The field If the Same Was Made Before needs a Wireflow API key, and this connection has none. Nothing was started. Add a key to the connection, or leave it empty.');
  expect((await errorOf(generate({ reuse: 'always' }))).message).toContain('The field If the Same Was Made Before takes one of');
  expect(allBought()).toBe(0);
});

test('a cheapest choice and the provider by name are one, other numbers and formats are not', async () => {
  await flux('deepinfra')();
  const same = await step('generate_flux_image', { provider: 'cheapest', tier: 'final', prompt, size: 'story', seed: 7 })();
  expect(same.message).toMatch(MADE_BEFORE);
  for (const change of [{ count: 2 }, { format: 'jpeg' }, { tier: 'max' }, { megapixels: '1', size: 'square' }]) expect(isAnew(await flux('deepinfra')(change))).toBe(true);
});

test('the file is fetched while the provider’s link lives, where it was not kept', async () => {
  const first = await flux('bfl')();
  world.standIn.removeFile(first.image_file ?? '');
  const second = await flux('bfl')();
  expect(second).toMatchObject({ job_id: first.job_id, image_count: 1 });
  expect(world.standIn.file(second.image_file ?? '').bytes.length).toBeGreaterThan(1000);
  expect(bought('bfl')).toBe(1);
});

test('several pictures are given again together, or not at all', async () => {
  const first = await flux('bfl')({ count: 3 });
  const second = await flux('bfl')({ count: 3 });
  expect(second).toMatchObject({ job_id: first.job_id, image_count: 3, cost_usd: first.cost_usd });
  world.standIn.removeFile(second.images[1]?.file ?? '');
  later(60 * MINUTE_MS);
  expect(isAnew(await flux('bfl')({ count: 3 }))).toBe(true);
});

test('where one of several failed, all are made anew', async () => {
  await flux('bfl')({ count: 2, wait: 'no' });
  later(8_000);
  world.providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Error', result: null } });
  expect(isAnew(await flux('bfl')({ count: 2, wait: 'no' }))).toBe(true);
  expect(bought('bfl')).toBe(4);
});

test('what was made in Wireflow’s place is given again too', async () => {
  world.emulator.credits = 0;
  const first = await generate({ fallback: 'bfl' });
  const second = await generate({ fallback: 'bfl' });
  expect(second).toMatchObject({ execution_id: first.execution_id, provider: 'bfl', status: 'completed' });
  expect(second.message).toMatch(/because Wireflow could not start it.* Made before from the same inputs/);
  expect(bought('bfl')).toBe(1);
});

test('an Only Once ID gives its pictures for its whole day, long after the provider’s links have died', async () => {
  for (const name of PROVIDERS) {
    const first = await flux(name)({ reuse: 'off', run_id: `row ${name}` });
    later(20 * 60 * MINUTE_MS);
    const again = await flux(name)({ reuse: 'off', run_id: `row ${name}` });
    expect(again).toMatchObject({ execution_id: first.execution_id, status: 'completed', image_count: 1, image_file: first.image_file, model: first.model });
    expect(bought(name)).toBe(1);
  }
});

test('a step that came back for its pictures keeps them as one that did not', async () => {
  Object.assign(world.providers.bfl.account, { durationMs: 40_000 });
  try {
    expect(await errorOf(flux('bfl')({ wait: 'until_finished', run_id: 'row 2' }))).toMatchObject({ name: 'ThrottledError' });
    later(40_000);
    await flux('bfl')({ wait: 'until_finished', run_id: 'row 2' });
    later(60 * MINUTE_MS);
    expect((await flux('bfl')()).message).toMatch(MADE_BEFORE);
    // An Only Once ID whose step has been changed since says nothing about what the new fields make.
    await flux('bfl')({ run_id: 'row 2', prompt: 'Something else' });
    expect(isAnew(await flux('bfl')({ prompt: 'Something else' }))).toBe(true);
  } finally {
    Object.assign(world.providers.bfl.account, { durationMs: 6_000 });
  }
});
