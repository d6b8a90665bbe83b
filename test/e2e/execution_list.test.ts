import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { ExecutionListOptions } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const COMPLETED = 'triggers.execution_completed.operation.perform';
const MINUTE_MS = 60_000;

let world: World;
afterEach(() => world.close());
const start = async (executionList: ExecutionListOptions) => void (world = await startWorld({ executionList }));

/** Polls like a Zap: only ids that it has not seen fire. */
function zapOf(inputData: Record<string, unknown> = {}) {
  const seen = new Set<string>();
  return async (meta = {}) => {
    const polled = await world.zap.run<ExecutionOutput[]>(COMPLETED, inputData, meta);
    const fired = polled.filter(({ id }) => !seen.has(id));
    fired.forEach(({ id }) => seen.add(id));
    return fired;
  };
}

const startRun = (slug = 'text-to-image') =>
  world.zap.run<ExecutionOutput>('creates.generate_image.operation.perform', { webhook: world.emulator.workflow(slug).id, prompt: 'x' });

const pass = (ms: number) => world.emulator.clock.advance(ms);

describe.each<[string, ExecutionListOptions]>([
  ['one list for the account, by cursor', { paths: 'account', paging: 'cursor' }],
  ['one list for the account, by page number', { paths: 'account', paging: 'page' }],
  ['one list for the account, by offset, without outputs', { paths: 'account', paging: 'offset', outputs: false }],
  ['one list for the account, all at once, the oldest first', { paths: 'account', paging: 'none', order: 'oldest' }],
  ['a list for each workflow', { paths: 'workflow', paging: 'cursor' }],
  ['a list for each workflow, without outputs or filters', { paths: 'workflow', paging: 'none', outputs: false, filters: false }],
])('where the service has %s', (_what, options) => {
  test('each finished run fires once, with its image, and none that still goes on', async () => {
    await start(options);
    const poll = zapOf();
    world.emulator.addExecution({ workflowId: world.emulator.workflow('chain').id });
    await poll({ isPopulatingDedupe: true });

    const first = await startRun();
    expect(await poll()).toEqual([]);
    pass(MINUTE_MS);
    const second = await startRun('four-images');
    const fired = await poll();
    expect(fired).toMatchObject([{ id: first.id, image_count: 1, workflow_name: world.emulator.workflow('text-to-image').name }]);
    pass(MINUTE_MS);
    expect(await poll()).toMatchObject([{ id: second.id, image_count: 4 }]);
    expect(await poll()).toEqual([]);
  });

  test('a long run that ends after many later ones is not missed', async () => {
    await start(options);
    const poll = zapOf();
    await poll({ isPopulatingDedupe: true });
    const now = world.emulator.clock.now();
    const long = world.emulator.addExecution({ workflowId: world.emulator.workflow('chain').id, startedAt: now, finishedAt: now + 185 * MINUTE_MS });
    const fired = new Set((await poll()).map(({ id }) => id));
    for (let hour = 0; hour < 3; hour += 1) {
      for (let run = 0; run < 15; run += 1) {
        const startedAt = world.emulator.clock.now() + run;
        world.emulator.addExecution({ workflowId: world.emulator.workflow('text-to-image').id, startedAt, finishedAt: startedAt + 5000 });
      }
      pass(60 * MINUTE_MS);
      for (let asked = await poll(); asked.length > 0; asked = await poll()) asked.forEach(({ id }) => fired.add(id));
    }
    expect(fired.size).toBe(45);
    pass(10 * MINUTE_MS);
    expect((await poll()).map(({ id }) => id)).toEqual([long.id]);
  });
});

test('the way that answered is remembered', async () => {
  await start({ paths: 'workflow' });
  const poll = zapOf({ workflow: world.emulator.workflow('text-to-image').id });
  await poll();
  const before = world.emulator.requests.length;
  await poll();
  expect(world.emulator.requests.slice(before).map(({ endpoint }) => endpoint)).toEqual(['listWorkflowExecutions']);
});

test('a list that refuses our parameters is not the end: the other way is tried', async () => {
  await start({ paths: 'both' });
  const { id } = await startRun();
  pass(MINUTE_MS);
  world.emulator.fault({ on: 'listExecutions', status: 400, body: { error: 'Unknown parameter: limit' } });
  expect((await zapOf()()).map((execution) => execution.id)).toEqual([id]);
});

test('the filter holds, also where the service does not know it', async () => {
  await start({ paths: 'account', filters: false });
  const wanted = world.emulator.workflow('chain');
  const poll = zapOf({ workflow: wanted.id });
  await startRun();
  const right = await startRun('chain');
  pass(MINUTE_MS);
  expect((await poll()).map(({ id }) => id)).toEqual([right.id]);
});

test('where no list answers, the error says exactly that', async () => {
  await start({ paths: 'none' });
  const error = await errorOf(world.zap.run(COMPLETED, {}, { isLoadingSample: true }));
  expect(error.message).toMatch(/no request for a list of executions.*Generate Image or Run Workflow/);
  expect(await world.zap.run(COMPLETED)).toEqual([]);
});

test('a sample is real: the last runs, with their images', async () => {
  await start({ outputs: false });
  for (let run = 0; run < 5; run += 1) world.emulator.addExecution({ workflowId: world.emulator.workflow('chain').id });
  const sample = await world.zap.run<ExecutionOutput[]>(COMPLETED, {}, { isLoadingSample: true });
  expect(sample).toHaveLength(3);
  expect(sample.every(({ image_count }) => image_count > 0)).toBe(true);
});

test('a poll asks within bounds, however long the history is', async () => {
  await start({ paging: 'cursor', pageSize: 100 });
  const workflowId = world.emulator.workflow('text-to-image').id;
  for (let run = 0; run < 3000; run += 1) {
    const startedAt = world.emulator.clock.now() - run * 10 * MINUTE_MS;
    world.emulator.addExecution({ workflowId, startedAt, finishedAt: startedAt + 5000 });
  }
  const poll = zapOf();
  await poll({ isPopulatingDedupe: true });
  const before = world.emulator.requests.length;
  await poll();
  expect(world.emulator.requests.length - before).toBeLessThanOrEqual(3);
});
