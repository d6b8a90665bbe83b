import { parseArgs } from 'node:util';
import { greeting } from './greeting.js';
import { startEmulator } from './index.js';
import { keptByNpm } from './kept_by_npm.js';
import { MOST_PORT, whyNotOnPort } from './port.js';
import { goOnUnread } from './unread_output.js';
import type { EmulatorOptions, RecordedRequest } from './index.js';

const DEFAULT_PORT = 4010;
/** Any page in a browser on this machine may send to its port, so it keeps less than one that a test starts. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;
const HELP = `A local Wireflow on 127.0.0.1, for demos and tests.

  --port N          default ${DEFAULT_PORT}; 0 takes any free port
  --profile NAME    reply shapes: superset (default), article, docs, modern
  --plan NAME       limits: free, starter, pro, enterprise (default)
  --duration MS     how long every execution takes; default: each workflow's own time
  --cors ANSWERS    what other sites' pages may do: preflight (default), without_headers, header, none
  --help
`;

class UsageError extends Error {}

/** Reads the command line. @throws UsageError with what is wrong */
function options(): EmulatorOptions | 'help' {
  const text = { type: 'string' } as const;
  const kept = keptByNpm('npm run emulator', ['port', 'profile', 'plan', 'duration', 'cors'], '--port 4011', process.env);
  if (kept !== null) throw new UsageError(kept);
  const parsed = (() => {
    try {
      return parseArgs({ options: { port: text, profile: text, plan: text, duration: text, cors: text, help: { type: 'boolean' } } }).values;
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  })();
  if (parsed.help) return 'help';
  const durationMs = wholeNumber('--duration', parsed.duration, Number.MAX_SAFE_INTEGER);
  return {
    port: wholeNumber('--port', parsed.port, MOST_PORT) ?? DEFAULT_PORT,
    profile: oneOf('--profile', parsed.profile ?? 'superset', ['superset', 'article', 'docs', 'modern']),
    plan: oneOf('--plan', parsed.plan ?? 'enterprise', ['free', 'starter', 'pro', 'enterprise']),
    cors: oneOf('--cors', parsed.cors ?? 'preflight', ['preflight', 'without_headers', 'header', 'none']),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}

function oneOf<Name extends string>(option: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given);
  if (!found) throw new UsageError(`${option} takes one of: ${names.join(', ')}`);
  return found;
}

function wholeNumber(option: string, given: string | undefined, most: number): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given) || Number(given) > most) throw new UsageError(`${option} takes a whole number${most === MOST_PORT ? ` up to ${most}` : ''}`);
  return Number(given);
}

/** Paths are shown whole: every id here is the emulator's own, and no secret. */
const line = ({ at, method, path, status, endpoint }: RecordedRequest): string =>
  `${new Date(at).toISOString().slice(11, 23)}  ${status ?? 'dropped'}  ${method} ${path}  (${endpoint})`;

async function main(): Promise<void> {
  const chosen = options();
  if (chosen === 'help') {
    console.log(HELP);
    return;
  }
  const emulator = await startEmulator({ maxKeptBytes: MOST_KEPT_BYTES, ...chosen, onRequest: (request) => console.log(line(request)) });
  console.log(greeting(emulator));
  const end = (): void => void emulator.close();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

goOnUnread();
main().catch((error: NodeJS.ErrnoException) => {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${HELP}`);
  else console.error(whyNotOnPort(error) ?? error);
  process.exitCode = 1;
});
