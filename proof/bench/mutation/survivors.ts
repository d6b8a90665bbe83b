/** What Stryker's JSON report says, as far as it is read here (schema: mutation-testing-report-schema). */
export interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly StrykerMutant[] }>>;
}
interface StrykerMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}
/** Both from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** One change to the code, and whether a test failed because of it. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly original: string;
  readonly mutated: string;
  readonly fate: 'found' | 'survived' | 'untested';
}

const FATES: Readonly<Record<string, Mutant['fate']>> = { Killed: 'found', Timeout: 'found', Survived: 'survived', NoCoverage: 'untested' };

/** Every mutant that counts. One that can't even be loaded is no mutant: Stryker leaves it out of the score as well. */
export function mutantsIn(report: StrykerReport): Mutant[] {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.flatMap(({ status, location, replacement }) => {
      const fate = FATES[status];
      return fate ? [{ file, line: location.start.line, original: textAt(source, location.start, location.end), mutated: replacement ?? '', fate }] : [];
    }),
  );
}

/** A report of what was found. Stryker takes survivors over even where a new test may find them. */
export function withoutSurvivors<R extends StrykerReport>(report: R): R {
  const found = Object.entries(report.files).map(([file, one]) => [file, { ...one, mutants: one.mutants.filter(({ status }) => FATES[status] === 'found') }]);
  return { ...report, files: Object.fromEntries(found) as R['files'] };
}

function textAt(source: string, start: Position, end: Position): string {
  const lines = source.split('\n');
  const offset = ({ line, column }: Position) => lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return source.slice(offset(start), offset(end));
}
