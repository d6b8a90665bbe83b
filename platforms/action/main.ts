import { end, interruption } from '../cli/ending.js';
import { EXIT } from '../cli/exit_codes.js';
import { thisMachine } from '../cli/host.js';
import { runAction } from './action.js';

// The runner sends signals when a job is cancelled: one, and some seconds later another.
const ended = runAction(thisMachine(interruption())).then(end, () => {
  process.stdout.write('::error title=Wireflow::Something went wrong inside this action. If a run had been started, it goes on: look in Wireflow before you start it again.\n');
  return end(EXIT.mayHaveStarted);
});

/** The run that loading this file has begun: GitHub's runner loads it, and its local runner also asks for this function. */
export const run = (): Promise<void> => ended;
