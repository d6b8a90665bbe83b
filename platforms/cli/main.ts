import { end, interruption } from './ending.js';
import { EXIT } from './exit_codes.js';
import { thisMachine } from './host.js';
import { runProgram } from './program.js';
import packageJson from './package.json' with { type: 'json' };

/** What they pay for is saved and written down although nobody reads what they say. */
const FINISHES = new Set(['generate', 'run', 'batch', 'wait', 'get']);

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads has heard enough (`| head`): that is no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!FINISHES.has(process.argv[2] ?? '')) process.exit(process.exitCode ?? EXIT.done);
  });
}

void runProgram(process.argv.slice(2), thisMachine(interruption()), packageJson.version).then(end, () => {
  process.stderr.write('Something went wrong inside this program, and it does not know what. If a run had been started, it goes on: look in Wireflow before you start it again.\n');
  return end(EXIT.mayHaveStarted);
});
