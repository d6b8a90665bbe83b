import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { INDEX, indexPage, indexRows } from './step_index.js';
import { documentedSteps, read, root } from './step_pages.js';

test('every step has its page and its like on the other platform, or the reason why not', async () => {
  expect((await indexRows()).missing).toEqual([]);
});

test('the index of steps is current (UPDATE_DOCS=1 writes it)', async () => {
  const page = await indexPage();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path.join(root, INDEX), page);
  expect(existsSync(path.join(root, INDEX)) && read(INDEX)).toBe(page);
});

test('README names every step', async () => {
  const table = read('README.md');
  expect((await documentedSteps()).map(({ label }) => label).filter((label) => !table.includes(`**${label}**`))).toEqual([]);
});
