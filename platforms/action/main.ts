import { EXIT, type ExitCode } from '../cli/exit_codes.js';
import { thisMachine } from '../cli/host.js';
import { runAction } from './action.js';

const interruption = new AbortController();
// The runner sends these when a job is cancelled.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());

/** Ends when everything is written. */
function end(code: ExitCode): void {
  process.exitCode = code;
  process.stdout.write('', () => process.exit(code));
}

runAction(thisMachine(interruption.signal)).then(end, () => {
  process.stdout.write('::error title=Wireflow::Something went wrong inside this action. If a run had been started, it goes on: look in Wireflow before you start it again.\n');
  end(EXIT.mayHaveStarted);
});
