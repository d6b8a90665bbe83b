import { table } from '../../report/table.js';
import type { Explained } from './explained.js';
import { groupOf, GROUPS, isHeld } from './groups.js';
import type { Mutant } from './survivors.js';

const HEAD = ['Files', 'Mutants', 'Found', 'Survived', 'In no test', 'Score', 'Explained'];

/** A survivor, as a person can find it again. */
export function inWords({ file, line, original, mutated }: Mutant): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 120);
  return `${file}:${line}: ${short(original)} → ${short(mutated)}`;
}

export function isExplained(mutant: Mutant, explained: readonly Explained[]): boolean {
  return explained.some(({ file, original, mutated }) => file === mutant.file && original === mutant.original && mutated === mutant.mutated);
}

/**
 * What does not hold: survivors in the held modules that nobody explained, and explanations of what does not survive.
 *
 * @param mutants of whole files
 */
export function broken(mutants: readonly Mutant[], explained: readonly Explained[]): string[] {
  const survivors = mutants.filter(({ fate }) => fate !== 'found');
  const files = new Set(mutants.map(({ file }) => file));
  const unexplained = survivors.filter((mutant) => isHeld(mutant.file) && !isExplained(mutant, explained));
  const idle = explained.filter((one) => files.has(one.file) && !survivors.some((mutant) => isExplained(mutant, [one])));
  return [
    ...unexplained.map((mutant) => `survived, and is not explained: ${inWords(mutant)}`),
    ...idle.map(({ file, original, mutated }) => `explained, but does not survive: ${file}: ${original} → ${mutated}`),
  ];
}

/** The table, one row for each group of files, and one for all. */
export function scores(mutants: readonly Mutant[], explained: readonly Explained[]): string {
  const row = (title: string, some: readonly Mutant[]) => {
    if (some.length === 0) return [title, ...HEAD.slice(1).map(() => 'not run')];
    const count = (fate: Mutant['fate']) => some.filter((mutant) => mutant.fate === fate).length;
    const score = ((count('found') / some.length) * 100).toFixed(1);
    const reasons = some.filter((mutant) => mutant.fate !== 'found' && isExplained(mutant, explained)).length;
    return [title, ...[some.length, count('found'), count('survived'), count('untested')].map((n) => n.toLocaleString('en-US')), `${score} %`, String(reasons)];
  };
  const groups = GROUPS.map((title) => [title, mutants.filter(({ file }) => groupOf(file) === title)] as const);
  const isWhole = groups.every(([, some]) => some.length > 0);
  return table(HEAD, [...groups.map(([title, some]) => row(title, some)), row(isWhole ? 'all' : 'all that was run', mutants)]);
}

/** What survives without a reason: a fault there might go unseen too. */
function unexplained(mutants: readonly Mutant[], explained: readonly Explained[]): string[] {
  const left = mutants.filter((mutant) => mutant.fate !== 'found' && !isExplained(mutant, explained));
  const counts = GROUPS.map((title) => [title, left.filter(({ file }) => groupOf(file) === title).length] as const).filter(([, count]) => count > 0);
  if (left.length === 0) return [];
  return [`Survived without a reason: ${left.length.toLocaleString('en-US')} (${counts.map(([title, count]) => `${title}: ${count}`).join('; ')}). Nobody has said yet whether a test is missing there.`];
}

/** What the command writes into the page. */
export function section(mutants: readonly Mutant[], explained: readonly Explained[]): string {
  const reasons = explained.map(({ file, original, mutated, why }) => `- ${file}: \`${original}\` → \`${mutated}\`: ${why}.`);
  return [scores(mutants, explained), ...unexplained(mutants, explained), ...(reasons.length > 0 ? ['Explained:', reasons.join('\n')] : [])].join('\n\n');
}
