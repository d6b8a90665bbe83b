import type { EmulatorOptions } from '../../../emulators/wireflow/index.js';
import { retriedInN8n } from '../n8n/bought.js';
import { purchasesInN8n } from '../n8n/retried_purchases.js';
import type { Part } from '../part.js';
import { Random } from '../../random.js';
import { startProviderWorld, type ProviderWorld } from '../provider_world.js';
import { listsInTrouble, listsTogether, listsWithFailingStore, longLists } from './batch_stories.js';
import { mixture, oneByOne, samePrompts, throttled, together, withFailingStore } from './stories.js';
import type { Tally } from './tally.js';
import { TROUBLES } from './troubles.js';

const ABOUT =
  `Items that each mean one run, through Zapier’s own handler, in a model of Zapier’s queue: throttled steps are run again after their wait, failed ones are replayed up to five times, halted ones (whose run may have started) never. So the rows without an Only Once ID show what Zapier does by itself; who replays by hand, without one, an item that was halted or has ended well buys it again, which no row plays. Steps: Generate Image, Run Workflow, Run Workflow with own nodes, Generate Flux Image at each of the three providers, Generate Images, where each prompt of a list means one run, and the first two with a way out to a provider, where the trouble is at Wireflow or at that provider. The call that buys meets ${TROUBLES.length} kinds of trouble; Zapier’s store fails at each call, before or after it has acted. Time-outs of 20 s are hurried, the code that sets them is not. The n8n node, as it is published, is tried three times as its Retry On Fail does, and then by hand, with Wireflow and with each provider. *Too many*: runs beyond the one that an item means. *Too few*: items that ended as if well, or that nothing hindered, without a run; what was not started and says so stands in the last column, and what may have been in the one before it.`;

const HEAD = ['Story', 'Runs meant', 'Started', 'Too many', 'Too few', 'Told to look', 'Told that nothing was started'];

/** The service's own limit of runs a minute, and no other. */
const LIMITED: EmulatorOptions = { limits: { requestsPerMinute: Infinity, executionsPerDay: Infinity } };

type Story =
  | { readonly options?: EmulatorOptions; live(world: ProviderWorld, seed: number): Promise<Tally> }
  // In a world of its own, whose time passes faster.
  | { liveAlone(): Promise<Tally> };

const STORIES: readonly Story[] = [
  { live: (world) => oneByOne(world, false) },
  { live: (world) => oneByOne(world, true) },
  { live: (world) => together(world, 2) },
  { live: (world) => together(world, 5) },
  { live: (world) => withFailingStore(world, 1) },
  { live: (world) => withFailingStore(world, 2) },
  { options: LIMITED, live: (world) => throttled(world, 25) },
  { live: (world) => samePrompts(world, 20) },
  { live: (world) => listsInTrouble(world, true) },
  { live: (world) => listsInTrouble(world, false) },
  { live: (world) => listsTogether(world, 2) },
  { live: (world) => listsWithFailingStore(world) },
  { options: LIMITED, live: (world) => longLists(world, 25) },
  { live: (world, seed) => mixture(world, 250, new Random(seed)) },
  { liveAlone: () => retriedInN8n() },
  { liveAlone: () => purchasesInN8n() },
];

interface Job {
  readonly index: number;
  readonly seed: number;
}

export const bought: Part<Job, Tally> = {
  name: 'bought',
  title: 'Nothing bought twice',
  jobs: (seed) => STORIES.map((_story, index) => ({ index, seed })),
  run: async ({ index, seed }) => {
    const story = STORIES[index] as Story;
    if ('liveAlone' in story) return story.liveAlone();
    const { live, options } = story;
    const world = await startProviderWorld(options);
    return live(world, seed).finally(() => world.close());
  },
  findings: (tallies) => ({
    title: 'Nothing bought twice',
    about: ABOUT,
    head: HEAD,
    rows: tallies.map(({ story, items, started, tooMany, tooFew, toldToLook, toldNothing }) => [story, ...[items, started, tooMany, tooFew, toldToLook, toldNothing].map(String)]),
    broken: tallies.flatMap(({ story, items, started, broken }) => [...broken, ...(items === 0 || started === 0 ? [`${story}: nothing happened (${items} items, ${started} started)`] : [])]),
  }),
};
