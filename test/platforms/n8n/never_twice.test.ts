import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { execute, fakeHost, type FakeOptions } from './fake_host.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ pictures: 'plain', limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity } });
});
afterEach(() => emulator.reset());
afterAll(() => emulator.close());

const items = [{ json: { n: 1 } }, { json: { n: 2 } }];
const step = (more: Partial<FakeOptions> = {}, prompts = ['one', 'two']): FakeOptions => ({
  items: items.slice(0, prompts.length),
  parameters: prompts.map((prompt) => ({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt, wait: false })),
  ...more,
});
const refuse = (prompt: string, status = 400) => emulator.fault({ on: ({ method, body }) => method === 'POST' && body.includes(prompt), status, body: { error: 'Not now' } });

test('another try of the step, in the same execution or in a retried one, starts only what was not started', async () => {
  for (const executionId of ['1', '2']) {
    emulator.reset();
    const context = {};
    refuse('two');
    await expect(execute(step({ context }))).rejects.toMatchObject({ message: expect.stringContaining('Not now') as unknown, context: { itemIndex: 1 } });
    const [first, second] = await execute(step({ context, executionId, mode: 'retry' }));
    expect(emulator.executions.map(({ id }) => id)).toEqual([first?.json['executionId'], second?.json['executionId']]);
    expect(first?.json['message']).toContain('nothing new was started');
  }
});

test('an error of a later item names the runs that were started before it', async () => {
  refuse('two');
  await expect(execute(step())).rejects.toMatchObject({ description: expect.stringContaining('Started before it') as unknown });
  const [run] = emulator.executions;
  refuse('two');
  await expect(execute(step())).rejects.toMatchObject({ description: expect.not.stringContaining(run?.id ?? '-') as unknown });
});

test('turns of a loop are runs of their own', async () => {
  const context = {};
  for (const runIndex of [0, 1, 2]) await execute(step({ context, runIndex }, ['same']));
  expect(emulator.executions).toHaveLength(3);
});

test('expressions that come out anew in another try do not make another run; what is changed before a retry does', async () => {
  const context = {};
  await execute(step({ context }, ['made at 10:00']));
  await execute(step({ context }, ['made at 10:01']));
  expect(emulator.executions).toHaveLength(1);
  await execute(step({ context, executionId: '2', mode: 'retry' }, ['a better prompt']));
  expect(emulator.executions).toHaveLength(2);
});

test('a start whose answer is lost is not sent again, in any try', async () => {
  const context = {};
  emulator.fault({ on: 'trigger', drop: 'after' });
  for (const executionId of ['1', '1', '2']) {
    await expect(execute(step({ context, executionId, mode: executionId === '2' ? 'retry' : 'trigger' }, ['one']))).rejects.toThrow('may have started');
  }
  expect(emulator.executions).toHaveLength(1);
});

test('a connection that was refused has started nothing, and the next try starts', async () => {
  const context = {};
  const nowhere = step({ context }, ['one']);
  await expect(execute({ ...nowhere, parameters: { ...(nowhere.parameters as Record<string, unknown>[])[0], webhook: 'http://127.0.0.1:1/api/v1/workflow/whk_x/trigger' } })).rejects.toThrow();
  await execute(step({ context, executionId: '2', mode: 'retry' }, ['one']));
  expect(emulator.executions).toHaveLength(1);
});

test('after a crash, a retry without memory is refused, and a new execution is not', async () => {
  const processed = new Set<string>();
  await execute(step({ processed }, ['one']));
  await expect(execute(step({ processed, executionId: '2', mode: 'retry' }, ['one']))).rejects.toThrow('may have started');
  await expect(execute(step({ processed, executionId: '1' }, ['one']))).rejects.toThrow('may have started');
  await execute(step({ processed, executionId: '3' }, ['one']));
  expect(emulator.executions).toHaveLength(2);
});

test('an execution that ends leaves no mark; one that is stopped does', async () => {
  const processed = new Set<string>();
  const ended = fakeHost(step({ processed }));
  await execute(ended);
  expect(processed.size).toBe(4);
  await ended.finish();
  expect(processed.size).toBe(0);
  const stop = new AbortController();
  const stopped = fakeHost(step({ processed, signal: stop.signal }));
  await execute(stopped);
  stop.abort();
  await stopped.finish();
  expect(processed.size).toBe(4);
});

test('a start that was refused leaves no mark', async () => {
  const processed = new Set<string>();
  refuse('one');
  await expect(execute(step({ processed }, ['one']))).rejects.toThrow('Not now');
  expect(processed.size).toBe(0);
});

test('nothing is started when one of the items can not be', async () => {
  await expect(execute(step({}, ['one', '']))).rejects.toMatchObject({ message: 'The field Prompt is empty.', context: { itemIndex: 1 } });
  expect(emulator.requests).toEqual([]);
  const results = await execute(step({ continueOnFail: true }, ['one', '']));
  expect(results.map(({ json }) => json['status'] ?? json['errorKind'])).toEqual(['queued', 'bad_input']);
  expect(emulator.executions).toHaveLength(1);
});

test('what is stopped between two items starts no more', async () => {
  const stop = new AbortController();
  emulator.fault({ on: (request) => (request.body.includes('one') && stop.abort(), false) });
  const results = await execute(step({ signal: stop.signal }));
  expect(results.map(({ json }) => json['executionId'])).toEqual(emulator.executions.map(({ id }) => id));
  expect(emulator.executions).toHaveLength(1);
});
