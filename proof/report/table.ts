/** A Markdown table whose columns line up on a terminal too; figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isFigure = head.map((_cell, column) => rows.every((row) => /^[\d.,]/.test(row[column] ?? '')));
  const pad = (cell: string, column: number) => (isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0));
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (isFigure[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/**
 * The rows of a table that `table` has written, each by its column's head.
 *
 * @param head of the first column, by which the table is found
 * @throws when the text has no such table
 */
export function readTable(text: string, head: string): Record<string, string>[] {
  const lines = text.split('\n').map((line) => line.trim());
  const from = lines.findIndex((line) => line.startsWith(`| ${head} `));
  if (from < 0) throw new Error(`There is no table that begins with the column ${head}`);
  const cells = (line: string) => line.split('|').map((cell) => cell.trim()).slice(1, -1);
  const heads = cells(lines[from]!);
  const until = lines.findIndex((line, index) => index > from && !line.startsWith('|'));
  return lines.slice(from + 2, until < 0 ? undefined : until).map((line) => Object.fromEntries(cells(line).map((cell, column) => [heads[column]!, cell])));
}
