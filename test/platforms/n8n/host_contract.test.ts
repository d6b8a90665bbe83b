import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { ANSWERS, askHost, type AskedHost } from '../../../proof/n8n/host_contract.js';
import { fakeHost } from './fake_host.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ pictures: 'plain' });
});
afterAll(() => emulator.close());

test('the stand-in answers as n8n does (npm run test:n8n asks n8n the same)', async () => {
  const { host } = fakeHost({ parameters: {}, mode: 'manual' });
  expect(await askHost(host as unknown as AskedHost, `${emulator.url}/nowhere`)).toEqual(ANSWERS);
});
