import { count, newTally, type Tally } from '../bought/tally.js';
import { TROUBLES } from '../bought/troubles.js';
import type { Ending } from '../bought/zapier_queue.js';
import { startN8nWorld } from './n8n_world.js';
import { wordsOf } from './node.js';
import { OPERATIONS } from './operations.js';

/** What n8n calls Retry On Fail, and then what a person does with the Retry button. */
const TRIES = ['trigger', 'trigger', 'trigger', 'retry'] as const;

/** Each trouble meets each operation that starts, in a step that n8n tries three times, and a person once more later. */
export async function retriedInN8n(operations = OPERATIONS.filter(({ startsAt }) => startsAt !== undefined)): Promise<Tally> {
  const tally = newTally('through n8n: tried three times, and retried by hand');
  const world = await startN8nWorld();
  let marks = 0;
  try {
    // The first step loads the node, which takes longer than a request may on the fast clock.
    for (const one of operations) await world.n8n.execute({ parameters: [one.parameters(world.emulator, 'warm', '')], credential: world.credential, context: {}, processed: new Set<string>(), mode: 'trigger', executionId: '0' }).catch(() => null);
    for (const one of operations) {
      for (const trouble of TROUBLES) {
        const mark = `n8n item ${(marks += 1)}`;
        const kept = { context: {}, processed: new Set<string>() };
        const endings: Ending[] = [];
        world.emulator.clearFaults();
        if (trouble.fault !== null && one.startsAt !== undefined) world.emulator.fault({ on: one.startsAt, ...trouble.fault });
        for (const [time, mode] of TRIES.entries()) {
          const parameters = [one.parameters(world.emulator, mark, '')];
          const ending = await world.n8n.execute({ parameters, credential: world.credential, ...kept, mode, executionId: mode === 'retry' ? '2' : '1' }).then(
            (): Ending => ({ as: 'done', words: '' }),
            (error: unknown): Ending => ({ as: 'failed', words: wordsOf(error) }),
          );
          endings.push(ending);
          // What has worked is not tried again by n8n; by hand, everything may be.
          if (ending.as === 'done' && time < TRIES.length - 1 && mode !== 'retry') break;
        }
        if (endings.at(-1)?.as === 'done') await world.n8n.execute({ parameters: [one.parameters(world.emulator, mark, '')], credential: world.credential, ...kept, mode: 'retry', executionId: '2' }).catch(() => null);
        count(tally, world, mark, endings, trouble.fault === null);
      }
    }
  } finally {
    await world.close();
  }
  return tally;
}
