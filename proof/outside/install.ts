import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const GB = 1024 ** 3;
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** This machine can't hold a judge: it is left out, which is not the same as passed. */
export class NoRoom extends Error {}

/** A program that stands outside this project, and is too large to be one of its packages. */
export interface OutsideProgram {
  /** With its version, such as `n8n-2.35.0`. */
  readonly name: string;
  /** The variable that names another folder for it. */
  readonly variable: string;
  readonly diskGb: number;
  readonly memoryGb: number;
  /** What is about to be installed, and how long that takes. */
  readonly notice: string;
  /** Fills an empty folder. */
  install(folder: string): Promise<void>;
}

/**
 * The folder of a program that is installed once, outside the project: below the user's cache folder, or where its
 * variable says.
 *
 * @throws NoRoom where memory or disk are too small, or it can't be installed
 */
export async function installedFolder(program: OutsideProgram, log: (line: string) => void): Promise<string> {
  const { name, variable, memoryGb } = program;
  const folder = process.env[variable] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'wireflow-integration', name);
  if (os.freemem() < memoryGb * GB) throw new NoRoom(`${memoryGb} GB of memory are needed, and ${(os.freemem() / GB).toFixed(1)} are free`);
  if (!existsSync(path.join(folder, '.complete'))) await installOnce(program, folder, log);
  return folder;
}

async function installOnce({ name, diskGb, notice, install }: OutsideProgram, folder: string, log: (line: string) => void): Promise<void> {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  const { bavail, bsize } = statfsSync(parent);
  if (bavail * bsize < diskGb * GB) throw new NoRoom(`${diskGb} GB of disk are needed in ${parent}`);
  // Half an installation must not be taken for a whole one.
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  log(`Installing ${name} (${notice})`);
  try {
    await install(fresh);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new NoRoom(`${name} could not be installed: ${(error as Error).message}`);
  }
  writeFileSync(path.join(fresh, '.complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** The Node of our devDependencies, where it is there: some of these programs refuse Node 20. */
export function ownNode(): string {
  const own = path.join(ROOT, 'node_modules/node/bin/node');
  return existsSync(own) ? own : process.execPath;
}

/** The environment in which `node` and `npm` mean this Node. */
export function environmentOf(node: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}` };
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
