import type { EmulatorOptions } from '../../emulator/index.js';
import type { Findings, Tell } from '../part.js';
import { Random } from '../random.js';
import { startWorld, type World } from '../world.js';
import { mixture, oneByOne, samePrompts, throttled, together, withFailingStore } from './stories.js';
import type { Tally } from './tally.js';

const ABOUT =
  'Items that each mean one run, through Zapier’s own handler, in a model of Zapier’s queue: throttled steps are run again after their wait, failed ones are replayed up to five times, halted ones never. Steps: Generate Image, Run Workflow, Run Workflow with own nodes. The starting call meets 18 kinds of trouble; Zapier’s store fails at each call, before or after it has acted. Time-outs of 20 s are hurried, the code that sets them is not.';

const HEAD = ['Story', 'Runs meant', 'Started', 'Too many', 'Too few', 'Told to look', 'Told that nothing was started'];
const MIXED_ITEMS = 250;

/** @param share of the full number of items, for a shorter proof */
export async function runBought(seed: number, tell: Tell, share = 1): Promise<Findings> {
  const tallies: Tally[] = [];
  const inWorld = async (options: EmulatorOptions, stories: readonly ((world: World) => Promise<Tally>)[]) => {
    const world = await startWorld(options);
    try {
      for (const story of stories) {
        tallies.push(await story(world));
        tell(`Nothing bought twice: ${tallies.at(-1)?.story}`);
      }
    } finally {
      await world.close();
    }
  };
  await inWorld({ limits: { requestsPerMinute: Infinity, executionsPerDay: Infinity } }, [(world) => throttled(world, Math.ceil(25 * share))]);
  await inWorld({}, [
    (world) => oneByOne(world, false),
    (world) => oneByOne(world, true),
    (world) => together(world, 2),
    (world) => together(world, 5),
    (world) => withFailingStore(world, 1),
    (world) => withFailingStore(world, 2),
    (world) => samePrompts(world, Math.ceil(4 * share) * 5),
    (world) => mixture(world, Math.ceil(MIXED_ITEMS * share), new Random(seed)),
  ]);
  return {
    title: 'Nothing bought twice',
    about: ABOUT,
    head: HEAD,
    rows: tallies.map(({ story, items, started, tooMany, tooFew, toldToLook, toldNothing }) => [story, ...[items, started, tooMany, tooFew, toldToLook, toldNothing].map(String)]),
    broken: tallies.flatMap(({ broken }) => broken),
  };
}
