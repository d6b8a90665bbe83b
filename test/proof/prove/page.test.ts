import { readFileSync } from 'node:fs';
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
  const text = section([{ title: 'Nothing lost', about: 'As it is.', head: ['a'], rows: [['1']], broken: ['missed by “list”'] }], 7);
  expect(text).toContain('**1 promises did not hold**');
  expect(text).toContain('- missed by “list”');
});
