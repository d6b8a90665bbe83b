import { withoutCommands } from '../../../platforms/cli/printing/runner_commands.js';
import { Runner } from '../../../platforms/action/runner.js';
import { openTerminal } from './terminal.js';

/**
 * What GitHub's runner takes for a command (actions/runner, `ActionCommand.cs`): `::name::` first in a line, behind any blanks, and
 * `##[name]` anywhere in it. Its comparison may pass over what nobody sees, so that is taken away here.
 */
function commandsIn(log: string): string[] {
  const lines = log.replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]/g, '').split(/\r\n|\r|\n/);
  return lines.filter((line) => /^[\s\u0085]*::[^:]*::/.test(line) || /##\[[^\]]*\]/.test(line));
}

const CALLS = ['::error::no', '  ::stop-commands::x', 'A boat\n::add-mask::A', 'A boat\r::add-mask::A', '\u0085::error::no', '\u200b::error::no', ':\u200b:error::no', '\u2028::error::no',
  '##[error]no', 'A boat ##[set-output name=image-url]https://evil.example', 'A boat #\u200b#[add-mask]A', 'A ##\u2060[stop-commands]x', '##[##[error]no']; // prettier-ignore

test.each(CALLS)('%j gives the runner no command', (words) => {
  expect(commandsIn(words)).not.toEqual([]);
  expect(commandsIn(withoutCommands(words))).toEqual([]);
  let log = '';
  new Runner({}, (text) => (log += text)).log(words);
  expect(commandsIn(log)).toEqual([]);
});

test.each(['A boat at 10:30', 'std::vector', '# A heading ## [1]', 'a ratio of 16::9', '#1 ##2 [3]', 'two\nlines: here'])('%j is left as it is', (words) => expect(withoutCommands(words)).toBe(words));

test.each([['--json'], []])('the command line in a job of GitHub Actions gives no command either (%j)', async (...more) => {
  const terminal = await openTerminal();
  const reply = { executionId: 'exec_1', status: 'FAILED', error: 'Boats\n::error::no\nand ##[set-output name=a]b' };
  const answer = (async () => new Response(JSON.stringify(reply), { headers: { 'content-type': 'application/json' } })) as typeof fetch;
  const run = (env: Record<string, string>) => terminal.run(['get', 'exec_1', ...more], { fetch: answer, env });
  const at = await run({ GITHUB_ACTIONS: 'true' });
  expect(commandsIn(at.stdout + at.stderr)).toEqual([]);
  // A program that reads the JSON finds in it what it finds elsewhere.
  const elsewhere = await run({});
  expect(at.lines).toEqual(elsewhere.lines);
  expect(commandsIn(elsewhere.stdout + elsewhere.stderr)).not.toEqual([]);
  await terminal.close();
});
