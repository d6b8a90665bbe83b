import { COMMANDS } from '../../../platforms/cli/commands/index.js';
import { commandHelp, programHelp } from '../../../platforms/cli/definition/help.js';
import { nearest } from '../../../platforms/cli/definition/nearest.js';
import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
beforeAll(async () => void (terminal = await openTerminal()));
afterAll(() => terminal.close());

const SCREEN = { columns: 80, lines: 24 };

describe.each([['wireflow', programHelp(COMMANDS)], ...COMMANDS.map((command) => [command.name, commandHelp(command)])])('the help of %s', (_, help) => {
  test('fits a screen, uncut', () => {
    const lines = (help as string).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
    expect(lines.filter((line) => line.length >= SCREEN.columns)).toEqual([]);
  });
});

test('every option of a command is in its help, with the core’s own limits in the manual', async () => {
  for (const command of COMMANDS) {
    const { stdout, code } = await terminal.run([command.name, '--help']);
    expect(code).toBe(0);
    for (const { name } of command.options) expect(stdout).toContain(`--${name}`);
  }
});

test('help is data, and a command left out is wrong usage', async () => {
  expect(await terminal.run(['--help'])).toMatchObject({ code: 0, stderr: '' });
  expect(await terminal.run(['help', 'generate'])).toMatchObject({ code: 0, stdout: commandHelp(COMMANDS[0] as never) });
  expect(await terminal.run([])).toMatchObject({ code: 2, stdout: '' });
  expect(await terminal.run(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
});

test.each<[string[], RegExp]>([
  [['generate', '--prompt'], /--prompt needs a value/],
  [['generate', '--json=yes'], /--json takes no value/],
  [['generate', 'a boat'], /takes options only/],
  [['get'], /needs ID: the execution’s ID, or a job address/],
  [['get', 'a', 'b'], /takes one ID, and there is more/],
  [['generate', '--api-key', 'sk-very-secret'], /arguments show in process lists/],
  [['--json', 'generate'], /A command comes first/],
])('%j is refused with a sentence, and repeats no value', async (args, sentence) => {
  const { code, stderr, stdout } = await terminal.run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/secret|undefined|\n {4}at /);
});

test('the nearest word is offered, and none that is far', () => {
  expect([nearest('genrate', ['get', 'generate']), nearest('wiat', ['wait', 'watch']), nearest('xyz', ['wait'])]).toEqual(['generate', 'wait', null]);
});
