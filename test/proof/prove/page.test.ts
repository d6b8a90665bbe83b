import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commitOf } from '../../../proof/report/commit.js';
import { PARTS } from '../../../proof/prove/parts.js';
import { section } from '../../../proof/prove/report.js';
import { readSection } from '../../../proof/report/page.js';

const page = readSection(readFileSync('docs/reliability.md', 'utf8'), 'prove');

test('the page shows every part of the proof, and that each one held', () => {
  const parts = page.split(/^### /m).slice(1);
  expect(parts.map((part) => part.split('\n')[0])).toEqual(PARTS.filter(({ isOnRequest }) => !isOnRequest).map(({ title }) => title));
  for (const part of parts) expect(part.trim().split('\n').at(-1)).toBe('Every promise held.');
});

test('what did not hold would stand there', () => {
  const text = section([{ title: 'Nothing lost', about: 'As it is.', head: ['a'], rows: [['1']], broken: ['missed by “list”'] }], 7, 'commit `1a2b3c4`');
  expect(text).toContain('**1 promises did not hold**');
  expect(text).toContain('- missed by “list”');
});

test('it says of which commit it is, where that is known', () => {
  expect(section([], 7, 'commit `1a2b3c4`')).toBe('Seed 7, commit `1a2b3c4`.');
  expect(section([], 7, '')).toBe('Seed 7.');
});

test('a clone tells its commit, and whether files differ from it; another folder tells none', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'commit-'));
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  try {
    expect(commitOf(folder)).toBe('');
    git('init', '--quiet');
    writeFileSync(path.join(folder, 'a'), '1');
    mkdirSync(path.join(folder, 'docs'));
    writeFileSync(path.join(folder, 'docs/page.md'), '1');
    git('add', '.');
    git('-c', 'user.name=Example', '-c', 'user.email=example@example.com', 'commit', '--quiet', '-m', 'one');
    const whole = `commit \`${git('rev-parse', '--short', 'HEAD').trim()}\``;
    writeFileSync(path.join(folder, 'docs/page.md'), '2');
    writeFileSync(path.join(folder, 'beside'), '');
    expect(commitOf(folder)).toBe(whole);
    writeFileSync(path.join(folder, 'a'), '2');
    expect(commitOf(folder)).toBe(`${whole} with changes`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
