import { EXIT, type ExitCode } from '../cli/exit_codes.js';
import { thisMachine } from '../cli/host.js';
import { runAction } from './action.js';

const interruption = new AbortController();
// The runner sends these when a job is cancelled.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());

/** Ends when everything is written. */
async function end(code: ExitCode): Promise<void> {
  process.exitCode = code;
  await new Promise<void>((written) => process.stdout.write('', () => written()));
  process.exit(code);
}

const ended = runAction(thisMachine(interruption.signal)).then(end, () => {
  process.stdout.write('::error title=Wireflow::Something went wrong inside this action. If a run had been started, it goes on: look in Wireflow before you start it again.\n');
  return end(EXIT.mayHaveStarted);
});

/** The run that loading this file has begun: GitHub's runner loads it, and its local runner also asks for this function. */
export const run = (): Promise<void> => ended;
