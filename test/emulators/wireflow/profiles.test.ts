import { startEmulator } from '../../../emulators/wireflow/index.js';
import type { Emulator, EmulatorOptions, Profile } from '../../../emulators/wireflow/index.js';
import { ask, poll, start } from './client.js';

async function within(options: EmulatorOptions, job: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  try {
    await job(emulator);
  } finally {
    await emulator.close();
  }
}

const NODES = { nodes: [{ id: 'scene-1' }], edges: [] };
const keys = (value: object) => Object.keys(value).sort();

describe('each published reply shape is served on its own', () => {
  test.each<[Profile, string[]]>([
    ['article', ['executionId']],
    ['docs', ['batchId', 'executionRuns', 'workflowId']],
    ['modern', ['batchId', 'executionRuns', 'workflowId']],
    ['superset', ['batchId', 'executionId', 'executionRuns', 'status', 'workflowId']],
  ])('execute, %s: %j', (profile, expected) =>
    within({ profile }, async (emulator) => {
      const { body } = await ask(emulator, `/workflows/${emulator.workflow('chain').id}/execute`, { body: NODES });
      expect(keys(body)).toEqual(expected);
      const id = emulator.executions[0]?.id;
      expect(body.executionId ?? body.executionRuns[0].id).toBe(id);
    }));

  test.each<[Profile, string[]]>([
    ['article', ['error', 'nodeResults', 'status']],
    ['docs', ['error', 'nodeResults', 'status']],
    ['modern', ['error', 'nodeStates', 'status']],
    ['superset', ['creditsUsed', 'error', 'finalOutput', 'nodeResults', 'nodeStates', 'status']],
  ])('poll, %s: %j, with the image where that shape has it', (profile, expected) =>
    within({ profile }, async (emulator) => {
      const id = await start(emulator, 'text-to-image');
      emulator.clock.advance(10_000);
      const { body } = await poll(emulator, id);
      expect(keys(body)).toEqual(expected);
      expect(body.status).toBe('COMPLETED');
      const runs = (body.nodeResults?.nodeRuns ?? body.nodeStates) as { nodeId: string; outputUrl?: string; output?: { images: { url: string }[] } }[];
      const made = runs.find((run) => run.nodeId === 'gen-1');
      expect(made?.outputUrl ?? made?.output?.images[0]?.url).toMatch(/\/cdn\/.+\.png$/);
    }));

  test.each<[Profile, string[]]>([
    ['docs', ['batchId', 'creditsUsed', 'endTime', 'error', 'id', 'inputIndex', 'nodeRuns', 'runIndexInBatch', 'startTime', 'status', 'workflowId']],
    ['modern', ['data']],
  ])('one execution, %s: %j', (profile, expected) =>
    within({ profile }, async (emulator) => {
      const { body } = await ask(emulator, `/workflows/executions/${await start(emulator, 'chain')}`);
      expect(keys(body)).toEqual(expected);
    }));

  test('the older enveloped poll can be chosen by itself', () =>
    within({ profile: 'modern', shapes: { poll: 'enveloped' } }, async (emulator) => {
      const id = await start(emulator, 'chain');
      emulator.clock.advance(10_000);
      const { body } = await poll(emulator, id);
      expect(keys(body)).toEqual(['data']);
      expect(keys(body.data)).toEqual(['error', 'finalOutput', 'nodeResults', 'status']);
      expect(body.data.finalOutput.url).toMatch(/\/cdn\//);
    }));

  test.each<[Profile, unknown]>([
    ['docs', { error: 'Workflow not found' }],
    ['article', { error: 'Workflow not found' }],
    ['modern', { error: { type: 'invalid_request_error', message: 'Workflow not found', code: 'workflow_not_found' } }],
  ])('errors, %s: %j', (profile, body) =>
    within({ profile }, async (emulator) => {
      expect(await ask(emulator, '/workflows/cmnone')).toMatchObject({ status: 404, body });
    }));

  test('a 402 of the newer kind has its type, and keeps the numbers', () =>
    within({ profile: 'modern', credits: 0 }, async (emulator) => {
      const answer = await ask(emulator, `/workflows/${emulator.workflow('chain').id}/run`, { body: {} });
      expect(answer).toMatchObject({ status: 402, body: { error: { type: 'insufficient_credits_error' }, requiredCredits: 39 } });
    }));

  test.each(['data', 'workflow'] as const)('one workflow under %s, and the older starts under data, can be chosen by themselves', (workflow) =>
    within({ profile: 'modern', shapes: { workflow, execute: 'data' } }, async (emulator) => {
      const { id } = emulator.workflow('chain');
      expect((await ask(emulator, `/workflows/${id}`)).body[workflow].nodes).toHaveLength(3);
      expect((await ask(emulator, `/workflows/${id}/execute`, { body: NODES })).body.data).toEqual({ executionId: emulator.executions[0]?.id, status: 'running' });
    }));

  test('the list of workflows comes bare or under data, one workflow bare; run answers in upper or lower case', async () => {
    await within({ profile: 'docs' }, async (emulator) => {
      const { id } = emulator.workflow('chain');
      expect((await ask(emulator, '/workflows')).body).toHaveLength(5);
      expect((await ask(emulator, `/workflows/${id}`)).body.nodes).toHaveLength(3);
      expect((await ask(emulator, `/workflows/${id}/run`, { body: {} })).body.data.status).toBe('RUNNING');
    });
    await within({ profile: 'modern' }, async (emulator) => {
      const { id } = emulator.workflow('chain');
      expect((await ask(emulator, '/workflows')).body.data).toHaveLength(5);
      expect((await ask(emulator, `/workflows/${id}`)).body.nodes).toHaveLength(3);
      expect((await ask(emulator, `/workflows/${id}/run`, { body: {} })).body.data.status).toBe('running');
    });
  });

  test('a list of executions is bare only where lists are bare and unpaged', async () => {
    const listed = async (profile: Profile, paging: 'none' | 'cursor') => {
      let value: unknown;
      await within({ profile, executionList: { paging } }, async (emulator) => {
        emulator.addExecution();
        value = (await ask(emulator, '/workflows/executions')).body;
      });
      return Array.isArray(value) ? 'bare' : keys(value as object);
    };
    expect(await listed('docs', 'none')).toBe('bare');
    expect(await listed('docs', 'cursor')).toEqual(['executions', 'hasMore', 'nextCursor']);
    expect(await listed('modern', 'none')).toEqual(['data']);
    expect(await listed('modern', 'cursor')).toEqual(['data', 'pagination']);
    expect(await listed('superset', 'cursor')).toEqual(['data', 'hasMore', 'nextCursor']);
  });
});
