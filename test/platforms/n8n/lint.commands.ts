import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HOME = path.resolve(__dirname, '../../../platforms/n8n');
/** One of n8n's plugins behaves otherwise where it sees a test. */
const ENV = { ...process.env, NODE_ENV: '' };
/** What a person downloads to install the node. */
const MOST_PACKED_BYTES = 120_000;

interface Ended {
  readonly passed: boolean;
  readonly printed: string;
}

/** A tool's end, and what it printed. */
function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => execFile(command, args, { cwd, encoding: 'utf8', env: ENV }, (error, stdout, stderr) => resolve({ passed: error === null, printed: `${stdout}${error === null ? '' : stderr}` })));
}

function spoil(file: string, words: string, others: string): void {
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(words);
  writeFileSync(file, before.replace(words, others));
}

let copy: string;
/** Each is a process of its own, so they run side by side. */
let ended: { readonly scan: Ended; readonly scanOfSpoilt: Ended; readonly lint: Ended; readonly pack: Ended };
beforeAll(async () => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: HOME });
  copy = mkdtempSync(path.join(os.tmpdir(), 'wireflow-scan-'));
  for (const part of ['dist', 'nodes', 'credentials', 'package.json', 'scan.mjs', 'tsconfig.json']) cpSync(path.join(HOME, part), path.join(copy, part), { recursive: true });
  // Node resolves a link to the packages where they really are.
  symlinkSync(path.join(HOME, 'node_modules'), path.join(copy, 'node_modules'));
  spoil(path.join(copy, 'nodes/Wireflow/Wireflow.node.ts'), 'usableAsTool: true,', '');
  spoil(path.join(copy, 'dist/nodes.js'), '"use strict";', '"use strict"; setTimeout(() => undefined, 1);');
  const [scan, scanOfSpoilt, lint, pack] = await Promise.all([
    run(process.execPath, ['scan.mjs'], HOME),
    run(process.execPath, ['scan.mjs'], copy),
    run(process.execPath, ['node_modules/eslint/bin/eslint.js', '-c', 'n8n_lint.config.mjs', '.', '--max-warnings', '0'], HOME),
    run('npm', ['pack', '--dry-run', '--json'], HOME),
  ]);
  ended = { scan, scanOfSpoilt, lint, pack };
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('n8n’s verification scan passes on the source and on what is packed', () => {
  expect(ended.scan).toEqual({ passed: true, printed: 'source: passed\npacked files: passed\n' });
});

test('the scan looks at both', () => {
  expect(ended.scanOfSpoilt.passed).toBe(false);
  expect(ended.scanOfSpoilt.printed).toMatch(/source: .*[\s\S]*node-usable-as-tool[\s\S]*packed files: [\s\S]*no-restricted-globals/);
});

test('n8n’s linter passes', () => {
  expect(ended.lint).toEqual({ passed: true, printed: '' });
});

test('the bundles ask for no module but n8n’s own and crypto', () => {
  const bundles = readdirSync(path.join(HOME, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  expect(bundles).toContain('nodes.js');
  for (const bundle of bundles) {
    const code = readFileSync(path.join(HOME, 'dist', bundle), 'utf8');
    const modules = new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name));
    expect([...modules].filter((name) => name !== 'n8n-workflow' && name !== 'node:crypto' && name !== '../../nodes.js')).toEqual([]);
  }
});

test('what is published is what n8n asks for, and no test, source or secret', () => {
  const [listed] = JSON.parse(ended.pack.printed) as { size: number; files: { path: string }[] }[];
  const files = listed?.files.map((file) => file.path).sort() ?? [];
  expect(files.filter((file) => !file.startsWith('dist/'))).toEqual(['LICENSE', 'README.md', 'package.json']);
  const { n8n } = JSON.parse(readFileSync(path.join(HOME, 'package.json'), 'utf8')) as { n8n: { nodes: string[]; credentials: string[] } };
  expect(files).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials, 'dist/nodes/Wireflow/wireflow.svg', 'dist/nodes/Wireflow/__schema__/v1.0.0/image/generate.json']));
  expect(listed?.size).toBeLessThan(MOST_PACKED_BYTES);
});
