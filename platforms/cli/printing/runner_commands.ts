import type { Host, TextSink } from '../host.js';

/** What an eye does not see, and a comparison of texts may pass over, but for the end of a line. */
const UNSEEN = '(?:(?![\\r\\n])[\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\p{Z}])*';
const UNSEEN_MARK = '(?:(?![\\r\\n])[\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}])*';
const AT_THE_START = new RegExp(`^(${UNSEEN}):(${UNSEEN_MARK}):`, 'gmu');
const ANYWHERE = new RegExp(`#(${UNSEEN_MARK})#(${UNSEEN_MARK})\\[`, 'gu');

/**
 * Somebody else's words, which can give GitHub's runner no commands: it obeys `::name::` at the start of a line and `##[name]`
 * anywhere in one (actions/runner, `ActionCommand.cs`). A blank parts the signs, since the runner's comparison passes over
 * characters that nobody sees.
 */
export function withoutCommands(words: string): string {
  return words.replace(AT_THE_START, '$1: :').replace(ANYWHERE, '# #[');
}

/** The same for a line of JSON, whose values stay what they are. */
function withoutCommandsInJson(line: string): string {
  return line.replace(ANYWHERE, '\\u0023$1#$2[');
}

/** In a job of GitHub Actions all that a command prints is read by the runner too. */
export function besideTheRunner(host: Host): Host {
  if (host.env['GITHUB_ACTIONS'] !== 'true') return host;
  const guarded = (sink: TextSink): TextSink => ({ ...sink, write: (text) => sink.write(text.startsWith('{') ? withoutCommandsInJson(text) : withoutCommands(text)) });
  return { ...host, stdout: guarded(host.stdout), stderr: guarded(host.stderr) };
}
