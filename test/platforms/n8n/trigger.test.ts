import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { WireflowTrigger } from '../../../platforms/n8n/nodes/Wireflow/WireflowTrigger.node.js';
import { fakeHost } from './fake_host.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ pictures: 'plain', limits: { requestsPerMinute: 1_000_000 } });
});
afterEach(() => emulator.reset());
afterAll(() => emulator.close());

/**
 * A trigger's registration, with what n8n keeps for it: read once, and saved as text where a value of the first level was put
 * in and the poll's result is used.
 */
let triggers = 0;
function trigger(parameters: Record<string, unknown>, mode = 'trigger', workflowId = `workflow-${(triggers += 1)}`, kept = { saved: '{}' }, account: { emulator?: Emulator; apiKey?: string } = {}) {
  let isChanged = false;
  const data = new Proxy(JSON.parse(kept.saved) as Record<string, unknown>, {
    set: (target, name, value) => ((isChanged = true), Reflect.set(target, name, value)),
  });
  const poll = async ({ isThrownAway = false } = {}): Promise<INodeExecutionData[] | null> => {
    isChanged = false;
    const at = account.emulator ?? emulator;
    const { host } = fakeHost({ parameters, credential: { apiKey: account.apiKey ?? at.keys.full, baseUrl: at.url }, mode, workflowId });
    const pollHost = { ...host, getWorkflowStaticData: () => data, getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback } as unknown as IPollFunctions;
    const result = await new WireflowTrigger().poll.call(pollHost);
    if (isChanged && !isThrownAway) kept.saved = JSON.stringify(data);
    return result?.[0] ?? null;
  };
  return { poll, saved: () => kept.saved };
}

const ids = (items: INodeExecutionData[] | null, key = 'executionId') => items?.map(({ json }) => json[key]) ?? null;

test('fires for what ends after it was switched on, once each, the oldest first', async () => {
  emulator.addExecution();
  const { poll } = trigger({ event: 'executionCompleted' });
  expect(await poll()).toBeNull();
  const added = [emulator.addExecution().id, emulator.addExecution().id];
  const items = await poll();
  expect(ids(items)?.sort()).toEqual(added.sort());
  expect(items?.[0]?.binary?.['data']?.mimeType).toBe('image/png');
  expect(await poll()).toBeNull();
});

test.each([
  ['newImage', {}, 'executionId'],
  ['executionCompleted', { download: false, simplify: false }, 'id'],
])('%s with %j', async (event, options, key) => {
  const { poll } = trigger({ event, ...options });
  await poll();
  const { id } = emulator.addExecution();
  expect(ids(await poll(), key)).toEqual([id]);
  expect(await poll()).toBeNull();
});

describe('a credential that is changed', () => {
  const events = ['executionCompleted', 'newImage'] as const;

  test.each(events)('for another account’s begins anew: nothing of the first is fired, nor what the other had before (%s)', async (event) => {
    const other = await startEmulator({ pictures: 'plain', limits: { requestsPerMinute: 1_000_000 } });
    try {
      const account: { emulator?: Emulator } = {};
      const { poll } = trigger({ event, download: false, simplify: false }, 'trigger', undefined, undefined, account);
      await poll();
      emulator.addExecution();
      await poll();
      emulator.addExecution();
      other.addExecution();
      account.emulator = other;
      expect(await poll()).toBeNull();
      const { id } = other.addExecution();
      expect(ids(await poll(), event === 'newImage' ? 'executionId' : 'id')).toEqual([id]);
    } finally {
      await other.close();
    }
  });

  test.each(events)('for a new key of the same account loses nothing and fires nothing twice (%s)', async (event) => {
    const account: { apiKey?: string } = {};
    const { poll } = trigger({ event, download: false, simplify: false }, 'trigger', undefined, undefined, account);
    await poll();
    emulator.addExecution();
    await poll();
    const { id } = emulator.addExecution();
    account.apiKey = emulator.keys.noUsage;
    expect(ids(await poll(), event === 'newImage' ? 'executionId' : 'id')).toEqual([id]);
    expect(await poll()).toBeNull();
  });

  test('for a key that may read no executions loses nothing, once it may (n8n#32993)', async () => {
    const account: { apiKey?: string } = {};
    const { poll } = trigger({ event: 'executionCompleted', download: false }, 'trigger', undefined, undefined, account);
    await poll();
    emulator.addExecution();
    await poll();
    const { id } = emulator.addExecution();
    account.apiKey = emulator.keys.noExecutions;
    await expect(poll()).rejects.toThrow();
    account.apiKey = emulator.keys.full;
    expect(ids(await poll())).toEqual([id]);
  });

  test('while nobody can tell whose it is, the poll fails and the next one asks again', async () => {
    const account: { apiKey?: string } = {};
    const { poll } = trigger({ event: 'executionCompleted', download: false }, 'trigger', undefined, undefined, account);
    await poll();
    emulator.addExecution();
    await poll();
    const { id } = emulator.addExecution();
    account.apiKey = emulator.keys.noUsage;
    emulator.fault({ on: () => true, status: 503, times: 1 });
    await expect(poll()).rejects.toThrow();
    expect(ids(await poll())).toEqual([id]);
  });
});

test('of 250 executions that ended in the same second each fires once, over a few polls (osmanahmadxai/SYNCLE#30)', async () => {
  const many = await startEmulator({ pictures: 'plain', clock: 'manual', limits: { requestsPerMinute: 1_000_000 }, executionList: { paging: 'cursor', pageSize: 20 } });
  const now = jest.spyOn(Date, 'now').mockImplementation(() => many.clock.now());
  try {
    const { poll } = trigger({ event: 'executionCompleted', download: false }, 'trigger', undefined, undefined, { emulator: many });
    await poll();
    const atMs = many.clock.now() + 1_000;
    const added = Array.from({ length: 250 }, () => many.addExecution({ startedAt: atMs - 5_000, finishedAt: atMs }).id);
    const fired: unknown[] = [];
    for (let polls = 0; polls < 4; polls += 1) {
      many.clock.advance(60_000);
      fired.push(...(ids(await poll()) ?? []));
    }
    expect(fired.toSorted()).toEqual(added.toSorted());
  } finally {
    now.mockRestore();
    await many.close();
  }
});

test('of two registrations of one workflow the newest fires, and the old one nothing more (n8n#35251, n8n#30607)', async () => {
  const [old, newest] = ['executionCompleted', 'executionCompleted'].map((event) => trigger({ event }, 'trigger', 'registered-twice'));
  await old?.poll();
  await newest?.poll();
  for (const turn of [1, 2]) {
    const { id } = emulator.addExecution();
    const fired = await Promise.all([old?.poll(), newest?.poll(), ...(turn === 2 ? [newest?.poll()] : [])]);
    expect(fired.flatMap((items) => ids(items ?? null) ?? [])).toEqual([id]);
  }
});

test('what n8n throws away of a poll, since the workflow is just being published anew, fires for the new publication (activepieces#13311)', async () => {
  const kept = { saved: '{}' };
  const before = trigger({ event: 'executionCompleted' }, 'trigger', 'published-anew', kept);
  await before.poll();
  const { id } = emulator.addExecution();
  await before.poll({ isThrownAway: true });
  const after = trigger({ event: 'executionCompleted' }, 'trigger', 'published-anew', kept);
  expect(ids(await after.poll())).toEqual([id]);
  expect(await after.poll()).toBeNull();
});

test('fires for failed runs by themselves', async () => {
  const { poll } = trigger({ event: 'executionFailed' });
  await poll();
  emulator.addExecution();
  const { id } = emulator.addExecution({ status: 'FAILED', error: 'Flagged' } as never);
  expect(ids(await poll())).toEqual([id]);
});

test('keeps to its workflow', async () => {
  const own = emulator.workflow('chain').id;
  const { poll } = trigger({ event: 'executionCompleted', workflow: { __rl: true, mode: 'list', value: own } });
  await poll();
  emulator.addExecution({ workflow: 'text-to-image' } as never);
  const { id } = emulator.addExecution({ workflow: 'chain' } as never);
  expect(ids(await poll())).toEqual([id]);
});

test('tells of a low balance once, and again after it has recovered', async () => {
  const { poll } = trigger({ event: 'lowBalance', limit: 100 });
  expect(await poll()).toBeNull();
  emulator.credits = 42;
  expect(ids(await poll(), 'credits')).toEqual([42]);
  expect(await poll()).toBeNull();
  emulator.credits = 500;
  expect(await poll()).toBeNull();
  emulator.credits = 41;
  expect(ids(await poll(), 'credits')).toEqual([41]);
});

test('a test shows the last ones and uses nothing up', async () => {
  const { id } = emulator.addExecution();
  const test = trigger({ event: 'executionCompleted' }, 'manual');
  expect(ids(await test.poll())).toEqual([id]);
  expect(test.saved()).toBe('{}');
});

test('a test with nothing to show says what to do', async () => {
  await expect(trigger({ event: 'executionCompleted' }, 'manual').poll()).rejects.toMatchObject({ message: 'There is nothing to show yet', description: expect.stringContaining('Run a workflow') as unknown });
});

test('a failure is told in our words', async () => {
  emulator.fault({ on: () => true, status: 401 });
  await expect(trigger({ event: 'executionCompleted' }).poll()).rejects.toMatchObject({ message: 'Wireflow does not accept the API key of this credential.', httpCode: '401' });
});
