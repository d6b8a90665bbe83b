import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { openTerminal, type Terminal } from './terminal.js';

/** Every key goes to its own host and to no other, whatever the replies name; and none is printed or kept. */
let terminal: Terminal;
let providers: Providers;
let elsewhere: Server;
let heard: string[] = [];
beforeAll(async () => {
  terminal = await openTerminal();
  const { clock } = terminal.emulator;
  providers = await startProviders({ clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms), pass: async (ms) => clock.advance(ms) }, pictures: 'plain' });
  elsewhere = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)}`);
    request.on('data', (part: Buffer) => heard.push(part.toString()));
    request.on('end', () => response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from('89504e470d0a1a0a', 'hex')));
  });
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
afterAll(() => Promise.all([terminal.close(), providers.close(), new Promise((done) => elsewhere.close(done))]));
beforeEach(() => {
  heard = [];
  terminal.emulator.reset();
  for (const name of PROVIDERS) providers[name].account.faults.clear();
});

const origin = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
const keys = () => ({ wireflow: terminal.emulator.keys.full, bfl: providers.bfl.account.key, deepinfra: providers.deepinfra.account.key, replicate: providers.replicate.account.key });
const env = () => ({
  BFL_BASE_URL: providers.bfl.url, DEEPINFRA_BASE_URL: providers.deepinfra.url, REPLICATE_BASE_URL: providers.replicate.url,
  BFL_API_KEY: keys().bfl, DEEPINFRA_API_KEY: keys().deepinfra, REPLICATE_API_TOKEN: keys().replicate,
}); // prettier-ignore

/** Runs a command with all four keys set; gives whose keys were sent where, and everything that was said or kept. */
async function watched(args: readonly string[]) {
  const homes: Readonly<Record<string, string>> = { [new URL(terminal.emulator.url).host]: 'wireflow', ...Object.fromEntries(PROVIDERS.map((name) => [new URL(providers[name].url).host, name])) };
  const sent: { to: string; keys: string[] }[] = [];
  const recording: typeof fetch = async (input, init) => {
    const text = [...new Headers(init?.headers)].flat().join(' ') + String(init?.body ?? '') + String(input);
    sent.push({ to: homes[new URL(String(input)).host] ?? 'elsewhere', keys: Object.entries(keys()).filter(([, key]) => text.includes(key)).map(([name]) => name) });
    return fetch(input, init);
  };
  const ended = await terminal.run(args, { env: env(), fetch: recording });
  const kept = readdirSync(terminal.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  return { ended, sent, everything: [ended.stdout, ended.stderr, ...kept, ...heard].join('\n') };
}

function expectAtHome({ sent, everything }: Awaited<ReturnType<typeof watched>>, home: string | null) {
  expect(sent.length).toBeGreaterThan(0);
  if (home !== null) expect(sent.some(({ keys: found }) => found.includes(home))).toBe(true);
  expect(sent.filter(({ to, keys: found }) => found.some((key) => key !== to))).toEqual([]);
  for (const key of Object.values(keys())) expect(everything).not.toContain(key);
}

const buy = (provider: ProviderName, ...more: string[]) => watched(['generate', '--provider', provider, '--prompt', 'A boat', '--json', ...more]);
const PICTURE: Readonly<Record<ProviderName, (url: string) => Record<string, unknown>>> = {
  bfl: (url) => ({ status: 'Ready', result: { sample: url } }),
  deepinfra: (url) => ({ images: null, image_url: url, status: 'ok' }),
  replicate: (url) => ({ status: 'succeeded', output: url }),
};

test.each(PROVIDERS)('%s: a picture at another host is fetched without a key', async (name) => {
  providers[name].account.faults.add({ on: name === 'deepinfra' ? 'start' : 'look', replace: PICTURE[name](`${origin()}/a.png`) });
  const seen = await buy(name);
  expect(heard.some((line) => line.startsWith('GET /a.png'))).toBe(true);
  expectAtHome(seen, name);
});

test.each(PROVIDERS.flatMap((name) => [301, 302, 303, 307, 308].map((status) => [name, status] as const)))('%s: a start that is sent on with %i goes nowhere', async (name, status) => {
  providers[name].account.faults.add({ on: 'start', answer: status, headers: { location: `${origin()}/lured` } });
  const seen = await buy(name);
  expect(seen.ended.code).not.toBe(0);
  expect(heard).toEqual([]);
  expectAtHome(seen, name);
});

test.each([['bfl', (url: string) => ({ polling_url: `${url}/lured?id=1` })], ['replicate', (url: string) => ({ urls: { get: `${url}/lured`, cancel: `${url}/lured` } })]] as const)('%s: another host as the place of a job is not asked', async (name, replace) => {
  providers[name].account.faults.add({ on: 'start', replace: replace(origin()) });
  const seen = await buy(name);
  expect(heard.filter((line) => line.includes('lured'))).toEqual([]);
  expectAtHome(seen, name);
});

test.each(['bfl', 'replicate'] as const)('%s: a look that is sent on goes nowhere', async (name) => {
  providers[name].account.faults.add({ on: 'look', answer: 302, headers: { location: `${origin()}/lured` } }, Infinity);
  const seen = await buy(name, '--wait', '5');
  expect(heard).toEqual([]);
  expectAtHome(seen, name);
});

test.each(['trigger', 'poll', 'listWorkflows'] as const)('Wireflow’s own key stays when %s is sent on', async (endpoint) => {
  terminal.emulator.fault({ on: endpoint, times: Infinity, status: 302, headers: { location: `${origin()}/lured` } });
  const seen = await watched(endpoint === 'listWorkflows' ? ['workflows', '--json'] : ['generate', '--prompt', 'A boat', '--json', '--wait', '5']);
  expect(heard).toEqual([]);
  // A start through the webhook needs no key, and has none.
  expectAtHome(seen, endpoint === 'trigger' ? null : 'wireflow');
});
