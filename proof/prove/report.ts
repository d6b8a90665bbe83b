import { table } from '../report/table.js';
import type { Findings } from './part.js';

/**
 * What the page shows.
 *
 * @param commit as `commitOf` names it; empty where nobody knows
 */
export function section(findings: readonly Findings[], seed: number, commit: string): string {
  const parts = findings.map(({ title, about, head, rows, broken }) => `### ${title}\n\n${about}\n\n${table(head, rows)}\n\n${verdict(broken)}`);
  return [`Seed ${seed}${commit && `, ${commit}`}.`, ...parts].join('\n\n');
}

function verdict(broken: readonly string[]): string {
  if (broken.length === 0) return 'Every promise held.';
  return `**${broken.length} promises did not hold**, among them:\n\n${broken.slice(0, 20).map((line) => `- ${line}`).join('\n')}`;
}
