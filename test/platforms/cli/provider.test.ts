import { existsSync, rmSync, statSync } from 'node:fs';
import * as files from 'node:fs/promises';
import path from 'node:path';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { openTerminal, type Terminal } from './terminal.js';

jest.mock('node:fs/promises', () => ({ __esModule: true, ...jest.requireActual<typeof files>('node:fs/promises') }));

let terminal: Terminal;
let providers: Providers;
beforeAll(async () => {
  terminal = await openTerminal();
  providers = await startProviders({ clock: { now: () => terminal.emulator.clock.now(), advance: (ms) => terminal.emulator.clock.advance(ms), pass: async (ms) => terminal.emulator.clock.advance(ms) }, pictures: 'plain' });
});
afterAll(() => Promise.all([terminal.close(), providers.close()]));

const env = () => ({
  WIREFLOW_API_KEY: undefined, WIREFLOW_WEBHOOK: undefined,
  BFL_BASE_URL: providers.bfl.url, DEEPINFRA_BASE_URL: providers.deepinfra.url, REPLICATE_BASE_URL: providers.replicate.url,
  BFL_API_KEY: providers.bfl.account.key, DEEPINFRA_API_KEY: providers.deepinfra.account.key, REPLICATE_API_TOKEN: providers.replicate.account.key,
}); // prettier-ignore

test.each(['bfl', 'deepinfra', 'replicate'])('buys from %s, saves the image, and buys nothing twice', async (provider) => {
  const args = ['generate', '--provider', provider, '--prompt', 'A boat', '--run-id', `order of ${provider}`, '--json'];
  const first = await terminal.run(args, { env: env() });
  expect({ code: first.code, stderr: first.stderr }).toMatchObject({ code: 0 });
  const file = String(first.lines[0]?.['image_file']);
  expect(existsSync(path.join(terminal.folder, file))).toBe(true);
  expect(first.lines[0]).toMatchObject({ status: 'completed', provider, image_count: 1 });
  const again = await terminal.run(args, { env: env() });
  expect(again.stdout + again.stderr).toContain('nothing new was started');
}, 60_000);

test.each(['deepinfra', 'bfl'])('an image of %s that the folder takes no more is not lost: its link dies within minutes, or there is none', async (provider) => {
  const { link } = jest.requireActual<typeof files>('node:fs/promises');
  const full = jest.spyOn(files, 'link').mockImplementation(async (from, to) => {
    if (String(to).startsWith(terminal.folder)) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    return link(from, to);
  });
  const { code, lines, stderr } = await terminal.run(['generate', '--provider', provider, '--prompt', 'A boat', '--out', 'shut', '--json'], { env: env() });
  full.mockRestore();
  const file = String(lines[0]?.['image_file']);
  // On a machine of many users it is nobody else's.
  expect([code, existsSync(file), statSync(path.dirname(file)).mode & 0o77]).toEqual([7, true, 0]);
  expect(stderr).toContain(`Image 1 was not saved: it could not be written: the disk is full.\nImage 1 stands here in its place: ${file}`);
  rmSync(path.dirname(file), { recursive: true });
}, 60_000);

test.each<[string, string[], Record<string, string | undefined>, number, RegExp]>([
  ['no key', ['--provider', 'bfl'], { BFL_API_KEY: '' }, 3, /needs a key of Black Forest Labs.*Set BFL_API_KEY/],
  ['a key that is refused', ['--provider', 'bfl'], { BFL_API_KEY: 'wrong-key' }, 3, /does not accept the API key/],
  ['a provider that there is not', ['--provider', 'acme'], {}, 2, /--provider takes one of/],
  ['a tier that the provider has not', ['--provider', 'deepinfra', '--tier', 'ultra'], {}, 2, /Choose another tier/],
  ['an edit without an image', ['--provider', 'bfl', '--tier', 'edit'], {}, 2, /there is none\. Give it with --image/],
  ['no time', ['--provider', 'bfl', '--wait', '0'], {}, 2, /its link dies within minutes/],
  ['an option of Wireflow’s', ['--provider', 'bfl', '--webhook', 'whk_x'], {}, 2, /--webhook is for Wireflow/],
  ['a tier without a provider', ['--tier', 'pro'], {}, 2, /--tier is for the providers/],
])('refuses %s before anything is bought', async (_, args, more, code, sentence) => {
  const ended = await terminal.run(['generate', '--prompt', 'x', ...args], { env: { ...env(), ...more } });
  expect(ended.stderr).toMatch(sentence);
  expect(ended.code).toBe(code);
}, 30_000);
