import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
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
const node = process.platform === 'win32' ? process.execPath : path.join(bin, 'node');

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

  test('--provider makes it at the cheapest provider, and says for how much', async () => {
    const { stdout } = await start(['--prompt', 'A boat', '--provider', 'cheapest']);
    expect(stdout).toMatch(/^Provider +deepinfra$/m);
    expect(stdout).toMatch(/^Cost +\$0\.015 \(reported-by-response\)$/m);
    const picture = await readFile(path.join(folder, /^Image +(\S+)$/m.exec(stdout)?.[1] as string));
    expect(picture.readUInt16BE(0)).toBe(0xffd8);
  }, 30_000);

  test.each([
    ['an unknown provider', ['--provider', 'nobody'], {}, /--provider takes one of/],
    ['a bad size', ['--size', 'huge'], {}, /^\s*--size knows no size called “huge”.*square, portrait, story/],
    ['an option that npm has kept', [], { npm_config_prompt: 'true' }, /npm has kept --prompt/],
    ['an unknown option', ['--colour', 'red'], {}, /--colour/],
    ['a webhook of another host', [], { WIREFLOW_WEBHOOK: 'https://example.com/x' }, /not Wireflow/],
  ])('ends with one clear line and exit code 1: %s', async (_what, args, more, sentence) => {
    const error = (await start(args, more).catch((failed: unknown) => failed)) as { code: number; stderr: string };
    expect(error.code).toBe(1);
    expect(error.stderr.trim()).toMatch(sentence);
    expect(error.stderr.trim().split('\n')).toHaveLength(1);
  }, 30_000);
});

describe('npm run preview', () => {
  const preview = async (args: string[], more: Record<string, string> = {}) =>
    (await run(node, [path.join(root, 'dist/demo/preview/cli.js'), ...args], { env: { ...env, ...more }, timeout: 15_000 }).catch((failed: unknown) => failed)) as { code: number | null; stderr: string };

  test('ends where its port is taken, and says what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { code, stderr } = await preview(['--port', String((taken.address() as AddressInfo).port)]);
    taken.close();
    expect([code, stderr]).toEqual([1, 'That port is taken. Choose another with --port.\n']);
  }, 30_000);

  test.each([
    ['a port that is none', ['--port', '70000'], {}, /^--port takes a whole number up to 65535\n/],
    ['an option that npm has kept', [], { npm_config_live: 'true' }, /^npm has kept --live for itself/],
  ])('ends with exit code 1 and a sentence: %s', async (_what, args, more, sentence) => {
    expect(await preview(args, more)).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
  }, 30_000);
});

test('other programs can import the app, the core and the emulator', async () => {
  const script = `
    const { default: app } = await import('wireflow-integration');
    const { promptBody, WireflowClient, undiciTransport } = await import('wireflow-integration/core');
    const { startEmulator } = await import('wireflow-integration/emulator');
    const emulator = await startEmulator();
    const client = new WireflowClient({ transport: undiciTransport(), baseUrl: emulator.url, apiKey: emulator.keys.full });
    const { status } = await client.trigger('whk_local_text_to_image', promptBody({ prompt: 'x' }));
    console.log(app.creates.generate_image.key, status, (await client.listWorkflows()).length);
    await emulator.close();`;
  const { stdout } = await run(node, ['--input-type=module', '-e', script], { env, cwd: root });
  expect(stdout.trim()).toBe('generate_image queued 5');
}, 30_000);
