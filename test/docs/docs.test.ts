import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { emulatorGuesses, guessTable } from '../helpers/guesses.js';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const packageJson = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test('every link inside the project leads somewhere, also to a heading of a page', () => {
  const pages = filesBelow('', '.md');
  expect(pages.length).toBeGreaterThan(35);
  expect(pages.flatMap((page) => deadLinks(page).map((link) => `${page}: ${link}`))).toEqual([]);
});

test('a heading’s link is made as GitHub makes it', () => {
  const page = '# Keys, `a.b` & more\n## 📚 Books — *old*\n## Twice\n### Twice\n```\n# no heading\n```\n## [Make](make.md)’s own_name';
  expect([...anchors(page)]).toEqual(['keys-ab--more', '-books--old', 'twice', 'twice-1', 'makes-own_name']);
});

test('every command in the README exists', () => {
  const scripts = [...read('README.md').matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] as string);
  expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  expect(packageJson.scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
});

test('every section of a page that the code names exists', () => {
  const missing: string[] = [];
  for (const file of sources()) {
    for (const [, page, section] of read(file).replace(/\n\s*(\*|\/\/) ?/g, ' ').matchAll(/(docs\/[\w-]+\.md), ["“]([^"”]+)["”]/g)) {
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

/** Addresses of a page's links that lead to no file, or to no heading of a page. */
function deadLinks(page: string): string[] {
  const links = [...read(page).replace(FENCED, '').matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map((match) => match[1] as string);
  return links.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    return !existsSync(path.join(root, target)) || (anchor !== undefined && !anchors(read(target)).has(anchor));
  });
}

const FENCED = /^```[^]*?^```/gm;

/** The names under which GitHub links a page's headings. */
function anchors(words: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of words.replace(FENCED, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const name = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '').toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    let [own, times] = [name, 0];
    while (found.has(own)) own = `${name}-${(times += 1)}`;
    found.add(own);
  }
  return found;
}

const sources = (): string[] => filesBelow('', '.ts');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^\.|^(node_modules|dist|build|out|coverage)$/.test(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file, ending) : file.endsWith(ending) ? [file] : [];
  });
}
