import { spawnSync } from 'node:child_process';

/**
 * Of which commit figures are, for a page that shows them.
 *
 * @param folder of the clone
 * @returns such as "commit `1a2b3c4`", or "commit `1a2b3c4` with changes"; an empty text outside a clone
 */
export function commitOf(folder: string): string {
  const git = (...args: string[]) => spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  const { status, stdout } = git('rev-parse', '--short', 'HEAD');
  if (status !== 0) return '';
  // The pages are written by the very commands that ask, one after the other.
  const isChanged = git('diff', '--quiet', 'HEAD', '--', '.', ':!docs').status !== 0;
  return `commit \`${stdout.trim()}\`${isChanged ? ' with changes' : ''}`;
}
