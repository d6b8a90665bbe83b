import { startEmulator } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor, poll, start } from './client.js';

const world = emulatorFor(() => startEmulator({ clock: 'manual', limits: { executionsPerMinute: Infinity } }));
const trigger = () => {
  const { webhookId } = world.emulator.workflow('text-to-image');
  return ask(world.emulator, `/workflow/${webhookId}/trigger`, { body: { prompt: 'A kite' }, key: null });
};
const started = () => world.emulator.executions.length;

describe('what can be made to go wrong', () => {
  test('a status stands in for the service: nothing is handled, and only as often as asked', async () => {
    world.emulator.fault({ on: 'trigger', status: 503, times: 2, headers: { 'retry-after': '7' } });
    expect((await ask(world.emulator, '/workflows')).status).toBe(200);
    const refused = await trigger();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await trigger()).status).toBe(503);
    expect(started()).toBe(0);
    expect((await trigger()).status).toBe(202);
  });

  test('a status can also come after the work was done', async () => {
    world.emulator.fault({ on: 'trigger', status: 502, handled: true, html: true });
    const answer = await trigger();
    expect(answer).toMatchObject({ status: 502, body: expect.stringContaining('<html>') });
    expect(started()).toBe(1);
  });

  test('a connection is dropped before the request is handled, or after it', async () => {
    world.emulator.fault({ on: 'trigger', drop: 'before' });
    await expect(trigger()).rejects.toThrow();
    expect(started()).toBe(0);
    world.emulator.fault({ on: 'trigger', drop: 'after' });
    await expect(trigger()).rejects.toThrow();
    expect(started()).toBe(1);
    expect(world.emulator.requests.map((request) => request.status)).toEqual([null, null]);
  });

  test('a body is cut half way', async () => {
    world.emulator.fault({ on: 'trigger', cut: true });
    await expect(trigger()).rejects.toThrow();
    expect(started()).toBe(1);
  });

  test('a body drips after its headers, and comes whole in the end', async () => {
    world.emulator.fault({ on: 'trigger', dripMs: 2 });
    const reply = await fetch(world.emulator.webhookUrl('text-to-image'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"prompt":"A kite"}' });
    expect(reply.status).toBe(202);
    const pieces: Uint8Array[] = [];
    for await (const piece of reply.body ?? []) pieces.push(piece as Uint8Array);
    expect(pieces.length).toBeGreaterThan(10);
    expect(JSON.parse(Buffer.concat(pieces).toString())).toHaveProperty('executionId');
  });

  test('a body is HTML, nothing, something else, or huge', async () => {
    world.emulator.fault({ on: 'listWorkflows', html: true });
    expect((await ask(world.emulator, '/workflows')).headers.get('content-type')).toContain('text/html');
    world.emulator.fault({ on: 'listWorkflows', empty: true });
    expect(await ask(world.emulator, '/workflows')).toMatchObject({ status: 200, body: '' });
    world.emulator.fault({ on: 'listWorkflows', status: 204 });
    expect(await ask(world.emulator, '/workflows')).toMatchObject({ status: 204, body: '' });
    world.emulator.fault({ on: 'listWorkflows', body: { unheard: 'of' } });
    expect(await ask(world.emulator, '/workflows')).toMatchObject({ status: 200, body: { unheard: 'of' } });
    world.emulator.fault({ on: 'usage', hugeBytes: 2_000_000 });
    const huge = await ask(world.emulator, '/developer/usage');
    expect(Number(huge.headers.get('content-length'))).toBeGreaterThan(2_000_000);
    expect(huge.body).toMatchObject({ plan: 'enterprise' });
  });

  test('a reply comes late, to a request that was handled at once', async () => {
    world.emulator.fault({ on: 'trigger', delayMs: 150 });
    const begin = performance.now();
    const answer = trigger();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(started()).toBe(1);
    expect((await answer).status).toBe(202);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(145);
  });

  test('a run completes before its output is there; the fault waits for the completion', async () => {
    const id = await start(world.emulator, 'text-to-image');
    world.emulator.fault({ on: 'poll', withoutOutput: true });
    expect((await poll(world.emulator, id)).body.status).toBe('QUEUED');
    world.emulator.clock.advance(10_000);
    const early = (await poll(world.emulator, id)).body;
    expect([early.status, early.finalOutput]).toEqual(['COMPLETED', null]);
    expect(JSON.stringify(early)).not.toContain('/cdn/');
    expect((await poll(world.emulator, id)).body.finalOutput.url).toContain('/cdn/');
  });

  test.each([['REFINING'], [null]])('a status is the word %j', async (statusWord) => {
    const id = await start(world.emulator, 'text-to-image');
    world.emulator.fault({ on: ['poll', 'getExecution'], statusWord });
    const { body } = await poll(world.emulator, id);
    if (statusWord === null) expect(body).not.toHaveProperty('status');
    else expect(body.status).toBe(statusWord);
  });

  test('a rule may choose its requests by looking at them, and may be taken back', async () => {
    world.emulator.fault({ on: (request) => request.query.page === '2', status: 500, times: Infinity });
    expect((await ask(world.emulator, '/workflows')).status).toBe(200);
    expect((await ask(world.emulator, '/workflows?page=2')).status).toBe(500);
    world.emulator.clearFaults();
    expect((await ask(world.emulator, '/workflows?page=2')).status).toBe(200);
  });
});
