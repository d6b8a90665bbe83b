import type { BatchOutput } from '../../../core/outputs/batch_output.js';
import { hurried } from '../hurry.js';
import type { ProviderWorld } from '../provider_world.js';
import { trouble, type StoreTrouble } from './store_troubles.js';
import { count, newTally, type Tally } from './tally.js';
import { TROUBLES } from './troubles.js';
import { runInQueue, type Ending } from './zapier_queue.js';

const METHOD = 'creates.generate_images.operation.perform';
const LENGTH = 4;
/** Alone, among the first that go out together, and the last. */
const PLACES = [0, 2, 3];
/** A list of four makes some thirty calls to the store; the first twenty claim, start and write down. */
const STORE_CALLS = Array.from({ length: 20 }, (_, call) => call);

let marks = 0;
const newList = (length = LENGTH) => {
  marks += 1;
  return Array.from({ length }, (_, place) => `list ${marks}, prompt ${place + 1}`);
};

/** Each trouble meets one prompt of a list, first, in the middle or last; with an Only Once ID the whole is replayed twice. */
export async function listsInTrouble(world: ProviderWorld, withRunId: boolean, troubles = TROUBLES): Promise<Tally> {
  const tally = newTally(`a list of prompts, one of them in trouble, ${withRunId ? 'with an Only Once ID, replayed twice' : 'without an Only Once ID'}`);
  for (const place of PLACES) {
    for (const { fault } of troubles) {
      const list = newList();
      if (fault !== null) world.emulator.fault({ on: ({ endpoint, body }) => endpoint === 'trigger' && body.includes(list[place] as string), ...fault });
      const endings: Ending[][] = [];
      for (let time = 0; time < (withRunId ? 3 : 1); time += 1) endings.push(...(await lists(world, [list], withRunId)));
      countList(tally, world, list, endings, fault === null);
      world.emulator.clearFaults();
    }
  }
  return tally;
}

/** The same list at the same moment in several steps, in each trouble; then it is replayed. */
export async function listsTogether(world: ProviderWorld, atOnce: number, troubles = TROUBLES): Promise<Tally> {
  const tally = newTally(`a list of prompts in ${atOnce} steps at once with one Only Once ID, replayed`);
  for (const { fault } of troubles) {
    const list = newList();
    if (fault !== null) world.emulator.fault({ on: 'trigger', ...fault });
    const endings = await lists(world, Array<string[]>(atOnce).fill(list), true);
    endings.push(...(await lists(world, [list], true)));
    countList(tally, world, list, endings, fault === null);
    world.emulator.clearFaults();
  }
  return tally;
}

/** Zapier's store fails at each call that a list makes to it, and the list is replayed when the store is well again. */
export async function listsWithFailingStore(world: ProviderWorld, calls = STORE_CALLS): Promise<Tally> {
  const tally = newTally('a list of prompts, Zapier’s store fails at each call');
  const troubles = calls.flatMap((call) => [1, 3].flatMap((times) => [false, true].map((acts): StoreTrouble => ({ name: '', call, acts, times }))));
  for (const one of troubles) {
    const list = newList();
    const end = trouble(world.standIn, one);
    const endings = await lists(world, [list], true);
    end();
    endings.push(...(await lists(world, [list], true)));
    countList(tally, world, list, endings, false);
  }
  return tally;
}

/** More prompts than the service lets an account start in a minute: they go on later, and each is started once. */
export async function longLists(world: ProviderWorld, length: number, more = {}): Promise<Tally> {
  const tally = newTally(`a list of ${length} prompts: ten a minute, then on in the queue`);
  const list = newList(length);
  countList(tally, world, list, await lists(world, [list], true, more), true);
  return tally;
}

/** Runs the step with each of the lists, all at once. @returns for each, how each of its prompts ended */
async function lists(world: ProviderWorld, wanted: readonly string[][], withRunId: boolean, more = {}): Promise<Ending[][]> {
  const run = world.connection(world.emulator.keys.full);
  const outputs: (BatchOutput | undefined)[] = [];
  const steps = wanted.map((prompts, index) => async () => {
    outputs[index] = await run<BatchOutput>(METHOD, { webhook: world.emulator.workflow('text-to-image').webhookId, prompts, ...(withRunId ? { run_id: prompts[0] } : {}), ...more });
  });
  const endings = await hurried(() => runInQueue(steps, world.emulator.clock));
  return wanted.map((prompts, index) => prompts.map((_prompt, place) => endingOf(endings[index] as Ending, outputs[index]?.outcomes[place])));
}

/** A prompt that has an execution ended well; any other as its outcome says, or as the whole step did. */
function endingOf(step: Ending, outcome: BatchOutput['outcomes'][number] | undefined): Ending {
  if (step.as !== 'done' || outcome === undefined) return step;
  return outcome.execution_id === null ? { as: 'halted', words: outcome.error ?? outcome.status } : step;
}

function countList(tally: Tally, world: ProviderWorld, list: readonly string[], endings: readonly Ending[][], mustStart: boolean): void {
  list.forEach((mark, place) => count(tally, world, mark, endings.map((each) => each[place] as Ending), mustStart));
}
