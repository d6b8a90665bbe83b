import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMMANDS } from '../../../platforms/cli/commands/index.js';
import { COMPLETION_SHELLS, completionScript } from '../../../platforms/cli/definition/completion.js';
import { runProgram } from '../../../platforms/cli/program.js';
import type { Host } from '../../../platforms/cli/host.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-completion-'));
  for (const shell of COMPLETION_SHELLS) writeFileSync(path.join(folder, shell), completionScript(shell, COMMANDS));
  writeFileSync(path.join(folder, 'products.csv'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (shell: string, args: readonly string[]) => spawnSync(shell, args, { encoding: 'utf8', cwd: folder, timeout: 20_000 });
const testIn = (shell: string) => (run(shell, ['-c', 'exit 0']).status === 0 ? test : test.skip);

test.each(COMPLETION_SHELLS)('%s knows every command and option', (shell) => {
  const script = completionScript(shell, COMMANDS);
  for (const { name, options } of COMMANDS) {
    expect(script).toContain(name);
    for (const option of options) expect(script).toContain(shell === 'fish' ? `-l ${option.name}` : `--${option.name}`);
  }
});

test('another shell is refused', async () => {
  let said = '';
  const sink = { isTTY: false, write: (words: string) => void (said += words) };
  expect(await runProgram(['completion', 'csh'], { env: {}, stdout: sink, stderr: sink, signal: new AbortController().signal } as unknown as Host, '1')).toBe(2);
  expect(said).toContain('bash, zsh, fish');
});

/** Words before the cursor, as bash splits them, and what is offered. */
const IN_BASH: [string[], string][] = [
  [['ge'], 'generate get'],
  [['generate', '--max-c'], '--max-credits'],
  [['generate', '--size', 'sto'], 'story'],
  [['generate', '--size', '=', 'sto'], 'story'],
  [['prices', '--megapixels', '='], '1 2 4'],
  [['run', 'x', '--fallback', 'deep'], 'deepinfra deepinfra_dev'],
  [['batch', 'prod'], 'products.csv'],
  [['completion', 'z'], 'zsh'],
];

testIn('bash')('bash completes commands, options, choices and files', () => {
  const asked = IN_BASH.map(([words]) => `COMP_WORDS=(wireflow ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _wireflow; echo "\${COMPREPLY[*]}"`);
  const { stdout, stderr } = run('bash', ['--norc', '-c', ['source ./bash', ...asked].join('\n')]);
  expect({ stderr, offered: stdout.trimEnd().split('\n') }).toEqual({ stderr: '', offered: IN_BASH.map(([, offered]) => offered) });
});

/** A line as typed, and what stands there after a Tab. */
const IN_ZSH: [string, string][] = [
  ['wireflow gen', 'wireflow generate '],
  ['wireflow generate --siz', 'wireflow generate --size='],
  ['wireflow generate --size=sto', 'wireflow generate --size=story '],
  ['wireflow generate --size sto', 'wireflow generate --size story '],
  ['wireflow generate --fallback bf', 'wireflow generate --fallback bfl '],
  ['wireflow batch prod', 'wireflow batch products.csv '],
  ['wireflow completion z', 'wireflow completion zsh '],
  ['wireflow watch --outcome fa', 'wireflow watch --outcome failed '],
];

// `script` gives zsh the terminal that its line editor wants.
testIn('zsh')('zsh completes them as well, in its own line editor, with no fault of a definition', () => {
  const settings = ["PS1=''; source ./zsh", 'show() { print -r -- "$BUFFER" >> lines; BUFFER="" }', 'zle -N show; bindkey "^X" show; bindkey "^I" complete-word'];
  writeFileSync(path.join(folder, '.zshrc'), `${settings.join('\n')}\n`);
  const input = `${IN_ZSH.map(([line]) => `${line}\t\x18`).join('')}\x04`;
  const { stdout } = spawnSync('script', ['-qec', 'zsh -i', '/dev/null'], { encoding: 'utf8', cwd: folder, timeout: 20_000, input, env: { ...process.env, ZDOTDIR: folder, TERM: 'dumb' } });
  expect(readFileSync(path.join(folder, 'lines'), 'utf8')).toBe(IN_ZSH.map(([, line]) => `${line}\n`).join(''));
  expect(stdout).not.toMatch(/_arguments:|_describe:|not found|parse error/);
});

/** A line as typed, and the first words that are offered. */
const IN_FISH: [string, string[]][] = [
  ['wireflow gen', ['generate']],
  ['wireflow generate --siz', ['--size']],
  ['wireflow generate --size=sto', ['--size=story']],
  ['wireflow generate --size sto', ['story']],
  ['wireflow run x --fallback deep', ['deepinfra', 'deepinfra_dev']],
  ['wireflow batch prod', ['products.csv']],
  ['wireflow completion z', ['zsh']],
];

testIn('fish')('fish completes them as well', () => {
  const asked = IN_FISH.map(([line]) => `complete -C '${line}'; echo .`);
  const { stdout, stderr } = run('fish', ['--no-config', '-c', ['source ./fish', ...asked].join('\n')]);
  const offered = stdout.split('.\n').slice(0, -1).map((block) => block.split('\n').filter(Boolean).map((line) => line.split('\t')[0]));
  expect({ stderr, offered }).toEqual({ stderr: '', offered: IN_FISH.map(([, words]) => words) });
});
