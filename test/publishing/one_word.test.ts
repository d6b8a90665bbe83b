import { readdirSync, readFileSync } from 'node:fs';
import { allStrings } from '../../lint/publishing/texts.js';
import app from '../../index.js';
import { readDefinition } from '../../lint/publishing/definition.js';
import { COMMANDS } from '../../platforms/cli/commands/index.js';

/**
 * Wireflow calls what a workflow does once an execution (docs/service.md), and so does every step. “Run” stays a verb, and a noun
 * for what a Zap or a scenario does.
 */
const NOUN = /\b(a|an|the|this|that|each|every|failed|earlier|last|real|same|second|new) runs?\b(?! of (the|a|your) (Zap|scenario))/i;
const OLD_NAME = /\bRun ID\b/;
const PAGES = [
  'README.md', 'docs/outputs.md', 'docs/errors.md', 'docs/messages.md', 'docs/recipes.md', 'docs/make.md', 'docs/cli.md', 'docs/ci.md', 'docs/forms.md', 'docs/prices.md', 'docs/providers.md',
  'docs/zapier-publishing.md', 'platforms/n8n/README.md', 'platforms/make/blueprints/files/README.md', 'platforms/action/action.yml', ...readdirSync('docs/steps').map((name) => `docs/steps/${name}`),
]; // prettier-ignore

test('the pattern finds the noun, and leaves the verb alone', () => {
  for (const text of ['The run goes on.', 'a failed run', 'each run', 'the same run again']) expect(text).toMatch(NOUN);
  for (const text of ['Run Workflow', 'then run the step again', 'the run of the Zap', 'The execution goes on.']) expect(text).not.toMatch(NOUN);
});

test('labels, help and descriptions call it an execution', async () => {
  const texts = allStrings(await readDefinition(app)).filter(({ text }) => text.includes(' '));
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter(({ text }) => NOUN.test(text) || OLD_NAME.test(text))).toEqual([]);
});

test('the help of the command line does so too', () => {
  const texts = COMMANDS.flatMap((command) => allStrings(command)).filter(({ text }) => text.includes(' '));
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter(({ text }) => NOUN.test(text) || OLD_NAME.test(text)).map(({ text }) => text)).toEqual([]);
});

test.each(PAGES)('%s does so too', (page) => {
  const text = readFileSync(page, 'utf8').replace(/\s+/g, ' ');
  expect([...text.matchAll(new RegExp(`.{20}(?:${NOUN.source}|${OLD_NAME.source}).{20}`, 'gi'))].map(([where]) => where)).toEqual([]);
});

test('the sentences of errors and messages do so too', () => {
  const pages = ['docs/errors.md', 'docs/messages.md'].map((page) => readFileSync(page, 'utf8')).join('\n');
  const quoted = [...pages.matchAll(/“(.*?)”/g)].map((match) => match[1] as string);
  expect(quoted.length).toBeGreaterThan(60);
  expect(quoted.filter((sentence) => NOUN.test(sentence) || OLD_NAME.test(sentence))).toEqual([]);
});

test('two fields of one step never share a label, nor do the fields of the connection', async () => {
  const { triggers, creates, searches } = await readDefinition(app);
  const forms = Object.entries({ ...triggers, ...creates, ...searches }).map(([key, { operation }]) => [key, (operation.inputFields ?? []).flatMap((field) => (typeof field === 'object' && 'label' in field ? [String(field.label)] : []))] as const);
  expect(forms.filter(([, labels]) => labels.length > 5).length).toBeGreaterThan(3);
  const twice = forms.flatMap(([key, labels]) => labels.filter((label, index) => labels.findIndex((other) => other.toLowerCase() === label.toLowerCase()) !== index).map((label) => `${key}: ${label}`));
  expect(twice).toEqual([]);
  const connection = app.authentication?.fields?.map(({ label }) => label) ?? [];
  expect(new Set(connection).size).toBe(connection.length);
});
