import { execFileSync, execSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HOME = path.resolve(__dirname, '../../../platforms/n8n');
/** One of n8n's plugins behaves otherwise where it sees a test. */
const ENV = { ...process.env, NODE_ENV: '' };

let copy: string;
beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: HOME });
  copy = mkdtempSync(path.join(os.tmpdir(), 'wireflow-scan-'));
  for (const part of ['dist', 'nodes', 'credentials', 'package.json', 'scan.mjs', 'n8n_lint.config.mjs', 'tsconfig.json']) cpSync(path.join(HOME, part), path.join(copy, part), { recursive: true });
  // Node resolves a link to the packages where they really are.
  execSync(`ln -s ${JSON.stringify(path.join(HOME, 'node_modules'))} ${JSON.stringify(path.join(copy, 'node_modules'))}`);
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** A tool's end, and what it printed. */
function run(args: readonly string[], cwd: string): { readonly passed: boolean; readonly printed: string } {
  try {
    return { passed: true, printed: execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe', env: ENV }) };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { passed: false, printed: `${stdout}${stderr}` };
  }
}

const scan = (cwd: string) => run(['scan.mjs'], cwd);

test('n8n’s verification scan passes on the source and on what is packed', () => {
  expect(scan(HOME)).toEqual({ passed: true, printed: 'source: passed\npacked files: passed\n' });
}, 60_000);

test('the scan looks at both', () => {
  const spoil = (file: string, words: string, others: string): void => {
    const before = readFileSync(path.join(copy, file), 'utf8');
    expect(before).toContain(words);
    writeFileSync(path.join(copy, file), before.replace(words, others));
  };
  spoil('nodes/Wireflow/Wireflow.node.ts', 'usableAsTool: true,', '');
  spoil('dist/nodes/Wireflow/Wireflow.node.js', '"use strict";', '"use strict"; setTimeout(() => undefined, 1);');
  const { passed, printed } = scan(copy);
  expect(passed).toBe(false);
  expect(printed).toMatch(/source: .*[\s\S]*node-usable-as-tool[\s\S]*packed files: [\s\S]*no-restricted-globals/);
}, 60_000);

test('n8n’s linter passes', () => {
  expect(run(['node_modules/eslint/bin/eslint.js', '-c', 'n8n_lint.config.mjs', '.', '--max-warnings', '0'], HOME)).toEqual({ passed: true, printed: '' });
}, 60_000);

test('the bundles ask for no module but n8n’s own and crypto', () => {
  const bundles = readdirSync(path.join(HOME, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  expect(bundles).toHaveLength(3);
  for (const bundle of bundles) {
    const code = readFileSync(path.join(HOME, 'dist', bundle), 'utf8');
    const modules = new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name));
    expect([...modules].filter((name) => name !== 'n8n-workflow' && name !== 'node:crypto')).toEqual([]);
  }
});

test('what is published is what n8n asks for, and no test, source or secret', () => {
  const listed = JSON.parse(execSync('npm pack --dry-run --json', { cwd: HOME, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { files: { path: string }[] }[];
  const files = listed[0]?.files.map((file) => file.path).sort() ?? [];
  expect(files.filter((file) => !file.startsWith('dist/'))).toEqual(['LICENSE', 'README.md', 'package.json']);
  expect(files).toEqual(expect.arrayContaining(['dist/nodes/Wireflow/Wireflow.node.js', 'dist/nodes/Wireflow/wireflow.svg', 'dist/nodes/Wireflow/__schema__/v1.0.0/image/generate.json']));
});
