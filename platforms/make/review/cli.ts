import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMakeApi } from '../deploy/api.js';
import { targetFrom } from '../deploy/target.js';
import { reviewAccountFrom } from './account.js';
import { planLines, runScenarios } from './run_scenarios.js';
import { REVIEW_SCENARIOS } from './scenarios.js';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run make:review`: shows which scenarios a reviewer gets, and with `--yes` makes and runs them in Make. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });
  const chosen = REVIEW_SCENARIOS.filter(({ file }) => file.includes(values.only));
  if (chosen.length === 0) throw new Error(`No scenario has “${values.only}” in the name of its file.`);
  for (const line of planLines(chosen)) print(line);
  if (!values.yes) return print('\nMake was asked nothing; add --yes to make and run them.');
  const target = targetFrom(process.env);
  if (!target) throw new Error('To run them, set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP.');
  const api = createMakeApi({ ...target, sleep, root: '/v2' });
  const wrong = await runScenarios(chosen, { api, account: reviewAccountFrom(process.env, target), site: target.apiUrl.replace(/\/api$/, ''), sleep, print });
  if (wrong > 0) throw new Error(`${wrong} of ${chosen.length} scenarios did not end as they should.`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
