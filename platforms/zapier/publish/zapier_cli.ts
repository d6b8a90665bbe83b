import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs Zapier's own CLI as it is installed in the checkout; what it prints and asks goes to the person.
 *
 * @param args as after `zapier-platform`
 * @returns its exit code
 */
export function runZapierCli(root: string, folder: string, args: readonly string[]): Promise<number> {
  const home = path.join(root, 'node_modules/zapier-platform-cli');
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const script = path.join(home, bin['zapier-platform'] as string);
  // The app file that the environment names lies in the folder under its usual name.
  const env = { ...process.env, ZAPIER_CURRENT_APP_FILE: undefined };
  return runCommand(process.execPath, { cwd: folder, env }, [script, ...args]);
}

/** Runs a program in the person's terminal. Gives its exit code. */
export async function runCommand(command: string, options: SpawnOptions, args: readonly string[] = []): Promise<number> {
  const [code] = (await once(spawn(command, args, { ...options, stdio: 'inherit' }), 'close')) as [number | null];
  return code ?? 1;
}

/** Whether the CLI would find a deploy key: in the environment, or in the file that `zapier-platform login` writes. */
export function hasLogin(environment: Environment): boolean {
  if (environment['ZAPIER_DEPLOY_KEY']) return true;
  const file = environment['ZAPIER_AUTH_LOCATION'] || path.join(os.homedir(), '.zapierrc');
  if (!existsSync(file)) return false;
  try {
    // `zapier-platform analytics` writes the same file, without a key.
    return Boolean((JSON.parse(readFileSync(file, 'utf8')) as { deployKey?: unknown }).deployKey);
  } catch {
    return false;
  }
}
