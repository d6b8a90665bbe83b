import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(__dirname, '../..');
const bin = path.join(root, 'node_modules/.bin');
/** What no clone has, and the tests, which need not be copied. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'build', 'out', 'coverage', '.env', 'test']);

export interface Clone {
  readonly folder: string;
  /** Runs a command in it as at a prompt, offline and without a login. Rejects with what it printed when it fails. */
  at(command: string, environment?: Record<string, string>): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** What lies in it that git would list as new or changed. */
  changes(): Promise<string[]>;
  remove(): Promise<void>;
}

/**
 * The project as it is after `git clone` and the install part of `npm ci`, in a folder of its own: its scripts may empty
 * `dist/` while other tests run what lies in ours.
 */
export async function freshClone(): Promise<Clone> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'wireflow-clone-')));
  await cp(root, folder, { recursive: true, filter: (file) => !LEFT_OUT.has(path.relative(root, file)) });
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const home = await mkdtemp(path.join(os.tmpdir(), 'wireflow-home-'));
  const env = {
    ...(process.platform === 'win32' ? process.env : {}),
    PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
    HOME: home,
    USERPROFILE: home,
    NODE_OPTIONS: `--require ${path.join(root, 'test/helpers/no_internet.cjs')}`,
    DISABLE_ZAPIER_ANALYTICS: '1',
  };
  const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['sh', '-c'];
  const at: Clone['at'] = (command, more = {}) => {
    const [file, ...options] = shell as [string, ...string[]];
    const child = run(file, [...options, command], { cwd: folder, env: { ...env, ...more } });
    child.child.stdin?.end();
    return child;
  };
  await at('git init --quiet && git add --all && git -c user.name=test -c user.email=test@example.com commit --quiet --message test');
  return {
    folder,
    at,
    changes: async () => (await at('git status --porcelain --untracked-files=all')).stdout.split('\n').filter((line) => line !== ''),
    remove: async () => void (await Promise.all([folder, home].map((one) => rm(one, { recursive: true })))),
  };
}
