import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';

const NODE_OPTIONS = ['no_internet', 'quick_time'].map((name) => `--require ${path.resolve(`test/helpers/${name}.cjs`)}`).join(' ');

let folder: string;
let bin: string;
let emulator: Emulator;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-package-'));
  emulator = await startEmulator({ durationMs: 300, pictures: 'plain' });
  execFileSync(process.execPath, ['platforms/cli/build.mjs'], { stdio: 'pipe' });
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: 'platforms/cli', encoding: 'utf8' })) as { filename: string; files: { path: string }[] }[];
  expect(packed?.files.map(({ path: file }) => file).sort()).toEqual(['LICENSE', 'README.md', 'dist/wireflow.cjs', 'package.json']);
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', path.join(folder, packed?.filename ?? '')], { cwd: folder, stdio: 'pipe' });
  bin = path.join(folder, 'node_modules/.bin/wireflow');
}, 120_000);
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({ PATH: process.env['PATH'], HOME: folder, WIREFLOW_BASE_URL: emulator.url, WIREFLOW_API_KEY: emulator.keys.full, WIREFLOW_WEBHOOK: 'whk_local_text_to_image', NODE_OPTIONS, ...more });
const inShell = (command: string, more: Record<string, string> = {}): Promise<{ code: number | null; out: string }> =>
  new Promise((resolve) => {
    const child = spawn('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, env: { ...environment(more), PATH: `${path.dirname(bin)}:${process.env['PATH']}` } });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, out }));
  });

test('packed and installed in an empty folder, it makes an image', async () => {
  expect(existsSync(bin)).toBe(true);
  const { code, out } = await inShell('wireflow --version && echo "A boat" | wireflow generate --prompt - --out images && ls images');
  expect(code).toBe(0);
  expect(out).toMatch(/^1\.0\.0\n[\s\S]*exec_\w+-1\.png\n$/);
}, 60_000);

test('a reader that leaves early is no fault, and a long result arrives whole', async () => {
  for (let made = 0; made < 300; made += 1) emulator.addWorkflow({ name: `Workflow ${made} ${'x'.repeat(300)}` });
  expect(await inShell('wireflow workflows --json | head -n 1 | wc -l')).toEqual({ code: 0, out: '1\n' });
  const { out } = await inShell('wireflow workflows --json | wc -l');
  expect(Number(out)).toBe(emulator.workflows.length);
}, 30_000);

test('no colours where there is no terminal, whatever FORCE_COLOR says', async () => {
  const { out } = await inShell('wireflow generate --prompt x --wait 0; wireflow generate', { FORCE_COLOR: '' });
  expect(out).not.toMatch(/\u001b/);
}, 30_000);

test('Ctrl-C ends it at once with 130 and the ID, and the run goes on', async () => {
  const child = spawn(process.execPath, [path.join(folder, 'node_modules/wireflow-cli/dist/wireflow.cjs'), 'generate', '--prompt', 'x'], { cwd: folder, env: environment() });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (/Started exec_/.test(said)) child.kill('SIGINT');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(130);
  expect(said).toMatch(/The execution (exec_\w+) goes on\. Wait for it with: wireflow wait \1/);
}, 30_000);

test('a second signal ends it at once', async () => {
  emulator.fault({ on: 'trigger', delayMs: 20_000 });
  const child = spawn(process.execPath, [path.join(folder, 'node_modules/wireflow-cli/dist/wireflow.cjs'), 'generate', '--prompt', 'x'], { cwd: folder, env: { ...environment(), NODE_OPTIONS: '' } });
  while (!emulator.requests.some(({ endpoint, status }) => endpoint === 'trigger' && status === null)) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGTERM');
  const beganMs = performance.now();
  setTimeout(() => child.kill('SIGINT'), 50);
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130);
  // A first one alone gives the start three seconds to tell its id.
  expect(performance.now() - beganMs).toBeLessThan(2_000);
}, 30_000);

test('whoever stops reading loses nothing that was paid for, and sees no stack trace', async () => {
  const out = path.join(folder, 'unread');
  const child = spawn(process.execPath, [path.join(folder, 'node_modules/wireflow-cli/dist/wireflow.cjs'), 'generate', '--prompt', 'x', '--out', out], { cwd: folder, env: environment() });
  // As `2>&1 | head -0` does.
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(readdirSync(out)).toEqual([expect.stringMatching(/^exec_\w+-1\.png$/)]);
}, 30_000);

test('it waits for standard input only where it is asked for', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'node_modules/wireflow-cli/dist/wireflow.cjs'), 'generate'], { env: environment(), stdio: ['pipe', 'pipe', 'pipe'], encoding: 'utf8', timeout: 20_000 });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('--prompt is empty') });
});

test('the help is there in one and a half times what Node itself takes to start', () => {
  const costs = (args: string[]): number => Number(spawnSync(process.execPath, ['--require', path.resolve('test/helpers/cpu_at_end.cjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8' }).output[3]);
  const [bare, help]: [number[], number[]] = [[], []];
  for (let round = 0; round < 24; round += 1) {
    bare.push(costs(['-e', '0']));
    help.push(costs([path.join(folder, 'node_modules/wireflow-cli/dist/wireflow.cjs'), '--help']));
  }
  // By turns, and the lower quartile of each: what else the machine does makes some starts dearer, and none cheaper.
  const quartile = (list: number[]) => [...list].sort((a, b) => a - b)[5] ?? NaN;
  expect(quartile(help) / quartile(bare)).toBeLessThan(1.5);
}, 60_000);
