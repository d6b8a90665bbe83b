import { readFileSync } from 'node:fs';
import { GOALS, isMet, readGoalTable, times } from '../../../proof/bench/goals.js';
import { readSection } from '../../../proof/report/page.js';
import { readTable } from '../../../proof/report/table.js';

const page = readFileSync('docs/performance.md', 'utf8');
const section = (part: string) => readSection(page, `bench:${part}`);
const goals = readGoalTable(readSection(page, 'bench'));
const ratioOf = (what: string) => times(goals.find((figure) => figure.what === what)?.ratio ?? NaN);
const number = (cell: string | undefined) => Number(cell?.replaceAll(',', ''));

test.each(goals.map((figure) => [figure.what, figure] as const))('%s: its goal is the one in the code, and it is met', (what, figure) => {
  const goal = what.endsWith('the best looks') ? GOALS.overBest : what.startsWith('Poll, memory of one') ? GOALS.pollMemory : what.startsWith('Poll, CPU time of one') ? GOALS.pollCpu : what.startsWith('Ten images') ? GOALS.batch : what.startsWith('CPU time over an empty app') ? GOALS.stepOverEmpty : what.startsWith('Command line') ? GOALS.help : what.startsWith('Pace') ? GOALS.pace : what.startsWith('Cold') ? GOALS.coldStart : what.startsWith('Zip') ? GOALS.zip : !what.startsWith('Poll') ? GOALS.step : /requests|calls/.test(what) ? GOALS.flatRequests : GOALS.flat;
  expect(figure.goal).toBe(goal);
  // What bounds a figure is said in the code, and measured in a column of the tables below.
  if (figure.bound === undefined) expect(isMet(figure)).toBe(true);
});

test('cold start and size: the ratios are those of the figures beside them', () => {
  const rows = readTable(section('start'), 'Figure');
  expect(rows.map(({ Ratio }) => Ratio)).toEqual([ratioOf('Cold start: time'), ratioOf('Cold start: CPU time'), expect.any(String), ratioOf('Zip: bytes')]);
  for (const row of rows) expect(Math.abs(number(row['Ours']) / number(row['Minimal']) - Number(row['Ratio']))).toBeLessThan(0.02);
  const zip = rows.at(-1)!;
  expect(times(number(zip['Ours']) / number(zip['Minimal']))).toBe(zip['Ratio']);
});

test('the help of the command line: the ratio is that of the figures beside it', () => {
  const [row] = readTable(section('help'), 'Figure');
  expect(row?.['Ratio']).toBe(ratioOf('Command line: `--help`'));
});

test('the zip holds the app and what it needs', () => {
  const shares = readTable(section('start'), 'In our zip');
  expect(shares.reduce((sum, row) => sum + number(row['Bytes zipped']), 0)).toBeLessThan(number(readTable(section('start'), 'Figure').at(-1)!['Ours']));
  const rooms = readTable(section('start'), 'In the bundle, from').map((row) => row['In the bundle, from']);
  const packages = ['image-size', 'zod'];
  expect(rooms.filter((room) => !packages.includes(String(room))).sort()).toEqual(['authentication.ts', 'core/', 'creates/', 'index.ts', 'package.json', 'platforms/', 'searches/', 'triggers/']);
  expect(rooms).toContain('zod');
});

test('steps: the ratios in the tables are those that have goals', () => {
  const [cpu, memory] = section('steps').split('Memory that one run allocates:').map((text) => readTable(text, 'Step')) as [Record<string, string>[], Record<string, string>[]];
  expect(cpu.length).toBeGreaterThanOrEqual(8);
  for (const row of cpu) expect([row['Step'], row['Ratio']]).toEqual([row['Step'], ratioOf(`CPU time: ${row['Step']}`)]);
  for (const row of memory) expect([row['Step'], row['Ratio']]).toEqual([row['Step'], ratioOf(`Memory: ${row['Step']}`)]);
  expect(memory.map((row) => row['Step'])).toEqual(cpu.map((row) => row['Step']));
});

test.each(['with images', 'without images', 'none'])('polls stay as they are while the history grows: list %s', (list) => {
  const rows = readTable(section('trigger'), 'List').filter((row) => row['List'] === list);
  expect(rows.map((row) => row['Executions'])).toEqual(['100', '1,000', '10,000']);
  for (const column of ['Requests', 'Cache calls', 'New per poll']) expect(new Set(rows.map((row) => row[column])).size).toBe(1);
  expect(new Set(rows.map((row) => row['New per poll']))).toEqual(new Set(['1.00']));
  for (const [column, what] of [['CPU time, ms', 'CPU time'], ['Memory, kB', 'memory']] as const) {
    const [first, , last] = rows.map((row) => number(row[column])) as [number, number, number];
    expect(last / first).toBeLessThanOrEqual(GOALS.flat + 0.01);
    expect(Math.abs(last / first - Number(ratioOf(`Poll, ${what}: list ${list}`)))).toBeLessThan(0.02);
  }
});

test('the emulator answers every kind of request', () => {
  const rows = readTable(section('emulator'), 'Request');
  expect(rows.length).toBeGreaterThanOrEqual(6);
  for (const row of rows) expect(number(row['Replies per second of CPU time'])).toBeGreaterThan(100);
});
