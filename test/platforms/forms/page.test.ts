import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/forms.md');
const namesIn = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, name]) => name as string))].sort();

test('docs/forms.md lists every variable that the proxy reads, and no other', () => {
  const reading = read('platforms/forms/proxy/environment.ts') + read('platforms/forms/proxy/node.ts');
  const read_ = namesIn(reading, /\b((?:FORM|WIREFLOW|TURNSTILE)_[A-Z_]+|HOST|PORT)\b/g).filter((name) => !['TURNSTILE_URL', 'WIREFLOW_BASE_URL'].includes(name));
  const listed = namesIn(page.split('| Variable |')[1] ?? '', /`([A-Z_]{4,})`/g);
  expect(listed).toEqual(read_);
});

test('docs/forms.md lists every text of the form that can be replaced', () => {
  const texts = namesIn(read('platforms/forms/snippet/wireflow-form.js').split('const TEXTS = {')[1]?.split('};')[0] ?? '', /^ {4}(\w+):/gm);
  const listed = namesIn(page.split('`data-text-NAME`')[1]?.split('\n\n')[0] ?? '', /`(\w+)`/g);
  expect(listed).toEqual(texts);
});

test('docs/forms.md says in bold what a webhook in a page is', () => {
  expect(page).toContain('**A public webhook is a public purse.**');
});
