import { cp, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makeUploadFolder } from './upload_folder.js';
import { hasLogin, runCommand, runZapierCli } from './zapier_cli.js';
import { namesIn, strangersIn } from './zip_contents.js';

/** Below the checkout, where `zapier-platform upload` looks for them. */
const [ZIP, SOURCE_ZIP] = ['build/build.zip', 'build/source.zip'] as const;
const NO_LOGIN =
  'To push, log in to Zapier first: run npx zapier-platform login (or set ZAPIER_DEPLOY_KEY to a deploy key), then npm run zapier:push again.';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run zapier:build` and `npm run zapier:push`: what follows the command goes to Zapier's CLI. */
async function main([command, ...more]: readonly string[]): Promise<number> {
  if (command === 'push' && !hasLogin(process.env)) throw new Error(NO_LOGIN);
  const root = process.cwd();
  const bundled = await runCommand('npm run --silent _zapier-build', { cwd: root, shell: true });
  if (bundled !== 0) return bundled;
  // Outside of the checkout: the CLI takes what an optional import finds in any node_modules further up.
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'wireflow-upload-')));
  try {
    await makeUploadFolder({ root, app: root, folder, appFile: process.env['ZAPIER_CURRENT_APP_FILE'] || '.zapierapprc' });
    const built = await build(root, folder, command === 'build' ? more : []);
    if (built !== 0 || command !== 'push') return built;
    return await runZapierCli(root, folder, ['push', '--skip-dep-install', ...more]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Offline: Zapier's rules of style are asked of its server, when the app is pushed. */
async function build(root: string, folder: string, more: readonly string[]): Promise<number> {
  const failed =
    (await runZapierCli(root, folder, ['validate', '--without-style', '--skip-build'])) ||
    (await runZapierCli(root, folder, ['build', '--skip-dep-install', '--skip-validation', ...more]));
  if (failed !== 0) return failed;
  const names = namesIn(path.join(folder, ZIP));
  const [stranger, ...others] = strangersIn(names);
  if (stranger !== undefined) {
    throw new Error(`The zip took in files that are not the app’s (${stranger} and ${others.length} more): set TMPDIR to a folder that has no node_modules above it.`);
  }
  for (const zip of [ZIP, SOURCE_ZIP]) await cp(path.join(folder, zip), path.join(root, zip));
  const { size } = await stat(path.join(root, ZIP));
  print(`\nThe zip is ${ZIP}: ${names.length} files, ${size.toLocaleString('en-US')} bytes. Zapier checks its style rules online, in npm run zapier:push.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => void (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
