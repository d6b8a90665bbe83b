import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_KINDS } from '../../core/model/errors.js';
import { OUTCOME_STATUSES } from '../../core/outputs/batch_output.js';
import { FAILURE_KINDS } from '../../core/model/failure_kind.js';
import { documentedSteps, fieldIn, GENERATED, generatedPart, isRun, noteOf, read, root, SHARED, SHARED_PAGE, sharedOutputRows, updatePage, updateSharedPage, type DocumentedStep } from './step_pages.js';

let steps: DocumentedStep[];
beforeAll(async () => {
  steps = await documentedSteps();
  if (process.env['UPDATE_DOCS'] !== '1') return;
  steps.forEach(updatePage);
  updateSharedPage(steps.find(({ outputs }) => isRun(outputs)) as DocumentedStep);
});

test('every step that a person sees in the editor has a page, and no page stands without its step', () => {
  const pages = readdirSync(path.join(root, 'docs/steps')).filter((name) => name !== 'README.md').map((name) => `docs/steps/${name}`);
  expect(pages.sort()).toEqual(steps.map(({ page }) => page).sort());
});

test('a page begins with the label and the description that the editor shows', () => {
  const wrong = steps.filter(({ label, description, page }) => !plain(read(page)).startsWith(`# ${label} ${description}`));
  expect(wrong.map(({ page }) => page)).toEqual([]);
});

test('its tables of fields and outputs are those of the definition (UPDATE_DOCS=1 writes them)', () => {
  for (const step of steps) {
    const page = read(step.page);
    for (const [mark, rows] of Object.entries(GENERATED)) {
      const isOptional = mark === 'sizes' || (mark === 'fields' && step.inputs.length === 0);
      const part = generatedPart(page, mark);
      if (part !== null || !isOptional) expect({ page: step.page, mark, part }).toEqual({ page: step.page, mark, part: rows(step, page).join('\n') });
    }
  }
});

test('every output is explained: those of an execution once, for all steps', () => {
  for (const { page, outputs } of steps) {
    for (const { key } of outputs) {
      const where = isRun(outputs) && SHARED.has(key) ? SHARED_PAGE : page;
      expect({ where, key, note: noteOf(read(where), key) }).toEqual({ where, key, note: expect.stringMatching(/\w/) });
    }
  }
});

test('the table of an execution’s outputs is that of the definition (UPDATE_DOCS=1 writes it)', () => {
  const shared = read(SHARED_PAGE);
  const runs = steps.filter(({ outputs }) => isRun(outputs));
  expect(runs.length).toBeGreaterThan(5);
  for (const step of runs) expect({ page: step.page, part: generatedPart(shared, 'outputs') }).toEqual({ page: step.page, part: sharedOutputRows(step, shared).join('\n') });
});

test('a page says what the step needs, how it behaves, and shows an example', () => {
  for (const { page } of steps) {
    const titles = [...read(page).matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect({ page, titles }).toEqual({ page, titles: ['What it needs', 'Fields', 'What it gives', 'How it behaves', 'Example'] });
  }
});

const PAGES = [SHARED_PAGE, 'docs/errors.md', 'docs/messages.md', 'docs/recipes.md', ...readdirSync(path.join(root, 'docs/steps')).filter((name) => name !== 'README.md').map((name) => `docs/steps/${name}`)];

describe.each(PAGES)('%s', (page) => {
  test('names in **bold** are steps and groups of the editor, names in `code` are its fields, outputs and words', () => {
    const fields = steps.flatMap(({ inputs }) => inputs.map(fieldIn).filter((field) => field !== null));
    const steady = new Set([...steps.map(({ label }) => label), ...steps.flatMap(({ groups }) => [...groups.values()])]);
    const words = new Set<string>([...[...fields, ...steps.flatMap(({ outputs }) => outputs)].map(({ label }) => label ?? ''), ...OUTCOME_STATUSES, ...FAILURE_KINDS, ...ERROR_KINDS]);
    const isScope = (word: string) => /^(workflows|executions|usage):(read|write|execute)$/.test(word);
    const isExample = (word: string) => /fake|example|^[{[]/.test(word);
    const text = plain(read(page).replace(generatedPart(read(page), 'fields') ?? '', ''));
    const unknown = [
      ...names(text, /\*\*(.+?)\*\*/g).filter((name) => !steady.has(name)),
      ...names(text, /`([^`]+)`/g).filter((name) => !words.has(name) && !isScope(name) && !isExample(name)),
    ];
    expect(unknown).toEqual([]);
  });

  test('every link leads to a page, and to a heading on it', () => {
    const dead = names(read(page), /\]\((?!https?:)([^)]+)\)/g).filter((link) => {
      const [file, heading] = link.split('#') as [string, string?];
      const target = path.join(root, path.dirname(page), file || path.basename(page));
      return !existsSync(target) || (heading !== undefined && !headings(readFileSync(target, 'utf8')).includes(heading));
    });
    expect(dead).toEqual([]);
  });

  test('lines outside of tables are short', () => {
    expect(read(page).split('\n').filter((line) => line.length > 120 && !line.startsWith('|'))).toEqual([]);
  });
});

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] as string);
}

/** As links name them. */
function headings(page: string): string[] {
  return names(page, /^#+ (.*)$/gm).map((title) => title.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-'));
}

/** Without comments, programs and line breaks. */
function plain(page: string): string {
  return page.replace(/^```[\s\S]*?^```$/gm, '').replace(/<!-- .*? -->/g, '').replace(/\s+/g, ' ').trim();
}
