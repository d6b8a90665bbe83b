import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { emulatorGuesses, guessTable } from '../helpers/guesses.js';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const packageJson = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const pages = ['README.md', 'CHANGELOG.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

test.each(pages)('%s: every link inside the project leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(#[^)]*)?\)/g)].map((match) => match[1] as string);
  const dead = links.filter((link) => !existsSync(path.join(root, path.dirname(page), link)));
  expect(dead).toEqual([]);
});

test('every command in the README exists', () => {
  const scripts = [...read('README.md').matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] as string);
  expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  expect(packageJson.scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
});

test('every section of a page that the code names exists', () => {
  const missing: string[] = [];
  for (const file of sources()) {
    for (const [, page, section] of read(file).replace(/\n\s*(\*|\/\/) ?/g, ' ').matchAll(/(docs\/\w+\.md), ["“]([^"”]+)["”]/g)) {
      if (!headings(page as string).includes(section as string)) missing.push(`${file}: ${page}, “${section}”`);
    }
  }
  expect(missing).toEqual([]);
});

test('docs/service.md lists every guess that the emulator makes (UPDATE_DOCS=1 writes them)', () => {
  expect(emulatorGuesses(root).length).toBeGreaterThan(10);
  expect(guessTable(root, process.env['UPDATE_DOCS'] === '1')).toEqual({ isCurrent: true });
});

test('every room is described', () => {
  const rooms = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^\.|^(node_modules|dist|build|out|coverage|docs)$/.test(entry.name));
  const described = read('docs/architecture.md');
  expect(rooms.map(({ name }) => name).filter((name) => !described.includes(`\`${name}/`))).toEqual([]);
});

function headings(page: string): string[] {
  return [...read(page).matchAll(/^#{2,4} (.+)$/gm)].map((match) => match[1] as string);
}

function sources(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^\.|^(node_modules|dist|build|out|coverage)$/.test(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? sources(file) : file.endsWith('.ts') ? [file] : [];
  });
}
