import { build, type BuildOptions } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { BUNDLES } from '../../../platforms/forms/bundles.js';
import { FORM, PAGE } from './world.js';

let folder: string;
let emulator: Emulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forms-'));
  emulator = await startEmulator();
});
afterAll(async () => {
  await Promise.all([emulator.close(), rm(folder, { recursive: true })]);
});

const bundled = async (name: keyof typeof BUNDLES, more: BuildOptions = {}): Promise<string> => {
  const outfile = join(folder, BUNDLES[name].outfile?.split('/').pop() ?? name);
  await build({ ...BUNDLES[name], ...more, outfile });
  return outfile;
};

const settings = () => ({ WIREFLOW_WEBHOOK: emulator.webhookUrl('text-to-image'), WIREFLOW_BASE_URL: emulator.url, FORM_ORIGINS: PAGE });
const request = { method: 'POST', headers: { origin: PAGE, 'content-type': 'application/json' }, body: JSON.stringify(FORM) };

test('the edge’s file needs nothing of Node, and is small', async () => {
  const { metafile } = await build({ ...BUNDLES.edge, write: false, metafile: true });
  const [output] = Object.values(metafile.outputs);
  expect(output?.imports).toEqual([]);
  expect(output?.bytes).toBeLessThan(150_000);
});

test('the edge’s file takes a form', async () => {
  const file = await bundled('edge');
  const script = `import app from ${JSON.stringify(file)};
    const answer = await app.fetch(new Request('https://proxy.example/', ${JSON.stringify(request)}), ${JSON.stringify(settings())});
    console.log(answer.status, await answer.text());`;
  expect(await outputOf(['--input-type=module', '-e', script])).toMatch(/^202 \{"executionId"/);
});

test('Node’s file listens, takes a form from the address that calls, and ends when it is told to', async () => {
  const child = spawn(process.execPath, [await bundled('node')], { env: { ...process.env, ...settings(), HOST: '', PORT: ' 0 ' } });
  const origin = await new Promise<string>((resolve) => child.stdout.on('data', (data) => void /http:\S+/.exec(String(data))?.forEach(resolve)));
  // An empty HOST is none, and not every address of the machine.
  expect(new URL(origin).hostname).toBe('127.0.0.1');
  const answer = await fetch(origin, request);
  expect(answer.status).toBe(202);
  const ofNoLength = (body: string) => fetch(origin, { ...request, body: new Blob([body]).stream(), duplex: 'half' } as RequestInit);
  expect((await ofNoLength(JSON.stringify({ ...FORM, prompt: 'In pieces' }))).status).toBe(202);
  expect((await ofNoLength('x'.repeat(70_000))).status).toBe(413);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test.each([
  [{ WIREFLOW_WEBHOOK: '' }, /^WIREFLOW_WEBHOOK is empty/],
  [{ FORM_ORIGINS: '' }, /^No allowed origin is given/],
  [{ PORT: 'high' }, /^PORT needs/],
])('Node’s file says what is missing: %j', async (changes, words) => {
  const child = spawn(process.execPath, [await bundled('node')], { env: { ...process.env, ...settings(), ...changes } });
  let said = '';
  child.stderr.on('data', (data) => (said += String(data)));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
  expect(said).toMatch(words);
  expect(said).not.toMatch(/\n\s+at /);
});

async function outputOf(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args);
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (output += String(data)));
  await new Promise((resolve) => child.once('close', resolve));
  return output;
}
