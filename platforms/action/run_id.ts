import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment, Runner } from './runner.js';

/** The inputs that say what is made. */
const WHAT = ['webhook', 'workflow', 'prompt', 'prompt-file', 'size', 'inputs', 'provider', 'tier', 'megapixels'] as const;

export interface DerivedRunId {
  readonly id: string;
  /** False where the person has given it. */
  readonly isDerived: boolean;
}

/**
 * What a run is known by: the repository, the run of the workflow, the job, the leg of its matrix and the step, and what
 * is asked for. A re-run of the workflow keeps all of them, and only its attempt counts on: it gets the same image.
 *
 * @param folder the workspace; a file of prompts is known by what it says, since an earlier step may have written it anew
 */
export async function runIdOf(runner: Runner, env: Environment, folder: string): Promise<DerivedRunId> {
  const given = runner.input('run-id');
  if (given !== undefined) return { id: given, isDerived: false };
  const place = ['GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_JOB', 'GITHUB_ACTION'].map((name) => env[name] ?? '');
  const what = createHash('sha256').update(JSON.stringify([...WHAT.map((name) => runner.input(name) ?? null), ...(await wordsIn(runner.input('prompt-file'), folder))])).digest('hex').slice(0, 16);
  return { id: [...place, runner.input('matrix-leg') ?? '', what].join('/'), isDerived: true };
}

async function wordsIn(file: string | undefined, folder: string): Promise<string[]> {
  // What can't be read is said where it is read.
  return file === undefined ? [] : readFile(path.resolve(folder, file), 'base64').then((words) => [words], () => []);
}

/** Which attempt at this run of the workflow it is; 1 for the first. */
export function attemptOf(env: Environment): number {
  return Number(env['GITHUB_RUN_ATTEMPT']) || 1;
}
