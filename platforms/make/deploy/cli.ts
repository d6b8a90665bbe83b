import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMakeApi } from './api.js';
import { openAppFolder } from './app_folder.js';
import { deploy } from './deploy.js';
import { targetFrom } from './target.js';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run make:deploy`: shows the plan, and with `--yes` carries it out. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      yes: { type: 'boolean', default: false },
      'even-if-public': { type: 'boolean', default: false },
      folder: { type: 'string', default: 'platforms/make/app' },
    },
  });
  const target = targetFrom(process.env);
  if (values.yes && !target) throw new Error('To deploy, set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP.');
  const make = target && { target, api: createMakeApi({ ...target, sleep }) };
  await deploy({ folder: openAppFolder(values.folder), make, yes: values.yes, evenIfPublic: values['even-if-public'], print });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
