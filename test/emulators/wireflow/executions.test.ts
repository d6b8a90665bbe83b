import { startEmulator } from '../../../emulators/wireflow/index.js';
import type { Emulator, EmulatorOptions } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor, poll, start } from './client.js';

const HOUR_MS = 3_600_000;
const world = emulatorFor(() => startEmulator({ clock: 'manual', credits: 10_000, pictures: 'plain' }));

describe('an execution', () => {
  test('waits, runs and completes as time passes, node by node', async () => {
    const { emulator } = world;
    const id = await start(emulator, 'chain');
    const states = async () => {
      const { status, nodeStates } = (await poll(emulator, id)).body;
      return [status, ...(nodeStates as { status: string }[]).map((node) => node.status)];
    };
    expect(await states()).toEqual(['QUEUED', 'PENDING', 'PENDING', 'PENDING']);
    emulator.clock.advance(1000);
    expect(await states()).toEqual(['RUNNING', 'COMPLETED', 'RUNNING', 'PENDING']);
    emulator.clock.advance(4000);
    expect(await states()).toEqual(['RUNNING', 'COMPLETED', 'COMPLETED', 'RUNNING']);
    emulator.clock.advance(4000);
    expect(await states()).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  test('keeps its outcome and its image addresses for ever', async () => {
    const { emulator } = world;
    const id = await start(emulator, 'four-images');
    emulator.clock.advance(HOUR_MS);
    const first = (await poll(emulator, id)).body;
    expect(first.nodeStates.at(-1).outputUrls).toHaveLength(4);
    expect(new Set(first.nodeStates.at(-1).outputUrls).size).toBe(4);
    emulator.clock.advance(100 * HOUR_MS);
    expect((await poll(emulator, id)).body).toEqual(first);
  });

  test('that fails is a 200 with the provider’s words at the node, and words of its own at the run', async () => {
    const { emulator } = world;
    const id = await start(emulator, 'always-fails');
    emulator.clock.advance(HOUR_MS);
    const { status, body } = await poll(emulator, id);
    expect([status, body.status, body.creditsUsed]).toEqual([200, 'FAILED', 0]);
    expect(body.error).toMatch(/^(?!.*moderation).*failed/);
    expect(body.nodeStates.at(-1)).toMatchObject({ status: 'FAILED', error: expect.stringContaining('moderation'), outputUrl: null });
    expect(body.finalOutput).toBeNull();
  });

  test('of a chain that fails at its end shows what it had made', async () => {
    const { emulator } = world;
    const id = await start(emulator, 'chain');
    emulator.finish(id, 'FAILED', 'The upscaler is away');
    const [, draft, upscaled] = (await poll(emulator, id)).body.nodeStates;
    expect(draft).toMatchObject({ status: 'COMPLETED', outputUrl: expect.stringContaining('/cdn/') });
    expect(upscaled).toMatchObject({ status: 'FAILED', error: 'The upscaler is away', outputUrl: null });
  });

  test.each(['CANCELLED', 'TIMEOUT'] as const)('can end %s', async (status) => {
    const { emulator } = world;
    const id = await start(emulator, 'text-to-image');
    emulator.finish(id, status);
    expect((await poll(emulator, id)).body).toMatchObject({ status, finalOutput: null });
    expect(emulator.executions[0]?.finishedAt).toBe(emulator.clock.now());
  });

  test('keeps the inputs it was started with when the workflow is edited', async () => {
    const { emulator } = world;
    await start(emulator, 'chain', { prompt: 'A kite' });
    emulator.workflow('chain').nodes = [];
    expect(emulator.executions[0]?.inputs).toEqual({ 'scene-1': 'A kite' });
  });

  test('that nobody started is a 404', async () => {
    expect(await poll(world.emulator, 'exec_nobody')).toMatchObject({ status: 404, body: { error: 'Execution not found' } });
  });

  test('takes as long as the emulator was told', async () => {
    const quick = await startEmulator({ clock: 'manual', durationMs: 100 });
    try {
      const id = await start(quick, 'chain');
      quick.clock.advance(99);
      expect((await poll(quick, id)).body.status).toBe('RUNNING');
      quick.clock.advance(1);
      expect((await poll(quick, id)).body.status).toBe('COMPLETED');
    } finally {
      await quick.close();
    }
  });
});

describe('the workflow list', () => {
  test('is a bare array, last updated first, and counts the runs', async () => {
    const { emulator } = world;
    await start(emulator, 'chain');
    const list = (await ask(emulator, '/workflows')).body as { id: string; executionCount: number; lastExecutedAt: string | null }[];
    expect(list.map((item) => item.id)).toEqual(emulator.workflows.map((each) => each.id));
    expect(list[1]).toMatchObject({ executionCount: 1, lastExecutedAt: new Date(emulator.clock.now()).toISOString() });
    expect(list[0]).toMatchObject({ executionCount: 0, lastExecutedAt: null });
    emulator.workflow('four-images').updatedAt = emulator.clock.now();
    expect((await ask(emulator, '/workflows')).body[0].id).toBe(emulator.workflow('four-images').id);
  });

  test('can be narrowed to active workflows', async () => {
    const { emulator } = world;
    emulator.workflow('chain').isActive = false;
    expect((await ask(emulator, '/workflows?isActive=true')).body).toHaveLength(4);
    expect((await ask(emulator, '/workflows?isActive=false')).body).toMatchObject([{ id: emulator.workflow('chain').id }]);
  });
});

/** A busy machine stretches the time that passes, and hardly this one. */
const cpuMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;

describe('the execution history', () => {
  async function withHistory(
    executionList: NonNullable<EmulatorOptions['executionList']>,
    count: number,
    job: (emulator: Emulator) => Promise<void>,
  ): Promise<void> {
    const emulator = await startEmulator({ clock: 'manual', executionList, limits: { requestsPerMinute: Infinity } });
    const begin = emulator.clock.now() - count * 60_000;
    for (let index = 0; index < count; index += 1) {
      const workflow = index % 2 ? 'chain' : 'text-to-image';
      emulator.addExecution({ id: `exec_${index}`, workflow, startedAt: begin + index * 60_000, status: index % 3 ? 'COMPLETED' : 'FAILED' });
    }
    try {
      await job(emulator);
    } finally {
      await emulator.close();
    }
  }
  const ids = (items: { executionId: string }[]) => items.map((item) => Number(item.executionId.slice(5)));
  const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

  test('pages by cursor stay whole while new executions arrive', () =>
    withHistory({ paging: 'cursor', pageSize: 10 }, 25, async (emulator) => {
      const seen: number[] = [];
      let cursor = '';
      do {
        const { data, nextCursor } = (await ask(emulator, `/workflows/executions${cursor}`)).body;
        seen.push(...ids(data));
        emulator.addExecution({ id: `exec_${100 + seen.length}` });
        cursor = nextCursor === null ? '' : `?cursor=${nextCursor}`;
      } while (cursor !== '');
      expect(seen).toEqual(down(24, 0));
      expect((await ask(emulator, '/workflows/executions?cursor=made-up')).status).toBe(400);
    }));

  test('pages by number and by offset shift when new executions arrive', async () => {
    for (const [paging, second] of [['page', '?page=2'], ['offset', '?offset=10']] as const) {
      await withHistory({ paging, pageSize: 10 }, 25, async (emulator) => {
        expect(ids((await ask(emulator, '/workflows/executions')).body.data)).toEqual(down(24, 15));
        emulator.addExecution({ id: 'exec_25' });
        const { data, total } = (await ask(emulator, `/workflows/executions${second}`)).body;
        expect([ids(data), total]).toEqual([down(15, 6), 26]);
      });
    }
  });

  test('is in the order of the starts, in whichever order it was written', () =>
    withHistory({ paging: 'none' }, 0, async (emulator) => {
      const now = emulator.clock.now();
      for (const index of [3, 9, 1, 6, 0, 8, 2, 7, 5, 4]) emulator.addExecution({ id: `exec_${index}`, startedAt: now - HOUR_MS + index });
      expect(ids((await ask(emulator, '/workflows/executions')).body)).toEqual(down(9, 0));
    }));

  test('can be unpaged, oldest first and without outputs', () =>
    withHistory({ paging: 'none', order: 'oldest', outputs: false }, 25, async (emulator) => {
      const { body } = await ask(emulator, '/workflows/executions?limit=5');
      expect(ids(body)).toEqual(down(24, 0).reverse());
      for (const key of ['nodeRuns', 'nodeStates', 'nodeResults', 'finalOutput']) expect(body[0]).not.toHaveProperty(key);
    }));

  test('can be narrowed by workflow, status and time, or be deaf to that', async () => {
    await withHistory({ pageSize: 100 }, 24, async (emulator) => {
      const { id } = emulator.workflow('chain');
      const listed = async (path: string) => (await ask(emulator, path)).body.data as { executionId: string; status: string; workflowId: string }[];
      expect(await listed(`/workflows/executions?workflowId=${id}`)).toHaveLength(12);
      expect(await listed(`/workflows/${id}/executions`)).toHaveLength(12);
      expect(await listed('/workflows/executions?status=failed')).toHaveLength(8);
      const since = new Date(emulator.clock.now() - 5 * 60_000).toISOString();
      expect(ids((await listed(`/workflows/executions?since=${since}`)) as never)).toEqual(down(23, 19));
    });
    await withHistory({ filters: false, pageSize: 100 }, 24, async (emulator) => {
      expect((await ask(emulator, '/workflows/executions?status=failed')).body.data).toHaveLength(24);
    });
  });

  test.each([
    ['both', 200, 200],
    ['account', 200, 404],
    ['workflow', 404, 200],
    ['none', 404, 404],
  ] as const)('is found at the paths "%s"', (paths, account, workflow) =>
    withHistory({ paths }, 1, async (emulator) => {
      expect((await ask(emulator, '/workflows/executions')).status).toBe(account);
      expect((await ask(emulator, `/workflows/${emulator.workflow('chain').id}/executions`)).status).toBe(workflow);
    }));

  test('shows an execution that was written with a later end as running until then', () =>
    withHistory({}, 0, async (emulator) => {
      const now = emulator.clock.now();
      emulator.addExecution({ id: 'exec_1', startedAt: now - 1000, finishedAt: now + 3 * HOUR_MS });
      emulator.addExecution({ id: 'exec_0', startedAt: now - HOUR_MS });
      const statuses = async () => ((await ask(emulator, '/workflows/executions')).body.data as { status: string }[]).map((item) => item.status);
      expect(await statuses()).toEqual(['RUNNING', 'COMPLETED']);
      emulator.clock.advance(3 * HOUR_MS);
      expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED']);
    }));

  test('of 10,000 executions is written in a second and read in milliseconds', () =>
    withHistory({ pageSize: 50 }, 0, async (emulator) => {
      const begin = cpuMs();
      for (let index = 0; index < 10_000; index += 1) emulator.addExecution({ startedAt: emulator.clock.now() - index * 60_000 });
      expect(cpuMs() - begin).toBeLessThan(1000);
      await ask(emulator, '/workflows/executions');
      const read = cpuMs();
      for (let count = 0; count < 20; count += 1) await ask(emulator, '/workflows/executions');
      expect((cpuMs() - read) / 20).toBeLessThan(25);
    }));
});
