import { APP, makeErrorOf, PROFILES, startMakeWorld, TABLE_READINGS, type Bundle, type MakeWorld, type MakeWorldOptions } from './make_world.js';

const PROMPT = 'Ein „Boot“ with "quotes", {{braces}}, {{connection.apiKey}}, emoji 🎈👩‍🚀\nand a second line\\n';

/** Every way of Wireflow to answer, and both answers to what Make leaves open. */
const WORLDS: readonly MakeWorldOptions[] = [...PROFILES.map((profile) => ({ profile })), { profile: 'superset', readings: TABLE_READINGS[1] ?? {} }];

describe.each(WORLDS)('with $profile replies ($readings)', (options) => {
  let world: MakeWorld;
  beforeEach(async () => void (world = await startMakeWorld(options)));

  const workflow = (slug: string) => world.emulator.workflow(slug);
  const runWorkflow = (slug: string, values: Bundle = {}) => world.one('runWorkflow', { wf_workflow: workflow(slug).id, ...values });

  test('Generate an image starts a run, and sends no key', async () => {
    const bundle = await world.one('generateImage', { webhook: workflow('text-to-image').webhookId, prompt: PROMPT });
    expect(bundle).toMatchObject({ status: 'queued', execution_id: world.emulator.executions[0]?.id, image_count: 0 });
    const [request] = world.sent('trigger');
    expect(JSON.parse(request?.body ?? '')).toEqual({ prompt: PROMPT });
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(world.emulator.requests).toHaveLength(1);
  });

  test('Run a workflow starts one run with the inputs as typed, and waits for its images', async () => {
    const bundle = await runWorkflow('text-to-image', { 'text-input-1': PROMPT });
    expect(bundle).toMatchObject({ status: 'completed', execution_id: world.emulator.executions[0]?.id, image_count: 1, image_url: expect.stringContaining('/cdn/') });
    expect(JSON.parse(world.sent('run')[0]?.body ?? '')).toEqual({ inputs: { 'text-input-1': PROMPT } });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('Run a workflow without waiting gives the run at once', async () => {
    const bundle = await runWorkflow('text-to-image', { wf_wait: false });
    expect(bundle).toMatchObject({ execution_id: world.emulator.executions[0]?.id, image_count: 0 });
    expect(['queued', 'running']).toContain(bundle['status']);
    expect(world.sent('poll', 'getExecution')).toHaveLength(0);
  });

  test('Run a workflow with the same Only Once ID starts one run', async () => {
    await runWorkflow('text-to-image', { wf_run_id: 'order 17', wf_wait: false });
    await runWorkflow('text-to-image', { wf_run_id: 'order 17', wf_wait: false });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('Run a workflow starts nothing that costs more than allowed', async () => {
    const error = await makeErrorOf(runWorkflow('text-to-image', { wf_max_credits: 0 }));
    expect(error).toMatchObject({ type: 'DataError' });
    expect(world.emulator.executions).toHaveLength(0);
    expect(await runWorkflow('text-to-image', { wf_max_credits: 1000 })).toMatchObject({ status: 'completed' });
  });

  test('every image of a run is handed on, once', async () => {
    const { image_urls: urls, image_count: count, image_url: first } = await runWorkflow('four-images');
    expect(new Set(urls as string[]).size).toBe(4);
    expect({ count, first }).toEqual({ count: 4, first: (urls as string[])[0] });
  });

  test('the finished picture of a chain comes before what led to it', async () => {
    const { image_urls: urls } = await runWorkflow('chain');
    const files = (urls as string[]).map((url) => url.split('/').at(-1));
    const outputs = world.emulator.executions[0]?.outputs ?? [];
    const made = outputs.flatMap(({ images }) => images.map(({ file }) => file));
    expect(files[0]).toBe(made.at(-1));
    expect(new Set(files)).toEqual(new Set(made));
  });

  test.each(['runWorkflow', 'waitForExecution'])('%s: a run that fails ends as an error that says why, and is not started again', async (module) => {
    const values = module === 'runWorkflow' ? { wf_workflow: workflow('always-fails').id } : { execution_id: await started('always-fails') };
    const error = await makeErrorOf(world.one(module, values));
    expect(error).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining('content moderation') });
    expect(error.message).toContain(world.emulator.executions[0]?.id);
    expect(world.emulator.executions).toHaveLength(1);
  });

  test.each([
    ['runWorkflow', 0],
    ['runWorkflow', 4000],
    ['waitForExecution', 4000],
  ])('%s: a run that never ends is handed over before Make’s own limit, with its id (each request takes %i ms)', async (module, requestMs) => {
    world = await startMakeWorld({ ...options, requestMs, durationMs: 3_600_000 });
    const values = module === 'runWorkflow' ? { wf_workflow: workflow('text-to-image').id } : { execution_id: await started('text-to-image') };
    const bundle = await world.one(module, values);
    expect(bundle).toMatchObject({ status: 'running', execution_id: world.emulator.executions[0]?.id, image_count: 0 });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('waiting stays within ten requests in any minute', async () => {
    world = await startMakeWorld({ ...options, durationMs: 3_600_000, plan: 'free' });
    await runWorkflow('text-to-image');
    const times = world.emulator.requests.map(({ at }) => at);
    for (const start of times) expect(times.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(10);
    expect(world.emulator.requests.every(({ status }) => status !== 429)).toBe(true);
  });

  test('a shorter wait is obeyed', async () => {
    world = await startMakeWorld({ ...options, durationMs: 3_600_000 });
    const startMs = world.emulator.clock.now();
    expect(await runWorkflow('text-to-image', { wf_longest_wait: 20 })).toMatchObject({ status: 'running' });
    expect(world.emulator.clock.now() - startMs).toBeLessThanOrEqual(30_000);
  });

  test.each([
    ['a 429', { status: 429 }],
    ['a 500', { status: 500 }],
    ['a 503 as HTML', { status: 503, html: true as const }],
    ['a 404', { status: 404 }],
  ])('%s while waiting never makes Make start a second run, and the error holds the id', async (_, fault) => {
    world.emulator.fault({ on: ['poll', 'getExecution'], times: 99, ...fault });
    const error = await makeErrorOf(runWorkflow('text-to-image'));
    expect(error).toMatchObject({ isRetriedByMake: false, message: expect.stringContaining(world.emulator.executions[0]?.id ?? '') });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('a page in place of the run while waiting is overlooked; if it stays, the run is handed over with its id', async () => {
    world.emulator.fault({ on: ['poll', 'getExecution'], html: true });
    expect(await runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 1 });
    world.emulator.fault({ on: ['poll', 'getExecution'], times: 99, html: true });
    expect(await runWorkflow('text-to-image')).toMatchObject({ status: 'running', execution_id: world.emulator.executions[1]?.id });
    expect(world.emulator.executions).toHaveLength(2);
  });

  test('a run that is called completed before its image is there is looked at again', async () => {
    world.emulator.fault({ on: ['poll', 'getExecution'], withoutOutput: true });
    expect(await runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test.each([null, 'WARMING_UP'])('the status word %j means that the run goes on', async (statusWord) => {
    world.emulator.fault({ on: ['poll', 'getExecution'], statusWord });
    expect(await runWorkflow('text-to-image')).toMatchObject({ status: 'completed', image_count: 1 });
  });

  test('Get an execution reads a run in any state', async () => {
    const id = await started('text-to-image');
    expect(['queued', 'running']).toContain((await world.one('getExecution', { execution_id: id }))['status']);
    world.emulator.clock.advance(60_000);
    expect(await world.one('getExecution', { execution_id: ` ${id} ` })).toMatchObject({ execution_id: id, status: 'completed', image_count: 1 });
    const failing = await started('always-fails');
    world.emulator.clock.advance(60_000);
    expect(await world.one('getExecution', { execution_id: failing })).toMatchObject({ status: 'failed', error: expect.stringContaining('content moderation') });
    expect(await makeErrorOf(world.one('getExecution', { execution_id: 'exec_nowhere' }))).toMatchObject({ type: 'DataError' });
  });

  test('Search workflows, its dropdown, the estimate and the balance read what is there', async () => {
    expect((await world.all('listWorkflows', { limit: 3 })).map(({ id }) => id)).toEqual(world.emulator.workflows.slice(0, 3).map(({ id }) => id));
    const options = (await world.engine.rpc('listWorkflows', {}, world)) as { label: string; value: string }[];
    expect(options).toEqual(world.emulator.workflows.map(({ id, name }) => ({ label: name, value: id })));
    expect(await world.one('estimateRun', { workflow: workflow('text-to-image').id })).toMatchObject({ available_credits: 1000, is_lower_bound: false, is_covered: true });
    expect(await world.one('estimateRun', { workflow: workflow('image-input').id })).toMatchObject({ is_lower_bound: true, summary: expect.stringContaining('at least') });
    expect(await world.one('getCreditBalance')).toMatchObject({ credits: 1000 });
  });

  test('the inputs of a chosen workflow become fields that Make knows', async () => {
    const fields = (await world.engine.rpc('workflowInputs', { wf_workflow: workflow('image-input').id }, world)) as Bundle[];
    expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['image-1', 'url', true],
      ['scene-1', 'text', false],
      ['page-1', 'url', false],
      ['seed-1', 'number', false],
      ['shadow-1', 'boolean', false],
      ['ratio-1', expect.stringMatching(/^(select|text)$/), false],
    ]);
    for (const field of fields) expect(field['label']).toEqual(expect.stringMatching(/./));
  });

  test('Download an image gives the file and its name', async () => {
    const { image_url: link } = await runWorkflow('text-to-image');
    const url = String(link).replace(/^http:/, 'https:');
    for (const through_wireflow of [false, true]) {
      const file = await world.one('downloadImage', { url, through_wireflow });
      expect((file['data'] as Buffer).subarray(1, 4).toString()).toBe('PNG');
      expect(file['fileName']).toBe(String(url).split('/').at(-1));
    }
    expect(world.sent('image', 'download').every(({ headers }) => headers['authorization'] === undefined)).toBe(true);
  });

  test('what a module gives is what its interface promises', async () => {
    const id = await started('text-to-image');
    world.emulator.clock.advance(60_000);
    const given: [string, Bundle][] = [
      ['generateImage', { webhook: workflow('chain').id, prompt: 'x' }],
      ['runWorkflow', { wf_workflow: workflow('chain').id }],
      ['waitForExecution', { execution_id: id }],
      ['getExecution', { execution_id: id }],
      ['estimateRun', { workflow: workflow('chain').id }],
      ['getCreditBalance', {}],
    ];
    for (const [module, values] of given) {
      const promised = APP.modules[module]?.interface.map(({ name }) => name) ?? [];
      expect(promised).toEqual(expect.arrayContaining(Object.keys(await world.one(module, values))));
    }
  });

  async function started(slug: string): Promise<string> {
    return String((await world.one('generateImage', { webhook: workflow(slug).id, prompt: 'x' }))['execution_id']);
  }
});
