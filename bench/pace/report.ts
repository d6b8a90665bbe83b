import type { Figures } from './figures.js';

const HEADER = [
  'Schedule',
  'Requests per image',
  'Mean gap',
  '95th percentile',
  'Most requests in 60 s',
  'Hit the limit',
];

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** The figures as a Markdown table, its columns padded so that it reads well on a terminal too. */
export function table(all: readonly Figures[]): string {
  const rows = all.map((one) => [
    one.schedule,
    one.requestsPerImage.toFixed(2),
    seconds(one.meanGapMs),
    seconds(one.p95GapMs),
    String(one.busiestMinute),
    `${(one.refusedShare * 100).toFixed(1)} %`,
  ]);
  const widths = HEADER.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(HEADER), rule, ...rows.map(line)].join('\n');
}

/** What stands between the markers in docs/performance.md. */
export function section(alone: readonly Figures[], twoAtOnce: readonly Figures[]): string {
  return `One run alone on the account:\n\n${table(alone)}\n\nTwo runs started at the same moment:\n\n${table(twoAtOnce)}`;
}

const BEGIN = '<!-- bench:pace begin -->';
const END = '<!-- bench:pace end -->';

/** The text between the markers, trimmed. @throws when the page has no markers. */
export function readSection(page: string): string {
  const [from, to] = bounds(page);
  return page.slice(from, to).trim();
}

/** The page with the text between the markers replaced. @throws when the page has no markers. */
export function writeSection(page: string, text: string): string {
  const [from, to] = bounds(page);
  return `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`;
}

function bounds(page: string): [number, number] {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`The page lacks the lines ${BEGIN} and ${END}.`);
  return [from + BEGIN.length, to];
}
