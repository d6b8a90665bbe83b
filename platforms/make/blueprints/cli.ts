import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { zoneHost } from '../deploy/target.js';
import { askMake } from './ask_make.js';
import { blueprintOf, DEFAULT_PREFIX } from './blueprint.js';
import { blueprintFiles, USER_FILES } from './files.js';
import { USER_SCENARIOS } from './for_users.js';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run make:blueprints`: writes the scenarios for users with the name that the app has in Make (`MAKE_APP`, or
 * `--prefix` once Make has approved it), and with `--ask` asks Make whether the other apps' modules exist.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { folder: { type: 'string', default: 'build/make-blueprints' }, prefix: { type: 'string' }, ask: { type: 'boolean', default: false } } });
  const app = process.env['MAKE_APP']?.trim();
  const prefix = values.prefix ?? (app ? `app#${app}` : DEFAULT_PREFIX);
  await mkdir(values.folder, { recursive: true });
  for (const [path, text] of blueprintFiles(prefix)) {
    if (!path.startsWith(USER_FILES)) continue;
    await writeFile(join(values.folder, basename(path)), text);
  }
  print(`${USER_SCENARIOS.length} blueprints written to ${values.folder}, with modules of ${prefix}`);
  if (values.ask) await ask();
}

async function ask(): Promise<void> {
  const site = zoneHost(process.env['MAKE_ZONE'] ?? '');
  for (const scenario of USER_SCENARIOS) {
    const faults = await askMake(site, blueprintOf(scenario));
    print(`${faults.length === 0 ? 'right' : 'WRONG'}  ${scenario.file}${faults.map((fault) => `\n       ${fault}`).join('')}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
