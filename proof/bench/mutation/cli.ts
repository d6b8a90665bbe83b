// npm run bench:mutation [-- --only core/runs/pace.ts,core/runs/run_id_claim.ts | -- --changed]: prints the scores and the survivors, and
// writes docs/reliability.md. --changed takes over from the last run what a test has found, where neither has changed since.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commitOf } from '../../report/commit.js';
import { writeSection } from '../../report/page.js';
import { EXPLAINED } from './explained.js';
import { broken, inWords, scores, section } from './report.js';
import { mutantsIn, withoutSurvivors, type StrykerReport } from './survivors.js';

const PAGE = 'docs/reliability.md';
const CONFIG = 'proof/bench/mutation/stryker.config.mjs';
const REPORT = 'out/mutation/mutation.json';
const LAST_RUN = 'out/mutation/incremental.json';

const { values } = parseArgs({ options: { only: { type: 'string' }, changed: { type: 'boolean' } } });
if (values.changed && values.only !== undefined) {
  console.error('Use --only or --changed: what is taken over belongs to a whole run.');
  process.exit(1);
}
if (values.changed && existsSync(LAST_RUN)) {
  writeFileSync(LAST_RUN, JSON.stringify(withoutSurvivors(JSON.parse(readFileSync(LAST_RUN, 'utf8')) as StrykerReport)));
}
const options = [...(values.only ? ['--mutate', values.only] : []), ...(values.changed ? ['--incremental'] : [])];
const { status } = spawnSync('stryker', ['run', CONFIG, ...options], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const report = JSON.parse(readFileSync(REPORT, 'utf8')) as StrykerReport;
const mutants = mutantsIn(report);
const faults = broken(mutants, EXPLAINED);
mutants.filter(({ fate }) => fate !== 'found').forEach((mutant) => console.log(inWords(mutant)));
console.log(`\n${scores(mutants, EXPLAINED)}\n`);
faults.forEach((fault) => console.error(fault));
if (values.only === undefined) {
  const commit = commitOf('.');
  const text = [...(commit ? [`Of ${commit}.`] : []), section(mutants, EXPLAINED)].join('\n\n');
  writeFileSync(PAGE, writeSection(readFileSync(PAGE, 'utf8'), 'bench:mutation', text));
  console.log(`Written: ${PAGE}`);
}
process.exit(faults.length === 0 ? 0 : 1);
