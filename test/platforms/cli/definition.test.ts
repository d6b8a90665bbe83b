import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMMANDS } from '../../../platforms/cli/commands/index.js';
import { COMPLETION_SHELLS, completionScript } from '../../../platforms/cli/definition/completion.js';
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
  [['get'], /needs ID: the execution’s ID/],
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

describe('completion', () => {
  const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

  test.each(COMPLETION_SHELLS)('%s knows every command and option', async (shell) => {
    const { code, stdout } = await terminal.run(['completion', shell]);
    expect(code).toBe(0);
    for (const { name, options } of COMMANDS) {
      expect(stdout).toContain(name);
      for (const option of options) expect(stdout).toContain(shell === 'fish' ? `-l ${option.name}` : `--${option.name}`);
    }
  });

  test('bash completes commands, options and choices', () => {
    const complete = (...words: string[]) => {
      const script = `${completionScript('bash', COMMANDS)}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _wireflow; echo "\${COMPREPLY[*]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim();
    };
    expect(complete('wireflow', 'ge')).toBe('generate get');
    expect(complete('wireflow', 'generate', '--max')).toBe('--max-credits');
    expect(complete('wireflow', 'generate', '--size', 'st')).toBe('story');
    expect(complete('wireflow', 'completion', 'z')).toBe('zsh');
  });

  test.each(['zsh', 'fish'] as const)('%s takes the script, where it is installed', (shell) => {
    if (!has(shell)) return;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-completion-'));
    writeFileSync(path.join(folder, 'script'), completionScript(shell, COMMANDS));
    const { status, stderr } = spawnSync(shell, ['-n', path.join(folder, 'script')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('another shell is refused', async () => {
    expect(await terminal.run(['completion', 'csh'])).toMatchObject({ code: 2, stderr: expect.stringContaining('bash, zsh, fish') });
  });
});
