import { EXIT, type ExitCode } from './exit_codes.js';
import { thisMachine } from './host.js';
import { runProgram } from './program.js';
import packageJson from './package.json' with { type: 'json' };

const interruption = new AbortController();
let presses = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    presses += 1;
    interruption.abort();
    // Whoever presses twice wants out, and not to hear how.
    if (presses > 1) process.exit(EXIT.interrupted);
  });
}
for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads has heard enough (`| head`): that is no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? EXIT.done);
  });
}

/** Ends when everything is written: ended at once, a pipe would lose what is behind its first 64 KB. */
async function end(code: ExitCode): Promise<void> {
  process.exitCode = code;
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((written) => stream.write('', () => written()))));
  process.exit(code);
}

void runProgram(process.argv.slice(2), thisMachine(interruption.signal), packageJson.version).then(end, () => {
  process.stderr.write('Something went wrong inside this program, and it does not know what. If a run had been started, it goes on: look in Wireflow before you start it again.\n');
  return end(EXIT.mayHaveStarted);
});
