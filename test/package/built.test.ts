import AdmZip from 'adm-zip';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(__dirname, '../..');
const bin = path.join(root, 'node_modules/.bin');
/** Children are kept off the internet too, and find the Node that Zapier's tools ask for. */
const env = {
  PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
  HOME: os.tmpdir(),
  NODE_OPTIONS: `--require ${path.join(root, 'test/helpers/no_internet.cjs')}`,
  DISABLE_ZAPIER_ANALYTICS: '1',
};
const node = path.join(bin, 'node');

describe('npm start', () => {
  const start = (args: string[] = [], more: Record<string, string> = {}) =>
    run(node, [path.join(root, 'dist/demo/start.js'), ...args], { env: { ...env, ...more }, cwd: folder });
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'wireflow-demo-'))));
  afterAll(() => rm(folder, { recursive: true }));

  test('makes an image of the size asked for, in under 20 s, and says where it is', async () => {
    const startedAtMs = Date.now();
    const { stdout } = await start(['--prompt', 'A "boat" {{here}} 🎈', '--size', 'story']);
    expect(Date.now() - startedAtMs).toBeLessThan(20_000);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/Connected: 5 workflows/);
    expect(stdout).toMatch(/Execution Completed fired after/);
    expect(stdout).toMatch(/^Execution +exec_\w+ \(completed\)$/m);
    expect(stdout).toMatch(/^Requests +\d+$/m);
    const image = /^Image +(\S+)$/m.exec(stdout)?.[1] as string;
    const png = await readFile(path.join(folder, image));
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 720, 1280]);
  }, 30_000);

  test.each([
    ['a bad size', ['--size', 'huge'], {}, /Size knows no size called “huge”/],
    ['an unknown option', ['--colour', 'red'], {}, /--colour/],
    ['a webhook of another host', [], { WIREFLOW_WEBHOOK: 'https://example.com/x' }, /not Wireflow/],
  ])('ends with one clear line and exit code 1: %s', async (_what, args, more, sentence) => {
    const error = (await start(args, more).catch((failed: unknown) => failed)) as { code: number; stderr: string };
    expect(error.code).toBe(1);
    expect(error.stderr.trim()).toMatch(sentence);
    expect(error.stderr.trim().split('\n')).toHaveLength(1);
  }, 30_000);
});

describe('what is uploaded to Zapier', () => {
  let folder: string;
  let names: string[];

  beforeAll(async () => {
    await run(path.join(bin, 'zapier-platform'), ['build', '--skip-validation', '--skip-dep-install'], { env, cwd: root });
    folder = await mkdtemp(path.join(os.tmpdir(), 'wireflow-zip-'));
    const zip = new AdmZip(path.join(root, 'build/build.zip'));
    names = zip.getEntries().map(({ entryName }) => entryName);
    zip.extractAllTo(folder);
  }, 90_000);
  afterAll(() => rm(folder, { recursive: true }));

  test('runs as Zapier runs it: the wrapper answers with the definition', async () => {
    const script = `
      const { handler } = await import(${JSON.stringify(path.join(folder, 'zapierwrapper.js'))});
      const { results } = await handler({ command: 'definition', calledFromCli: true });
      console.log(JSON.stringify({ create: results.creates.generate_image.display.label, platform: results.platformVersion }));`;
    const { stdout } = await run(node, ['--input-type=module', '-e', script], { env });
    expect(JSON.parse(stdout)).toEqual({ create: 'Generate Image', platform: '19.1.0' });
  }, 30_000);

  test('runs an action, checks loaded on demand included', async () => {
    const script = `
      const { handler } = await import(${JSON.stringify(path.join(folder, 'zapierwrapper.js'))});
      const bundle = { inputData: { webhook: 'whk_fake', prompt: 'x', seed: 'abc' }, authData: {}, meta: {} };
      const event = { command: 'execute', method: 'creates.generate_image.operation.perform', bundle, calledFromCli: true };
      await handler(event).catch((error) => console.log(error.message));`;
    const { stdout } = await run(node, ['--input-type=module', '-e', script], { env });
    expect(stdout).toMatch(/The field Seed needs a whole number/);
  }, 30_000);

  test('holds the app and what it needs, and nothing of the emulator, the demo or the tests', () => {
    // That package.json is a copy that an `npm run build` has left; Zapier's tool takes every file of that name along.
    const dist = names.filter((name) => name.startsWith('dist/') && name !== 'dist/package.json');
    expect(dist.filter((name) => !/^dist\/upload\/[\w-]+\.js$/.test(name))).toEqual([]);
    // The bundler puts a line with its path above every source file.
    const sources = dist.flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').matchAll(/^\/\/ ([\w@./-]+\.(?:js|ts|json))$/gm)].map((match) => match[1] as string));
    const rooms = new Set(sources.map((source) => source.split('/').slice(0, source.startsWith('node_modules/') ? 2 : 1).join('/')));
    expect([...rooms].sort()).toEqual(['authentication.ts', 'core', 'creates', 'index.ts', 'node_modules/zod', 'package.json', 'platforms', 'searches', 'triggers']);
    const code = names.filter((name) => name.startsWith('node_modules/') && /\.(c|m)?js$/.test(name));
    expect(code.filter((name) => /^node_modules\/(zod|undici|hono|satori|@resvg|jest|typescript)\//.test(name))).toEqual([]);
  });

  test('loads the checks late: they are not in the file that is loaded first', () => {
    expect(readFileSync(path.join(folder, 'dist/upload/index.js'), 'utf8')).not.toContain('// node_modules/zod');
  });
});

test('Zapier’s own validation finds nothing', async () => {
  const args = ['validate', '--without-style', '--skip-build', '--format', 'json'];
  const { stdout } = await run(path.join(bin, 'zapier-platform'), args, { env, cwd: root });
  expect(JSON.parse(stdout)).toEqual([]);
}, 60_000);

test('other programs can import the core and the emulator', async () => {
  const script = `
    const { promptBody, WireflowClient, undiciTransport } = await import('wireflow-integration/core');
    const { startEmulator } = await import('wireflow-integration/emulator');
    const emulator = await startEmulator();
    const client = new WireflowClient({ transport: undiciTransport(), baseUrl: emulator.url, apiKey: emulator.keys.full });
    const { status } = await client.trigger('whk_local_text_to_image', promptBody({ prompt: 'x' }));
    console.log(status, (await client.listWorkflows()).length);
    await emulator.close();`;
  const { stdout } = await run(node, ['--input-type=module', '-e', script], { env, cwd: root });
  expect(stdout.trim()).toBe('queued 5');
}, 30_000);
