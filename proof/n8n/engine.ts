import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The newest n8n that runs on the Node of our devDependencies. */
export const N8N_VERSION = '2.35.0';

const GB = 1024 ** 3;
const DISK_GB = 4;
const MEMORY_GB = 3;
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** This machine can't hold n8n: the judge is left out, which is not the same as passed. */
export class NoRoom extends Error {}

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
  const folder = process.env['WIREFLOW_N8N_FOLDER'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'wireflow-integration', `n8n-${N8N_VERSION}`);
  const node = nodeForN8n();
  if (os.freemem() < MEMORY_GB * GB) throw new NoRoom(`${MEMORY_GB} GB of memory are needed, and ${(os.freemem() / GB).toFixed(1)} are free`);
  if (!existsSync(path.join(folder, '.complete'))) await install(folder, node, log);
  return { node, bin: path.join(folder, 'node_modules/n8n/bin/n8n'), require: createRequire(path.join(folder, 'package.json')) };
}

/** n8n 2.35 refuses Node 20, which this project otherwise runs on. */
function nodeForN8n(): string {
  const own = path.join(ROOT, 'node_modules/node/bin/node');
  return existsSync(own) ? own : process.execPath;
}

async function install(folder: string, node: string, log: (line: string) => void): Promise<void> {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  const { bavail, bsize } = statfsSync(parent);
  if (bavail * bsize < DISK_GB * GB) throw new NoRoom(`${DISK_GB} GB of disk are needed in ${parent}`);
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  writeFileSync(path.join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies: { n8n: N8N_VERSION } }));
  log(`Installing n8n ${N8N_VERSION} (about 3 GB and 4 minutes, once)`);
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}` };
  try {
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: fresh, env });
    await run('npm', ['rebuild', 'sqlite3'], { cwd: fresh, env });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new NoRoom(`n8n could not be installed: ${(error as Error).message}`);
  }
  writeFileSync(path.join(fresh, '.complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** Runs a command to its end. @returns what it printed @throws with the end of it when it fails */
export function run(command: string, args: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${command} ${args[0]} ended with ${code}: ${printed.slice(-600)}`))));
  });
}

/** The package as it is published, packed into `folder`. @returns the tarball's path */
export async function packedNode(folder: string): Promise<string> {
  const home = path.join(ROOT, 'platforms/n8n');
  await run(process.execPath, ['build.mjs'], { cwd: home });
  const printed = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: home });
  return path.join(folder, printed.trim().split('\n').at(-1) ?? '');
}
