import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { ICON } from '../listing/icon.js';
import { createMakeApi } from './api.js';
import { openAppFolder } from './app_folder.js';
import { deploy } from './deploy.js';
import { showDifferences } from './diff.js';
import { targetFrom } from './target.js';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run make:deploy`: shows the plan, and with `--yes` carries it out. `--diff` shows instead what somebody changed in
 * Make, and ends with 1 where something differs.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      diff: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'even-if-public': { type: 'boolean', default: false },
      folder: { type: 'string', default: 'platforms/make/app' },
    },
  });
  const target = targetFrom(process.env);
  if (values.yes && !target) throw new Error('To deploy, set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP.');
  const make = target && { target, api: createMakeApi({ ...target, sleep }) };
  const [folder, icon] = [openAppFolder(values.folder), await readFile(ICON)];
  if (values.diff) {
    if (!make) throw new Error('To compare, set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP.');
    if ((await showDifferences({ folder, icon, ...make, print })) > 0) process.exitCode = 1;
    return;
  }
  await deploy({ folder, icon, make, yes: values.yes, evenIfPublic: values['even-if-public'], print });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
