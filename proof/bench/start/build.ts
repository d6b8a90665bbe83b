import AdmZip from 'adm-zip';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { foldersOf, type LockedPackages } from './dependencies.js';
import { minimalApp } from './minimal_app.js';

/** What `_zapier-build` compiles, and what it needs besides: nothing else of the checkout is there. */
const OUR_FILES = ['index.ts', 'authentication.ts', 'triggers', 'creates', 'searches', 'zapier', 'core', 'package.json'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'tsconfig.zapier.json', '.zapierapprc'];

export interface BuiltApp {
  /** Where the zip is unpacked. */
  readonly folder: string;
  readonly zipBytes: number;
  readonly files: readonly ZippedFile[];
}

export interface ZippedFile {
  readonly name: string;
  readonly bytes: number;
  readonly zippedBytes: number;
}

/**
 * Builds an app in a folder of its own, as `zapier-platform push` does: with its production dependencies as npm would
 * install them, copied from the checkout so that no registry is needed.
 *
 * @param root the checkout
 * @param folder an empty one, outside of the checkout: whatever lies in a `node_modules` above it could be picked up
 * @throws when the build fails, or has taken in anything from elsewhere
 */
export async function buildApp(root: string, which: 'ours' | 'minimal', folder: string): Promise<BuiltApp> {
  const app = path.join(folder, which);
  await mkdir(app);
  const ours = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Parameters<typeof minimalApp>[0];
  const from = (name: string) => cp(path.join(root, name), path.join(app, name), { recursive: true });
  await Promise.all(SETTINGS.map(from));
  if (which === 'ours') await Promise.all(OUR_FILES.map(from));
  else await Promise.all(Object.entries(minimalApp(ours)).map(([name, text]) => writeFile(path.join(app, name), text)));
  await installDependencies(root, app);

  const bin = path.join(root, 'node_modules/.bin');
  const env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}`, HOME: folder, TMPDIR: folder, DISABLE_ZAPIER_ANALYTICS: '1' };
  await promisify(execFile)(path.join(bin, 'zapier-platform'), ['build', '--skip-validation', '--skip-dep-install'], { cwd: app, env });
  const file = path.join(app, 'build/build.zip');
  const zip = new AdmZip(file);
  const files = zip.getEntries().map(({ entryName, header }) => ({ name: entryName, bytes: header.size, zippedBytes: header.compressedSize }));
  if (!files.some(({ name }) => name === 'dist/upload/index.js')) {
    throw new Error(`The build took files from outside of ${app}: set TMPDIR to a place without a node_modules above it`);
  }
  const unpacked = path.join(folder, `${which}-unpacked`);
  zip.extractAllTo(unpacked);
  return { folder: unpacked, zipBytes: (await readFile(file)).length, files };
}

async function installDependencies(root: string, app: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as { packages: LockedPackages };
  const { dependencies } = JSON.parse(await readFile(path.join(app, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const folder of foldersOf(Object.keys(dependencies), packages)) {
    const from = path.join(root, folder);
    // A package's own node_modules are folders of their own in the list.
    await cp(from, path.join(app, folder), { recursive: true, filter: (file) => !file.slice(from.length).includes('node_modules') });
  }
  // The compiler's types; a link is not followed into the zip.
  for (const name of ['@types/node', 'undici-types'].filter((one) => !existsSync(path.join(app, 'node_modules', one)))) {
    await mkdir(path.dirname(path.join(app, 'node_modules', name)), { recursive: true });
    await symlink(path.join(root, 'node_modules', name), path.join(app, 'node_modules', name));
  }
}
