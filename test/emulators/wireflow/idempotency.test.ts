import { startEmulator } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor } from './client.js';

const DAY_MS = 86_400_000;
const world = emulatorFor(() => startEmulator({ clock: 'manual' }));

const send = (action: 'execute' | 'run', idempotencyKey: string, inputs: object = { 'text-input-1': 'A lighthouse' }, key?: string) =>
  ask(world.emulator, `/workflows/${world.emulator.workflow('text-to-image').id}/${action}`, {
    body: { inputs },
    headers: { 'idempotency-key': idempotencyKey },
    ...(key === undefined ? {} : { key }),
  });

describe('Idempotency-Key', () => {
  test.each(['execute', 'run'] as const)('replays status, body and Location of %s for 24 hours, and starts nothing', async (action) => {
    const first = await send(action, 'row-1');
    world.emulator.clock.advance(DAY_MS - 1);
    const again = await send(action, 'row-1');
    expect([again.status, again.body, again.headers.get('location')]).toEqual([first.status, first.body, first.headers.get('location')]);
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(world.emulator.executions).toHaveLength(1);
    world.emulator.clock.advance(1);
    await send(action, 'row-1');
    expect(world.emulator.executions).toHaveLength(2);
  });

  test('replays for another body too, and starts afresh for another key or another caller', async () => {
    await send('run', 'row-1');
    await send('run', 'row-1', { 'text-input-1': 'A ship' });
    expect(world.emulator.executions).toHaveLength(1);
    await send('run', 'row-2');
    await send('run', 'row-1', {}, world.emulator.keys.noUsage);
    expect(world.emulator.executions).toHaveLength(3);
  });

  test('keeps a start whose reply was lost from being bought twice', async () => {
    world.emulator.fault({ on: 'run', drop: 'after' });
    await expect(send('run', 'row-1')).rejects.toThrow();
    const [bought] = world.emulator.executions;
    expect((await send('run', 'row-1')).body).toMatchObject({ data: { executionId: bought?.id } });
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('does not hold on to a refusal', async () => {
    world.emulator.credits = 0;
    expect((await send('run', 'row-1')).status).toBe(402);
    world.emulator.credits = 50;
    expect((await send('run', 'row-1')).status).toBe(202);
  });

  test('is not known to the webhook trigger', async () => {
    const { webhookId } = world.emulator.workflow('text-to-image');
    for (let count = 0; count < 2; count += 1) {
      await ask(world.emulator, `/workflow/${webhookId}/trigger`, { body: {}, key: null, headers: { 'idempotency-key': 'row-1' } });
    }
    expect(world.emulator.executions).toHaveLength(2);
  });

  test('is documented for execute alone: run can be made to ignore it', async () => {
    const literal = await startEmulator({ idempotentRun: false });
    try {
      const { id } = literal.workflow('text-to-image');
      for (const action of ['run', 'run', 'execute', 'execute']) await ask(literal, `/workflows/${id}/${action}`, { body: { inputs: {} }, headers: { 'idempotency-key': `row-${action}` } });
      expect(literal.executions.map(({ startedBy }) => startedBy)).toEqual(['run', 'run', 'execute']);
    } finally {
      await literal.close();
    }
  });

  test('with another body can be made an error', async () => {
    const strict = await startEmulator({ idempotencyMismatch: 422 });
    try {
      const path = `/workflows/${strict.workflow('text-to-image').id}/run`;
      const headers = { 'idempotency-key': 'row-1' };
      expect((await ask(strict, path, { body: {}, headers })).status).toBe(202);
      expect((await ask(strict, path, { body: { inputs: {} }, headers })).status).toBe(422);
    } finally {
      await strict.close();
    }
  });
});
