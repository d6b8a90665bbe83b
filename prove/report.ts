import type { Findings } from './part.js';

const BEGIN = '<!-- prove begin -->';
const END = '<!-- prove end -->';

/** A Markdown table whose columns line up on a terminal too; figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isFigure = head.map((_cell, column) => rows.every((row) => /^[\d.,]/.test(row[column] ?? '')));
  const pad = (cell: string, column: number) => (isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0));
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (isFigure[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** What stands between the markers of the page. */
export function section(findings: readonly Findings[], seed: number): string {
  const parts = findings.map(({ title, about, head, rows, broken }) => `### ${title}\n\n${about}\n\n${table(head, rows)}\n\n${verdict(broken)}`);
  return [`Seed ${seed}.`, ...parts].join('\n\n');
}

function verdict(broken: readonly string[]): string {
  if (broken.length === 0) return 'Every promise held.';
  return `**${broken.length} promises did not hold**, among them:\n\n${broken.slice(0, 20).map((line) => `- ${line}`).join('\n')}`;
}

/** The page with the text between its markers replaced. @throws when it has none */
export function writeSection(page: string, text: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`The page lacks the lines ${BEGIN} and ${END}.`);
  return `${page.slice(0, from + BEGIN.length)}\n\n${text}\n\n${page.slice(to)}`;
}
