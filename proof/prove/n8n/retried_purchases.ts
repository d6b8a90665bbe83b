import { PROVIDERS } from '../../../core/providers/job.js';
import { count, newTally, type Tally } from '../bought/tally.js';
import { TROUBLES } from '../bought/troubles.js';
import type { Ending } from '../bought/zapier_queue.js';
import { providerFault } from '../provider_fault.js';
import { startN8nWorld } from './n8n_world.js';
import { wordsOf } from './node.js';
import { providerHost, providerImage } from './provider_image.js';

/** As n8n's Retry On Fail calls the node, and then a person by the Retry button. */
const TRIES = [{ mode: 'trigger', executionId: '1' }, { mode: 'trigger', executionId: '1' }, { mode: 'trigger', executionId: '1' }, { mode: 'retry', executionId: '2' }] as const;

/** Each trouble meets the purchase from each provider, in a step that n8n tries three times, and a person once more. */
export async function purchasesInN8n(providers = PROVIDERS, troubles = TROUBLES): Promise<Tally> {
  const tally = newTally('through n8n, from providers: tried three times, and retried by hand');
  const world = await startN8nWorld();
  let marks = 0;
  try {
    for (const provider of providers) {
      for (const { fault } of troubles) {
        const mark = `n8n purchase ${(marks += 1)}`;
        const kept = { context: {}, processed: new Set<string>(), files: new Map<string, Buffer>() };
        const { faults } = world.providers[provider].account;
        faults.clear();
        if (fault !== null) faults.add(providerFault(provider, 'start', fault));
        const endings: Ending[] = [];
        for (const [time, as] of TRIES.entries()) {
          // What has worked n8n does not try again; by hand everything may be.
          if (endings.at(-1)?.as === 'done' && time < TRIES.length - 1) continue;
          const execution = world.n8n.execute({ ...providerHost(world, providerImage(provider, mark)), ...kept, ...as });
          endings.push(await execution.then((): Ending => ({ as: 'done', words: '' }), (error: unknown): Ending => ({ as: 'failed', words: wordsOf(error) }))); // prettier-ignore
        }
        count(tally, world, mark, endings, fault === null);
      }
    }
  } finally {
    await world.close();
  }
  return tally;
}
