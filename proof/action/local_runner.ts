import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { environmentOf, installedFolder, run } from '../outside/install.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ACTION = path.join(ROOT, 'platforms/action');
/** What the runner is made of, with its lock. */
const RUNNER = path.join(ROOT, 'proof/action/runner');
const { dependencies } = JSON.parse(readFileSync(path.join(RUNNER, 'package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };

export const RUNNER_NAME = `local-action-${dependencies['@github/local-action']}`;
export const NODE_VERSION = dependencies['node'] ?? '';

/** action.yml, as far as the runner reads it. */
export const ACTION_FILE = parse(readFileSync(path.join(ACTION, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
};

/** GitHub's local runner of JavaScript actions, and the Node that action.yml asks for. */
export interface LocalRunner {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @throws NoRoom where it can't be installed; `WIREFLOW_ACTION_RUNNER_FOLDER` names another folder for it */
export async function installedRunner(log: (line: string) => void): Promise<LocalRunner> {
  const name = `${RUNNER_NAME}-node-${NODE_VERSION}`;
  const folder = await installedFolder({ name, variable: 'WIREFLOW_ACTION_RUNNER_FOLDER', diskGb: 1.5, memoryGb: 0.5, notice: 'about 500 MB and a minute, once', install }, log);
  return { folder, env: environmentOf(path.join(folder, 'node_modules/node/bin/node')) };
}

async function install(folder: string): Promise<void> {
  for (const file of ['package.json', 'package-lock.json']) cpSync(path.join(RUNNER, file), path.join(folder, file));
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  // Its own script puts the program itself in its place.
  await run('npm', ['rebuild', 'node', '--silent'], { cwd: folder });
}

/** One use of the Action, as a step of a workflow. */
export interface Step {
  /** A folder of its own, made for it. */
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the job once the log says this. */
  readonly cancelAt?: RegExp;
}

export interface EndedStep {
  readonly code: number;
  /** What the Action itself has printed, without the runner's own words. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * Runs the committed bundle by its action.yml in GitHub's local runner, in a copy of the Action's folder that has nothing
 * else beside it.
 */
export async function runStep({ folder: runner, env: runnerEnv }: LocalRunner, { folder, inputs, env = {}, cancelAt }: Step): Promise<EndedStep> {
  const action = path.join(folder, 'action');
  const workspace = path.join(folder, 'workspace');
  mkdirSync(path.join(action, 'dist'), { recursive: true });
  mkdirSync(workspace, { recursive: true });
  for (const file of ['action.yml', ACTION_FILE.runs.main]) cpSync(path.join(ACTION, file), path.join(action, file));
  // The repository's own, above the Action: it says that the bundle is of ES modules.
  writeFileSync(path.join(action, 'package.json'), '{"type":"module"}');
  const files = { GITHUB_OUTPUT: path.join(folder, 'output'), GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const dotenv = path.join(folder, 'step.env');
  writeFileSync(dotenv, dotenvOf({ GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_WORKSPACE: workspace, ...files, ...inputVariables(inputs), ...env }));
  const child = spawn(process.execPath, [path.join(runner, 'node_modules/@github/local-action/bin/local-action.js'), action, ACTION_FILE.runs.main, dotenv], { cwd: runner, env: { ...runnerEnv, XDG_STATE_HOME: path.join(folder, 'state') } });
  const printed = await ended(child, cancelAt);
  return { ...printed, log: ownWords(printed.log), outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8')), summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

/** Every input of action.yml stands in the environment, empty where it was not given; GitHub works the expressions out. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(inputs).find((name) => !(name in ACTION_FILE.inputs));
  if (unknown !== undefined) throw new Error(`action.yml has no input ${unknown}`);
  return Object.fromEntries(Object.entries(ACTION_FILE.inputs).map(([name, { default: usual = '' }]) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? usual.replace('${{ strategy.job-index }}', '0')]));
}

const dotenvOf = (variables: Readonly<Record<string, string>>): string => Object.entries(variables).map(([name, value]) => `${name}=\`${value}\`\n`).join('');

async function ended(child: ChildProcess, cancelAt: RegExp | undefined): Promise<{ code: number; log: string }> {
  let log = '';
  let isCancelled = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (cancelAt === undefined || isCancelled || !cancelAt.test(log)) return;
      isCancelled = true;
      // As GitHub's runner cancels: the Action's own process is told, and not the runner's beside it.
      process.kill(innermost(child.pid ?? 0), 'SIGINT');
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (given) => resolve(given ?? -1));
  });
  return { code, log };
}

/** The process at the end of the runner's chain of npm, shell and loader. */
function innermost(pid: number): number {
  const list = `/proc/${pid}/task/${pid}/children`;
  const [first] = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter((word) => /^\d+$/.test(word)) : [];
  return first === undefined ? pid : innermost(Number(first));
}

function ownWords(log: string): string {
  const [, own = ''] = /Running Action\s+=+\s+([\s\S]*?)(?:\n=+\n\s+Action Outputs|\nError: Command failed: |$)/.exec(log) ?? [];
  return own;
}

function outputsIn(words: string): Record<string, string> {
  return Object.fromEntries([...words.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm)].map(([, name, , value]) => [name, value]));
}
