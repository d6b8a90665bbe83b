import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from '../../platforms/make/app_definition.js';
import { LISTING } from '../../platforms/make/listing/listing.js';
import { ERRORS_NOT_SHOWN } from '../../platforms/make/review/scenarios.js';

const root = path.resolve(__dirname, '../..');
const read = (page: string) => readFileSync(path.join(root, page), 'utf8');
const modules = app.groups.flatMap((group) => group.modules);

const CONNECTIONS = new Map(app.connections.map(({ id, label }) => [id, label]));

/** Tables of the pages that say again what the app says, by their heads. */
const TABLES: readonly (readonly [page: string, head: string, rows: readonly string[]])[] = [
  [
    'docs/make.md',
    '| Module | What it does | Connection |',
    modules.map(({ label, description, connection, altConnection }) => `| **${label}** | ${description} | ${[connection, altConnection].flatMap((id) => (id === undefined ? [] : [CONNECTIONS.get(id)])).join(' or ')} |`),
  ],
  ['docs/make-publishing.md', '| Field | Value |', Object.entries(LISTING).map(([field, value]) => `| ${field} | ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value} |`)],
  ['docs/make-publishing.md', '| Type | Why |', Object.entries(ERRORS_NOT_SHOWN).map(([type, why]) => `| \`${type}\` | ${why} |`)],
];

test.each(TABLES.map(([page, head, rows]) => [page, head, rows] as const))('%s: the table “%s” is the app’s (UPDATE_DOCS=1 writes it)', (page, head, rows) => {
  const text = read(page);
  const pattern = new RegExp(`(${head.replaceAll('|', '\\|')}\n\\|[-|]+\\|\n)((?:\\|.*\n)*)`);
  const updated = text.replace(pattern, (_all, top: string) => `${top}${rows.map((row) => `${row}\n`).join('')}`);
  expect(text).toMatch(pattern);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path.join(root, page), updated);
  else expect(text).toBe(updated);
});

test('docs/make.md calls modules, fields and outputs as Make’s editor shows them', () => {
  const shown = [
    ...CONNECTIONS.values(),
    ...modules.flatMap((module) => [module.label, ...[...(module.staticParams ?? []), ...(module.mappableParams ?? []), ...module.interface].map(({ label }) => label)]),
  ].map((label) => label.toLowerCase());
  // A paragraph may begin with a bold sentence of its own, which ends with a full stop.
  const named = [...read('docs/make.md').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name.replace(/\s+/g, ' ')).filter((name) => !name.endsWith('.'));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !shown.includes(name.toLowerCase()) && !['At Wireflow', 'At Make'].includes(name))).toEqual([]);
});

test('docs/make-publishing.md names commands that there are, and settings that they read', () => {
  const page = read('docs/make-publishing.md');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
  expect(commands.filter((script) => !(script in scripts))).toEqual([]);
  const readers = ['deploy/target.ts', 'review/account.ts', 'blueprints/cli.ts'].map((file) => read(`platforms/make/${file}`)).join('\n');
  const settings = [...page.matchAll(/\b(?:MAKE|WIREFLOW)_[A-Z_]+\b/g)].map(([name]) => name);
  expect(settings.length).toBeGreaterThan(6);
  expect(settings.filter((name) => !readers.includes(name))).toEqual([]);
});

test('docs/make.md has no word of how the app is made', () => {
  expect(read('docs/make.md')).not.toMatch(/IML|\bRPC|DataError|\brepeat\b|temp\.|mappable/);
});

test('the scenarios’ page names modules and fields of ours as the editor shows them', () => {
  const text = read('platforms/make/blueprints/files/README.md');
  for (const label of ['Run a workflow', 'Download an image', 'Get an execution', 'Watch executions', 'Maximum credits']) {
    expect(text).toContain(label);
    expect([...modules.map((module) => module.label), ...modules.flatMap(({ mappableParams = [] }) => mappableParams.map((field) => field.label))]).toContain(label);
  }
});

test('docs/make-engine.md answers each of the 33 findings, and leaves none open', () => {
  const rows = [...read('docs/make-engine.md').matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, n, finding = '', answer = '']) => ({ n: Number(n), finding: finding.trim(), answer: answer.trim() }));
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 33 }, (_, at) => at + 1));
  expect(rows.filter(({ finding, answer }) => finding.length < 5 || answer.length < 5 || /^open\b/i.test(answer))).toEqual([]);
});
