import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { execute } from './fake_host.js';

let emulator: Emulator;
beforeAll(async () => void (emulator = await startEmulator({ pictures: 'plain' })));
afterEach(() => emulator.reset());
afterAll(() => emulator.close());

test.each(['whk_local_text_to_image', 'b7c1d2e3f4', 'cmlocaltexttoimage0000000'])('a picture’s link with %s in it arrives whole, and an error that is none does not arrive', async (id) => {
  const link = `${emulator.url}/outputs/${id}/a.png?x=${id}`;
  const body = { executionId: 'exec_one', status: 'COMPLETED', success: true, error: 0, errors: [], message: 'null', workflowId: id, nodeStates: [{ id: 'n', status: 'COMPLETED', error: 'None', output: { images: [{ url: link }] } }] };
  for (const on of ['trigger', 'poll'] as const) emulator.fault({ on, status: 200, times: Infinity, body });
  for (const wait of [true, false]) {
    const [item] = await execute({ parameters: { resource: 'image', operation: 'generate', webhook: id, prompt: 'x', wait, options: { download: false }, simplify: false }, credential: { apiKey: emulator.keys.full, baseUrl: emulator.url } });
    expect(item?.json).toMatchObject({ status: 'completed', imageUrl: link });
    expect([item?.json['error'] ?? null, item?.json['errorMessage'] ?? null, item?.json['message'] ?? null]).toEqual([null, null, null]);
  }
});
