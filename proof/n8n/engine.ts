import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { environmentOf, installedFolder, ownNode, run } from '../outside/install.js';

/** The newest n8n that runs on the Node of our devDependencies. */
export const N8N_VERSION = '2.35.0';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** An installed n8n, and the Node that it needs. */
export interface Engine {
  readonly node: string;
  readonly bin: string;
  /** A module of n8n's own. */
  require(name: string): unknown;
}

/**
 * n8n in a folder outside the project, installed once: `WIREFLOW_N8N_FOLDER`, or below the user's cache folder.
 *
 * @throws NoRoom where memory or disk are too small, or the registry can't be reached
 */
export async function installedEngine(log: (line: string) => void): Promise<Engine> {
  const node = ownNode();
  const folder = await installedFolder({ name: `n8n-${N8N_VERSION}`, variable: 'WIREFLOW_N8N_FOLDER', diskGb: 4, memoryGb: 3, notice: 'about 3 GB and 4 minutes, once', install: (fresh) => install(fresh, node) }, log);
  return { node, bin: path.join(folder, 'node_modules/n8n/bin/n8n'), require: createRequire(path.join(folder, 'package.json')) };
}

async function install(folder: string, node: string): Promise<void> {
  const env = environmentOf(node);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { n8n: N8N_VERSION } }));
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: folder, env });
  await run('npm', ['rebuild', 'sqlite3'], { cwd: folder, env });
}

/** The package as it is published, packed into `folder`. @returns the tarball's path */
export async function packedNode(folder: string): Promise<string> {
  const home = path.join(ROOT, 'platforms/n8n');
  await run(process.execPath, ['build.mjs'], { cwd: home });
  const printed = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: home });
  return path.join(folder, printed.trim().split('\n').at(-1) ?? '');
}
