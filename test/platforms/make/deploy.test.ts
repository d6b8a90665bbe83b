import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { createMakeApi } from '../../../platforms/make/deploy/api.js';
import { openAppFolder } from '../../../platforms/make/deploy/app_folder.js';
import { deploy } from '../../../platforms/make/deploy/deploy.js';
import { showDifferences } from '../../../platforms/make/deploy/diff.js';
import { targetFrom } from '../../../platforms/make/deploy/target.js';
import { startFakeMake, type FakeMake } from './fake_make.js';

const TOKEN = 'fake-make-token-0000';
const ICON = readFileSync(path.resolve('platforms/make/listing/icon.png'));
const REAL_APP = path.resolve('platforms/make/app');

const code = (folder: string, id: string, names: Record<string, string>) => Object.fromEntries(Object.entries(names).map(([key, name]) => [key, `${folder}/${id}.${name}`]));

/** A small app with one component of each kind that refers to another. */
function smallApp(): Record<string, string> {
  const manifest = {
    fileVersion: 1,
    generalCodeFiles: { base: 'base.iml.json', common: 'common.json', readme: 'README.md', groups: 'groups.json' },
    components: {
      connection: { apiKey: { label: 'Key', connectionType: 'basic', codeFiles: { ...code('c', 'api-key', { communication: 'communication.iml.json', params: 'params.iml.json' }), common: null } } },
      webhook: {},
      module: {
        watch: { label: 'Watch', description: 'Watches.', moduleType: 'trigger', connection: 'apiKey', altConnection: null, codeFiles: code('m', 'watch', { communication: 'communication.iml.json', epoch: 'epoch.iml.json' }) },
        open: { label: 'Open', description: 'Opens.', moduleType: 'action', actionCrud: 'create', connection: null, altConnection: null, codeFiles: code('m', 'open', { communication: 'communication.iml.json' }) },
        call: { label: 'Call', description: 'Calls.', moduleType: 'universal', connection: 'apiKey', altConnection: null, codeFiles: code('m', 'call', { communication: 'communication.iml.json' }) },
      },
      rpc: { list: { label: 'List', connection: 'apiKey', altConnection: null, codeFiles: code('r', 'list', { communication: 'communication.iml.json' }) } },
      function: {},
      endpoint: {},
    },
    origins: [],
  };
  return {
    'makecomapp.json': JSON.stringify(manifest),
    'base.iml.json': '{ "baseUrl": "https://service.test" }',
    'common.json': '{}',
    'README.md': '# App é\n',
    'groups.json': '[{ "label": "All", "modules": ["watch", "open", "call"] }]',
    'c/api-key.communication.iml.json': '{ "url": "https://service.test" }',
    'c/api-key.params.iml.json': '[]',
    'm/watch.communication.iml.json': '{ /* a comment */ "url": "/w" }',
    'm/watch.epoch.iml.json': '{}',
    'm/open.communication.iml.json': '{ "url": "/o" }',
    'm/call.communication.iml.json': '{ "url": "/c" }',
    'r/list.communication.iml.json': '{ "url": "/l" }',
  };
}

/** A PNG of 512 × 512 pixels with nothing on it. */
function withoutPixels(): Buffer {
  return PNG.sync.write(new PNG({ width: 512, height: 512 }), { filterType: 0 });
}

/** The icon as Make shows it: its black is white, and its edges are a little lighter. */
function asMakeShowsIt(): Buffer {
  const icon = PNG.sync.read(ICON);
  for (let at = 0; at < icon.data.length; at += 4) {
    const opacity = icon.data[at + 3] ?? 0;
    icon.data.set([255, 255, 255, opacity === 255 ? 255 : Math.max(0, opacity - 20)], at);
  }
  return PNG.sync.write(icon, { filterType: 0 });
}

let make: FakeMake;
let folder: string;
let waits: number[];
beforeEach(async () => {
  make = await startFakeMake();
  folder = mkdtempSync(path.join(tmpdir(), 'make-app-'));
  waits = [];
  write(smallApp());
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await make.close();
});

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** Runs the command; resolves to what it printed. */
async function run({ yes = true, evenIfPublic = false, from = folder, icon = null }: { yes?: boolean; evenIfPublic?: boolean; from?: string; icon?: Uint8Array | null } = {}): Promise<string> {
  const target = targetFrom({ MAKE_API_TOKEN: TOKEN, MAKE_ZONE: make.origin, MAKE_APP: 'wireflow-fake' });
  if (!target) throw new Error('There must be a target');
  const lines: string[] = [];
  const api = createMakeApi({ ...target, sleep: async (ms) => void waits.push(ms) });
  await deploy({ folder: openAppFolder(from), icon, make: { api, target }, yes, evenIfPublic, print: (line) => void lines.push(line) });
  return lines.join('\n');
}

const changes = () => make.requests.filter((request) => !request.startsWith('GET'));

test('without --yes it shows every change and makes none', async () => {
  const printed = await run({ yes: false });
  expect(printed).toContain('create    connection apiKey: “Key”');
  expect(printed).toContain('write     module watch: epoch  (m/watch.epoch.iml.json)');
  expect(printed).toContain('Nothing was changed; add --yes to do it.');
  expect(changes()).toEqual([]);
});

test('with --yes Make holds afterwards what the folder holds', async () => {
  await run();
  const { connections, rpcs, modules } = make.components;
  expect([...connections.values()]).toEqual([{ name: 'wireflow-fake', fields: { label: 'Key' }, sections: { api: smallApp()['c/api-key.communication.iml.json'], parameters: '[]' } }]);
  expect(rpcs.get('list')?.fields).toEqual({ label: 'List', connection: 'wireflow-fake', altConnection: null });
  expect(modules.get('watch')).toEqual({ name: 'watch', fields: { label: 'Watch', description: 'Watches.', typeId: 1, connection: 'wireflow-fake', altConnection: null }, sections: { api: smallApp()['m/watch.communication.iml.json'], epoch: '{}' } });
  expect(modules.get('open')?.fields).toMatchObject({ typeId: 4, crud: 'create', connection: null });
  expect(modules.get('call')?.fields).toMatchObject({ typeId: 12 });
  expect(make.app.sections).toEqual({ groups: smallApp()['groups.json'], base: smallApp()['base.iml.json'], common: '{}', readme: '# App é\n' });
});

test('the second time nothing is sent', async () => {
  await run();
  const before = changes().length;
  expect(await run()).toContain('nothing is to be done');
  expect(changes()).toHaveLength(before);
});

test('only what differs is sent again', async () => {
  await run();
  make.requests.length = 0;
  write({ 'm/open.communication.iml.json': '{ "url": "/other" }', 'makecomapp.json': smallApp()['makecomapp.json']?.replace('Watches.', 'Watches well.') ?? '' });
  await run();
  expect(changes()).toEqual(['PATCH /wireflow-fake/1/modules/watch', 'PUT /wireflow-fake/1/modules/open/api']);
  expect(make.components.modules.get('watch')?.fields).toMatchObject({ description: 'Watches well.', connection: 'wireflow-fake' });
});

describe('the icon', () => {
  test('is set once, and again only when Make shows another', async () => {
    expect(await run({ icon: ICON })).toContain('write     app: icon');
    expect(Buffer.compare(make.app.icon ?? Buffer.of(), ICON)).toBe(0);
    expect(await run({ icon: ICON })).toContain('nothing is to be done');
    make.app.icon = withoutPixels();
    expect(await run({ icon: ICON, yes: false })).toContain('write     app: icon');
  });

  test('is known again after Make has turned its black into white', async () => {
    await run({ icon: ICON });
    make.app.icon = asMakeShowsIt();
    expect(Buffer.compare(make.app.icon, ICON)).not.toBe(0);
    expect(await run({ icon: ICON })).toContain('nothing is to be done');
  });

  test('goes along with a new app, under the name that Make gives it', async () => {
    make.app.exists = false;
    await run({ icon: ICON });
    expect(make.requests).toContain('PUT /wireflow-fake-x1y2z3/1/icon');
  });
});

describe('--diff', () => {
  const differences = async () => {
    const target = targetFrom({ MAKE_API_TOKEN: TOKEN, MAKE_ZONE: make.origin, MAKE_APP: 'wireflow-fake' });
    if (!target) throw new Error('There must be a target');
    const lines: string[] = [];
    const api = createMakeApi({ ...target, sleep: async () => undefined });
    const count = await showDifferences({ folder: openAppFolder(folder), icon: ICON, api, target, print: (line) => void lines.push(line) });
    return { count, printed: lines.join('\n') };
  };
  beforeEach(() => run({ icon: ICON }));
  const module = (id: string) => make.components.modules.get(id) as NonNullable<ReturnType<typeof make.components.modules.get>>;

  test('says so when nothing differs', async () => {
    Object.assign(make.app.listing, { label: 'Wireflow', theme: '#5B4BDB', global: true, approved: false });
    expect(await differences()).toEqual({ count: 0, printed: 'Make holds what the folder holds.' });
  });

  test('shows what somebody changed in Make, section by section, and changes nothing', async () => {
    make.requests.length = 0;
    module('open').sections['api'] = '{\n  "url": "/mended",\n  "method": "GET"\n}';
    module('watch').fields['description'] = 'Watches everything.';
    make.components.rpcs.get('list')!.fields['label'] = 'List all';
    make.app.sections['readme'] = '# App é\n\nNew words.\n';
    make.app.icon = withoutPixels();
    Object.assign(make.app.listing, { theme: '#000000', global: false });
    const { count, printed } = await differences();
    expect(count).toBe(6);
    expect(printed).toBe(
      [
        'app: listing', '  -theme: #5B4BDB', '  +theme: #000000', '  -audience: global', '  +audience: countries',
        'app: icon', '  has another outline in Make',
        'app: readme  (README.md)', '   # App é', '  +', '  +New words.',
        'rpc list', '  -label: List', '  +label: List all',
        'module watch', '  -description: Watches.', '  +description: Watches everything.',
        'module open: api  (m/open.communication.iml.json)', '   {', '  -    "url": "/o"', '  +    "url": "/mended",', '  +    "method": "GET"', '   }',
        '', 'Parts that differ: 6. Lines with - stand here, lines with + in Make.',
      ].join('\n'),
    ); // prettier-ignore
    expect(changes()).toEqual([]);
  });

  test('tells another layout, and comments, from another meaning', async () => {
    module('open').sections['api'] = '// mine\n{"url":"/o",}';
    expect((await differences()).printed).toContain('module open: api  (m/open.communication.iml.json)\n  says the same in another layout');
  });

  test('shows far apart changes of one section apart', async () => {
    const long = (first: string, last: string) => JSON.stringify(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`key${at}`, at === 0 ? first : at === 29 ? last : 'same'])));
    write({ 'm/open.communication.iml.json': long('a', 'b') });
    module('open').sections['api'] = long('c', 'd');
    expect((await differences()).printed).toMatch(/"key0": "c"[^]*\n  …\n[^]*"key29": "d"/);
  });

  test('shows what is on one side only', async () => {
    make.components.modules.delete('call');
    make.components.modules.set('older', { name: 'older', fields: {}, sections: {} });
    make.app.icon = null;
    delete module('watch').sections['epoch'];
    const { printed } = await differences();
    expect(printed).toContain('module call: “Call”\n  is not in Make');
    expect(printed).toContain('module older\n  is in Make only');
    expect(printed).toContain('app: icon\n  is not in Make');
    expect(printed).toContain('module watch: epoch  (m/watch.epoch.iml.json)\n  is not in Make');
  });

  test('knows a connection by the name that Make gave it', async () => {
    module('watch').fields['connection'] = 'somebody-else';
    expect((await differences()).printed).toContain('module watch\n  -connection: wireflow-fake\n  +connection: somebody-else');
  });

  test('shows no key that somebody left in Make, nor the token', async () => {
    module('open').sections['api'] = `{ "url": "/o", "headers": { "authorization": "Bearer sk-fakefakefake", "x": "${TOKEN}" } }`;
    const { printed } = await differences();
    expect(printed).toContain('"headers"');
    expect(printed).not.toMatch(/sk-fake|fake-make-token/);
  });

  test('an app that is not there is told in a sentence', async () => {
    make.app.exists = false;
    await expect(differences()).rejects.toThrow('Make has no app wireflow-fake with version 1 for this token.');
  });
});

test('what is in Make only stays, and is named', async () => {
  await run();
  make.components.modules.set('older', { name: 'older', fields: { label: 'Older' }, sections: {} });
  expect(await run()).toContain('keep      module older: it is in Make only, and stays');
  expect(make.components.modules.has('older')).toBe(true);
});

test('nothing is deleted and nothing is published, whatever happens', async () => {
  await run();
  write({ 'makecomapp.json': smallApp()['makecomapp.json']?.replace('"Open"', '"Opened"') ?? '' });
  await run();
  expect(make.requests.filter((request) => /DELETE|\/(public|private|review|approve)/.test(request))).toEqual([]);
});

test('an app that is public is left alone until told otherwise', async () => {
  make.app.isPublic = true;
  await expect(run()).rejects.toThrow('--even-if-public');
  expect(changes()).toEqual([]);
  await run({ evenIfPublic: true });
  expect(make.components.modules.size).toBe(3);
});

test('an app that is not there is made as a private one, and its new name is told', async () => {
  make.app.exists = false;
  expect(await run()).toContain('Make named the app wireflow-fake-x1y2z3');
  expect(make.components.modules.size).toBe(3);
});

test('a 429 is waited out', async () => {
  make.refuse(429, 2, (request) => request.startsWith('PUT'));
  await run();
  expect(waits).toEqual([5000, 5000]);
  expect(await run()).toContain('nothing is to be done');
});

test('a 429 without end is an error in the end', async () => {
  make.refuse(429, Infinity, (request) => request.startsWith('PUT'));
  await expect(run()).rejects.toThrow('HTTP 429');
  expect(waits.length).toBeLessThan(20);
});

test('a run that breaks off says how far it came, and the next one goes on from there', async () => {
  make.refuse(500, 1, (request) => request === 'POST /wireflow-fake/1/modules');
  await expect(run()).rejects.toThrow(/^6 of 20 changes are done, then it broke off\. Make refused POST \/wireflow-fake\/1\/modules with HTTP 500/);
  const printed = await run();
  expect(printed).not.toContain('connection apiKey');
  expect(await run()).toContain('nothing is to be done');
});

test('the token goes into the header, and never into what is printed or thrown', async () => {
  make.refuse(401, 1, (request) => request.startsWith('POST'), `Access denied for ${TOKEN}`);
  const error = await run().catch((caught: unknown) => caught as Error);
  expect(String(error)).toContain('HTTP 401');
  expect(`${String(error)} ${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain(TOKEN);
  expect(await run()).not.toContain(TOKEN);
  expect([...make.authorizations]).toEqual([`Token ${TOKEN}`]);
});

test('without a target it shows what a new app takes, and asks Make nothing', async () => {
  const lines: string[] = [];
  await deploy({ folder: openAppFolder(folder), icon: null, make: null, yes: true, evenIfPublic: false, print: (line) => void lines.push(line) });
  expect(lines[0]).toBe('create    the app itself, private');
  expect(lines.at(-1)).toContain('Set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP');
  expect(make.requests).toEqual([]);
});

test('a Make that is not there is told without the token', async () => {
  const api = createMakeApi({ apiUrl: 'http://127.0.0.1:1/api', token: TOKEN, sleep: async () => undefined });
  const error = await api.get('/wireflow-fake/1').catch((caught: unknown) => caught as Error);
  expect(String(error)).toMatch(/Make can not be reached for GET \/wireflow-fake\/1/);
  expect(String(error)).not.toContain(TOKEN);
});

type EditableManifest = { fileVersion: number; components: Record<string, Record<string, Record<string, unknown>>> };

test.each<[string, (manifest: EditableManifest) => void, RegExp]>([
  ['another file version', (manifest) => void (manifest.fileVersion = 2), /file version that is not known/],
  ['a component of a kind that is not used', ({ components }) => void (components['webhook'] = { hook: {} }), /holds a webhook, which is not known/],
  ['a code file that is not known', ({ components }) => void (components['module']!['open']!['codeFiles'] = { mystery: 'm/open.communication.iml.json' }), /gives module open a code file “mystery”/],
  ['a module without a type', ({ components }) => void delete components['module']!['open']!['moduleType'], /no type for the module “Open”/],
  ['a connection that nobody defines', ({ components }) => void (components['module']!['open']!['connection'] = 'other'), /refers to a connection “other”/],
])('a folder with %s is refused in a sentence', async (_what, edit, sentence) => {
  const manifest = JSON.parse(smallApp()['makecomapp.json'] as string) as EditableManifest;
  edit(manifest);
  write({ 'makecomapp.json': JSON.stringify(manifest) });
  await expect(run()).rejects.toThrow(sentence);
});

test('a module that says little is sent with what it says', async () => {
  const manifest = JSON.parse(smallApp()['makecomapp.json'] as string) as EditableManifest;
  manifest.components['module']!['open'] = { label: 'Open', moduleType: 'action', codeFiles: {} };
  write({ 'makecomapp.json': JSON.stringify(manifest) });
  await run();
  expect(make.components.modules.get('open')?.fields).toEqual({ label: 'Open', typeId: 4, crud: null, connection: null, altConnection: null });
});

describe('replies of Make that lack something', () => {
  const replies: Record<string, unknown> = {};
  const api = { get: async (asked: string) => replies[asked] ?? null, bytes: async () => null, send: async () => ({}) };
  const deployWith = (given: Record<string, unknown>) => {
    Object.keys(replies).forEach((key) => delete replies[key]);
    Object.assign(replies, given);
    const lines: string[] = [];
    const target = targetFrom({ MAKE_API_TOKEN: TOKEN, MAKE_ZONE: 'eu1.make.com', MAKE_APP: 'wireflow-fake' });
    return deploy({ folder: openAppFolder(folder), icon: null, make: { api, target: target as NonNullable<typeof target> }, yes: true, evenIfPublic: false, print: (line) => void lines.push(line) }).then(() => lines);
  };

  test('an app without checksums and connections is written whole', async () => {
    await expect(deployWith({ '/wireflow-fake/1': { app: {} } })).rejects.toThrow('Make did not say how it named what it created.');
  });

  test('a connection under another label is the one that there is, without checksums too', async () => {
    const connections = { appConnections: [{ name: 'wireflow-fake', label: 'Older label' }] };
    const lines = await deployWith({ '/wireflow-fake/1': {}, '/wireflow-fake/1/checksum': {}, '/wireflow-fake/connections': connections });
    expect(lines.join('\n')).not.toContain('create    connection');
    expect(lines.join('\n')).toContain('describe  connection apiKey');
  });
});

describe('where to deploy to', () => {
  const good = { MAKE_API_TOKEN: TOKEN, MAKE_ZONE: 'eu1.make.com', MAKE_APP: 'wireflow-fake' };

  test('comes from the environment', () => {
    expect(targetFrom({})).toBeNull();
    expect(targetFrom(good)).toMatchObject({ apiUrl: 'https://eu1.make.com/api', version: 1 });
    expect(targetFrom({ ...good, MAKE_ZONE: 'us2' })).toMatchObject({ apiUrl: 'https://us2.make.com/api' });
  });

  test.each([{ MAKE_ZONE: 'evil.example' }, { MAKE_ZONE: 'eu1.make.com.evil.example' }, { MAKE_ZONE: 'eu1.make.com/x' }, { MAKE_ZONE: 'http://10.0.0.1:80' }, { MAKE_APP: '../x' }, { MAKE_APP: '' }, { MAKE_API_TOKEN: '' }, { MAKE_APP_VERSION: 'x' }])('%j is refused', (wrong) => {
    const attempt = () => targetFrom({ ...good, ...wrong });
    expect(attempt).toThrow(/MAKE_/);
    expect(attempt).not.toThrow(TOKEN);
  });
});

(existsSync(REAL_APP) ? test : test.skip)('the real app is deployed whole, and then equals', async () => {
  await run({ from: REAL_APP });
  expect(await run({ from: REAL_APP })).toContain('nothing is to be done');
  expect(make.components.modules.size).toBeGreaterThan(0);
});
