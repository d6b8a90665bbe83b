// npm run bench [-- --only part,part], from the top of the package: prints the figures and writes docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createProgress } from '../../demo/progress.js';
import { commitOf } from '../report/commit.js';
import { readSection, writeSection } from '../report/page.js';
import { batchPart } from './batch/part.js';
import { emulatorPart } from './emulator/part.js';
import { goalTable, inShort, isMet, withFigures } from './goals.js';
import { helpPart } from './help/part.js';
import { pacePart } from './pace/part.js';
import type { Figure } from './part.js';
import { startPart } from './start/part.js';
import { stepsPart } from './steps/part.js';
import { suitePart } from './suite/part.js';
import { triggerPart } from './trigger/part.js';

const PAGE = 'docs/performance.md';
const PARTS = [startPart, stepsPart, triggerPart, batchPart, emulatorPart, pacePart, helpPart] as const;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',');
/** Only where they are named: they need the internet, or take longer than all the others. */
const NAMED_PARTS = [suitePart] as const;
const parts = wanted === undefined ? PARTS : [...PARTS, ...NAMED_PARTS].filter(({ name }) => wanted.includes(name));
if (parts.length === 0) {
  console.error(`Use --only with some of: ${[...PARTS, ...NAMED_PARTS].map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const startedAtMs = Date.now();
const progress = createProgress(process.stdout);
let page = readFileSync(PAGE, 'utf8');
const figures: Figure[] = [];
for (const part of parts) {
  const result = await part.run(progress);
  console.log(`\n${part.title}\n\n${result.text}\n`);
  page = writeSection(page, `bench:${part.name}`, result.text);
  figures.push(...result.figures);
}
if (figures.length > 0) {
  const commit = commitOf('.');
  const whence = wanted === undefined ? `All of one run, of ${commit}.` : `Of different runs; the last wrote ${parts.map(({ name }) => name).join(', ')}, of ${commit}.`;
  const all = withFigures(readSection(page, 'bench'), figures, wanted === undefined);
  page = writeSection(page, 'bench', `${inShort(all)}\n\n${goalTable(all)}\n\n${commit && whence}`);
  console.log(`Goals\n\n${goalTable(figures)}\n`);
}
writeFileSync(PAGE, page);
const missed = figures.filter((figure) => !isMet(figure));
console.log(`Written: ${PAGE}, after ${((Date.now() - startedAtMs) / 1000).toFixed(0)} s. ${missed.length === 0 ? 'Every goal is met.' : `Goals that are not met: ${missed.map(({ what }) => what).join('; ')}.`}`);
