import { existsSync, readFileSync } from 'node:fs';
import { EXPLAINED } from '../../../proof/bench/mutation/explained.js';
import { groupOf, HELD, isHeld, REST } from '../../../proof/bench/mutation/groups.js';
import { broken, section } from '../../../proof/bench/mutation/report.js';
import { mutantsIn, withoutSurvivors, type StrykerReport } from '../../../proof/bench/mutation/survivors.js';
import { readSection } from '../../../proof/report/page.js';

const SOURCE = 'const a = 1;\nif (a > 0) {\n  go();\n}\n';
const at = (line: number, column: number, toLine: number, toColumn: number) => ({ start: { line, column }, end: { line: toLine, column: toColumn } });
const reportOf = (file: string, ...statuses: string[]): StrykerReport => ({
  files: { [file]: { source: SOURCE, mutants: statuses.map((status) => ({ mutatorName: 'EqualityOperator', replacement: 'a >= 0', status, location: at(2, 5, 2, 10) })) } },
});
const why = { original: 'a > 0', mutated: 'a >= 0', why: 'it is never 0' };

test('a mutant is found by a failing test or by a loop without end; what can not be loaded is none', () => {
  expect(mutantsIn(reportOf('core/runs/pace.ts', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored')).map(({ fate }) => fate)).toEqual(['found', 'found', 'survived', 'untested']);
});

test('it is shown with the text that was changed, over several lines too', () => {
  expect(mutantsIn(reportOf('core/runs/pace.ts', 'Survived'))).toEqual([{ file: 'core/runs/pace.ts', line: 2, original: 'a > 0', mutated: 'a >= 0', fate: 'survived' }]);
  const block = { files: { 'core/a.ts': { source: SOURCE, mutants: [{ mutatorName: 'BlockStatement', replacement: '{}', status: 'Survived', location: at(2, 12, 4, 2) }] } } };
  expect(mutantsIn(block)[0]?.original).toBe('{\n  go();\n}');
});

test('in a held module each survivor needs its reason, and each reason its survivor', () => {
  const of = (file: string, status: string) => mutantsIn(reportOf(file, status));
  expect(broken(of('core/runs/pace.ts', 'Killed'), [])).toEqual([]);
  expect(broken(of('core/runs/pace.ts', 'Survived'), [])).toEqual(['survived, and is not explained: core/runs/pace.ts:2: a > 0 → a >= 0']);
  expect(broken(of('core/runs/pace.ts', 'NoCoverage'), [])).toHaveLength(1);
  expect(broken(of('core/runs/cost_cap.ts', 'Survived'), [])).toEqual([]);
  expect(broken(of('core/runs/pace.ts', 'Survived'), [{ file: 'core/runs/pace.ts', ...why }])).toEqual([]);
  expect(broken(of('core/runs/pace.ts', 'Survived'), [{ file: 'core/runs/cost_cap.ts', ...why }])).toHaveLength(1);
  expect(broken(of('core/runs/pace.ts', 'Killed'), [{ file: 'core/runs/pace.ts', ...why }])).toEqual(['explained, but does not survive: core/runs/pace.ts: a > 0 → a >= 0']);
  // A run over some files says nothing about the others.
  expect(broken(of('core/runs/cost_cap.ts', 'Killed'), [{ file: 'core/runs/pace.ts', ...why }])).toEqual([]);
});

test('a survivor is judged anew, what was found is not', () => {
  expect(mutantsIn(withoutSurvivors(reportOf('core/runs/pace.ts', 'Killed', 'Survived', 'Timeout', 'NoCoverage'))).map(({ fate }) => fate)).toEqual(['found', 'found']);
});

test('the table counts them by group', () => {
  const rows = section([...mutantsIn(reportOf('core/api/readers/reply.ts', 'Killed', 'Survived')), ...mutantsIn(reportOf('core/shorten.ts', 'Killed', 'NoCoverage', 'Killed'))], [{ file: 'core/api/readers/reply.ts', ...why }]);
  expect(rows.replace(/ +/g, ' ')).toContain('| core/api/readers/ | 2 | 1 | 1 | 0 | 50.0 % | 1 |\n| core/runs/pace | not run | not run | not run | not run | not run | not run |\n');
  expect(rows.replace(/ +/g, ' ')).toContain('| everything else | 3 | 2 | 0 | 1 | 66.7 % | 0 |\n| all that was run | 5 | 3 | 1 | 1 | 60.0 % | 1 |');
  expect(rows).toContain('Survived without a reason: 1 (everything else: 1).');
  expect(rows).toContain('`a > 0` → `a >= 0`: it is never 0.');
});

test('files stand where they belong', () => {
  expect(['core/api/readers/reply.ts', 'core/api/readers/index.ts', 'core/runs/start_run.ts', 'core/model/errors.ts', 'core/watching/open_runs.ts', 'core/shorten.ts'].map(groupOf)).toEqual(['core/api/readers/', 'core/api/readers/', 'money: starts, costs, balances', 'core/model/errors', 'waiting, lists and triggers', REST]);
  expect(HELD.filter((held) => !existsSync(held) && !existsSync(`${held}.ts`))).toEqual([]);
});

test('what is explained is there, in a held module', () => {
  for (const { file, original } of EXPLAINED) {
    expect(isHeld(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(original);
  }
});

test('docs/reliability.md gives the same reasons', () => {
  const written = readSection(readFileSync('docs/reliability.md', 'utf8'), 'bench:mutation');
  expect(written.split('Explained:')[1] ?? '').toBe(section([], EXPLAINED).split('Explained:')[1] ?? '');
});
