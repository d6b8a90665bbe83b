import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { foldersOf, type LockedPackages } from './locked_packages.js';

/** All else that the app imports is in its bundle; the script `bundle` leaves out the same. */
const NOT_BUNDLED = ['zapier-platform-core'];
const BUNDLE = 'dist/upload';
/** Zapier's CLI warns when there is none, and reads it to see what stays out of `source.zip`. */
const GITIGNORE = 'node_modules/\nbuild/\n';

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface UploadFolderOptions {
  /** The checkout: its `node_modules` hold what `npm ci` has installed. */
  readonly root: string;
  /** Where the app's `package.json` and its bundle lie; mostly the checkout too. */
  readonly app: string;
  /** An empty one. */
  readonly folder: string;
  /** Names the app at Zapier; its `id` and `key` come from `zapier-platform register` or `link`. */
  readonly appFile: string;
}

/**
 * Makes a folder that holds what is uploaded to Zapier and nothing else, for Zapier's CLI to build in: the CLI opens a
 * file for everything that lies beside the app, so that a checkout with its development tools ends in EMFILE.
 *
 * The dependencies are copied from the checkout as the lock file names them, not installed anew: that needs no network,
 * and what is uploaded is what the tests ran with.
 *
 * @throws when the bundle is missing, or `node_modules` holds something else than `package-lock.json` says
 */
export async function makeUploadFolder({ root, app, folder, appFile }: UploadFolderOptions): Promise<void> {
  const packageJson = await readJson<PackageJson>(path.join(app, 'package.json'));
  await cp(path.join(app, BUNDLE), path.join(folder, BUNDLE), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(uploadedPackageJson(packageJson), null, 2)}\n`);
  await writeFile(path.join(folder, '.gitignore'), GITIGNORE);
  await cp(path.resolve(root, appFile), path.join(folder, '.zapierapprc'));
  await copyDependencies(root, folder);
}

/** No scripts: the CLI would run `_zapier-build` again, where there are no sources. */
function uploadedPackageJson({ name, version, description, license, dependencies, exports }: PackageJson) {
  return {
    name,
    version,
    description,
    license,
    private: true,
    type: 'module',
    exports: { '.': (exports as Record<string, string>)['.'] },
    dependencies: Object.fromEntries(NOT_BUNDLED.map((one) => [one, dependencies[one]])),
  };
}

async function copyDependencies(root: string, folder: string): Promise<void> {
  const { packages } = await readJson<{ packages: LockedPackages }>(path.join(root, 'package-lock.json'));
  for (const name of foldersOf(NOT_BUNDLED, packages)) {
    const from = path.join(root, name);
    const { version } = await readJson<{ version: string }>(path.join(from, 'package.json'));
    // The lock file writes "1.3.0" for the "v1.3.0" of a package.
    if (version.replace(/^v/, '') !== packages[name]?.version) {
      throw new Error(`${name} is version ${version}, but package-lock.json names ${packages[name]?.version}: run npm ci, then try again.`);
    }
    // A package's own node_modules are folders of their own in the list.
    await cp(from, path.join(folder, name), { recursive: true, filter: (file) => !file.slice(from.length).includes('node_modules') });
  }
}

const readJson = async <Value>(file: string) => JSON.parse(await readFile(file, 'utf8')) as Value;
