import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a compiled script of the bench in a process of its own.
 *
 * @param script its address
 * @param input plain data, which the script finds through `processInput`
 * @param nodeFlags for Node itself
 * @returns what the script hands to `processOutput`
 */
export function inFreshProcess<T>(script: URL, input: unknown, nodeFlags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(script), [JSON.stringify(input)], { execArgv: [...nodeFlags], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('message', (output) => resolve(output as T));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${fileURLToPath(script)} ended with code ${code} and without a result`)));
  });
}

export function processInput<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T;
}

/** Hands the result over and ends the process. */
export function processOutput(output: unknown): void {
  process.send?.(output, () => process.exit(0));
}
