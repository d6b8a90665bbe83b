// npm run prove [-- --seed N] [-- --only part,part]: prints the figures and writes docs/reliability.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createProgress } from '../demo/progress.js';
import type { Findings, Part } from './part.js';
import { PARTS } from './parts.js';
import { section, table, writeSection } from './report.js';

const PAGE = 'docs/reliability.md';
const DEFAULT_SEED = 20260320;

const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string' } } });
const seed = Number(values.seed ?? DEFAULT_SEED);
const wanted = values.only?.split(',');
const parts = PARTS.filter(({ name }) => wanted === undefined || wanted.includes(name));
if (!Number.isInteger(seed) || parts.length === 0) {
  console.error(`Use --seed with a whole number, and --only with some of: ${PARTS.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

console.log(`Seed ${seed}`);
const startedAtMs = Date.now();
const progress = createProgress(process.stdout);
const all: Findings[] = [];
for (const part of parts) all.push(await prove(part));
progress.stop();
const broken = all.flatMap((findings) => findings.broken);
console.log(`\n${((Date.now() - startedAtMs) / 1000).toFixed(0)} s; ${broken.length === 0 ? 'every promise held' : `${broken.length} promises did not hold`}`);
if (wanted === undefined && values.seed === undefined) {
  writeFileSync(PAGE, writeSection(readFileSync(PAGE, 'utf8'), section(all, seed)));
  console.log(`Written: ${PAGE}`);
}
process.exit(broken.length === 0 ? 0 : 1);

async function prove({ title, run }: Part): Promise<Findings> {
  const beganAtMs = Date.now();
  progress.start(title);
  const findings = await run(seed, (doing) => progress.start(doing));
  progress.done(`${title}: ${((Date.now() - beganAtMs) / 1000).toFixed(0)} s`);
  console.log(`\n${table(findings.head, findings.rows)}\n`);
  findings.broken.slice(0, 20).forEach((line) => console.error(`  broken: ${line}`));
  return findings;
}
