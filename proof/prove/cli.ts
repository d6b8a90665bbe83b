// npm run prove [-- --seed N] [-- --only part,part]: prints the figures and writes docs/reliability.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createProgress } from '../../demo/progress.js';
import { commitOf } from '../report/commit.js';
import { writeSection } from '../report/page.js';
import { table } from '../report/table.js';
import { buildN8nNode } from './n8n/node.js';
import { PARTS } from './parts.js';
import { inThreads } from './pool.js';
import { section } from './report.js';

const PAGE = 'docs/reliability.md';
const DEFAULT_SEED = 20260320;
const SHOWN_BROKEN = 20;

const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string' } } });
const seed = Number(values.seed ?? DEFAULT_SEED);
const wanted = values.only?.split(',');
const parts = PARTS.filter(({ name, isOnRequest }) => wanted?.includes(name) ?? isOnRequest !== true);
if (!Number.isInteger(seed) || parts.length === 0) {
  console.error(`Use --seed with a whole number, and --only with some of: ${PARTS.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

// Once, before any thread loads it.
buildN8nNode();
const startedAtMs = Date.now();
const progress = createProgress(process.stdout);
progress.start(`Seed ${seed}: ${parts.map(({ title }) => title).join(', ')}`);
const assignments = parts.flatMap(({ name: part, jobs }) => jobs(seed).map((job) => ({ part, job })));
const done = await inThreads(assignments, (doing) => process.stdout.isTTY && progress.start(doing));
progress.done(`Seed ${seed}: ${done.length} jobs in ${((Date.now() - startedAtMs) / 1000).toFixed(0)} s`);

const watched = done.map((one) => one.watched);
const all = parts.map((part) => part.findings(done.filter((_one, index) => assignments[index]?.part === part.name).map(({ result }) => result), watched));
for (const { title, head, rows, broken } of all) {
  console.log(`\n${title}\n\n${table(head, rows)}`);
  broken.slice(0, SHOWN_BROKEN).forEach((line) => console.error(`  broken: ${line}`));
}
const broken = all.flatMap((findings) => findings.broken);
console.log(`\n${broken.length === 0 ? 'Every promise held.' : `${broken.length} promises did not hold.`}`);
// Other seeds and single parts are for looking closer; the page shows one run as a whole.
if (wanted === undefined && values.seed === undefined) {
  writeFileSync(PAGE, writeSection(readFileSync(PAGE, 'utf8'), 'prove', section(all, seed, commitOf('.'))));
  console.log(`Written: ${PAGE}`);
}
process.exit(broken.length === 0 ? 0 : 1);
