import { startEmulator } from '../../../emulators/wireflow/index.js';
import type { Emulator } from '../../../emulators/wireflow/index.js';

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' };
const PNG_SIGNATURE = '89504e470d0a1a0a';

describe('the main job, from a webhook to a file', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ clock: 'manual' });
  });
  afterAll(() => emulator.close());

  const get = (path: string) =>
    fetch(`${emulator.url}${path}`, { headers: { authorization: `Bearer ${emulator.keys.full}` } });

  test('a webhook starts a run without a key, and the run is found, followed and ends with a picture', async () => {
    const start = await fetch(emulator.webhookUrl('text-to-image'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'A lighthouse', width: 320, height: 200 }),
    });
    expect(start.status).toBe(202);
    const { executionId, ...rest } = (await start.json()) as Record<string, string>;
    expect(rest).toEqual({ status: 'queued', message: 'Workflow execution queued successfully' });

    const poll = async () => (await (await get(`/workflows/executions/${executionId}/poll`)).json()) as { status: string };
    expect((await poll()).status).toBe('QUEUED');
    emulator.clock.advance(1000);
    expect((await poll()).status).toBe('RUNNING');
    emulator.clock.advance(6000);
    const done = (await poll()) as { status: string; finalOutput: { url: string } };
    expect(done.status).toBe('COMPLETED');

    for (const path of ['/workflows/executions', `/workflows/${emulator.workflow('text-to-image').id}/executions`]) {
      const { data } = (await (await get(path)).json()) as { data: { id: string; finalOutput: unknown }[] };
      expect(data).toMatchObject([{ id: executionId, finalOutput: done.finalOutput }]);
    }

    const picture = await fetch(done.finalOutput.url, { headers: BROWSER });
    expect(picture.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect(bytes.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([320, 200]);
  });
});
