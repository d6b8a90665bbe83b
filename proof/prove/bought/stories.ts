import { hurried } from '../hurry.js';
import type { Random } from '../../random.js';
import type { ProviderWorld } from '../provider_world.js';
import { STORE_TROUBLES, trouble } from './store_troubles.js';
import { BUYING_STEPS, startsFor, type BuyingStep } from './steps.js';
import { count, newTally, type Tally } from './tally.js';
import { TROUBLES } from './troubles.js';
import { runInQueue, type Ending } from './zapier_queue.js';

let marks = 0;
const newMark = () => `item ${(marks += 1)}`;

/** Each trouble meets each step once; with an Only Once ID the person replays the item twice more, hours later. */
export async function oneByOne(world: ProviderWorld, withRunId: boolean, steps = BUYING_STEPS): Promise<Tally> {
  const tally = newTally(withRunId ? 'one by one, with an Only Once ID, replayed twice' : 'one by one, without an Only Once ID');
  for (const step of steps) {
    for (const one of TROUBLES) {
      const mark = newMark();
      const endings: Ending[] = [];
      step.meet(world, one);
      for (let time = 0; time < (withRunId ? 3 : 1); time += 1) endings.push(...(await items(world, step, [mark], withRunId)));
      count(tally, world, mark, endings, one.fault === null);
      clearFaults(world);
    }
  }
  return tally;
}

/** Steps that run at the same moment with one Only Once ID, while the first start meets a trouble; then each is replayed. */
export async function together(world: ProviderWorld, atOnce: number, steps = BUYING_STEPS, troubles = TROUBLES): Promise<Tally> {
  const tally = newTally(`${atOnce} steps at once with one Only Once ID, replayed`);
  for (const step of steps) {
    for (const one of troubles) {
      const mark = newMark();
      step.meet(world, one);
      const endings = await items(world, step, Array<string>(atOnce).fill(mark), true);
      endings.push(...(await items(world, step, [mark], true)));
      count(tally, world, mark, endings, one.fault === null);
      clearFaults(world);
    }
  }
  return tally;
}

/** Zapier's store fails at each call that a step makes to it, and the item is replayed when the store is well again. */
export async function withFailingStore(world: ProviderWorld, atOnce: number, steps = BUYING_STEPS): Promise<Tally> {
  const tally = newTally(`Zapier's store fails at each call, ${atOnce === 1 ? 'one step' : `${atOnce} steps at once`}`);
  for (const step of steps) {
    for (const one of STORE_TROUBLES) {
      const mark = newMark();
      const end = trouble(world.standIn, one);
      const endings = await items(world, step, Array<string>(atOnce).fill(mark), true);
      end();
      endings.push(...(await items(world, step, [mark], true)));
      count(tally, world, mark, endings, false);
    }
  }
  return tally;
}

/** The same prompt over and over, meant each time: none may be merged with another. */
export async function samePrompts(world: ProviderWorld, times: number, steps = BUYING_STEPS): Promise<Tally> {
  const tally = newTally('identical prompts without an Only Once ID');
  for (const step of steps) {
    const mark = newMark();
    for (let time = 0; time < times; time += 5) await items(world, step, Array<string>(5).fill(mark), false);
    const started = startsFor(world, mark);
    tally.items += times;
    tally.started += started;
    tally.tooFew += Math.max(0, times - started);
    tally.tooMany += Math.max(0, started - times);
    if (started !== times) tally.broken.push(`${tally.story}: ${step.name} started ${started} of ${times}`);
  }
  return tally;
}

/** More items at once than the service lets an account start in a minute: they wait, and each is started once. */
export async function throttled(world: ProviderWorld, wanted: number, steps = BUYING_STEPS): Promise<Tally> {
  const tally = newTally('more than ten a minute: throttled and run again');
  for (const step of steps) {
    const marked = Array.from({ length: wanted }, newMark);
    const ended = await items(world, step, marked, false);
    marked.forEach((mark, index) => count(tally, world, mark, ended.slice(index, index + 1), true));
  }
  return tally;
}

/** Items of every kind that meet anything at any time, alone or together, waiting for their images or not. */
export async function mixture(world: ProviderWorld, wanted: number, random: Random): Promise<Tally> {
  const tally = newTally('a mixture, drawn at random');
  for (let index = 0; index < wanted; index += 1) {
    const [step, mark, withRunId] = [random.pick(BUYING_STEPS), newMark(), random.chance(0.7)];
    const [first, second] = [random.pick(TROUBLES), random.pick(TROUBLES)];
    step.meet(world, first);
    if (random.chance(0.4)) step.meet(world, second);
    const end = withRunId && random.chance(0.3) ? trouble(world.standIn, random.pick(STORE_TROUBLES)) : () => undefined;
    const more = withRunId && random.chance(0.5) ? { wait: 'until_finished' } : {};
    const atOnce = withRunId ? random.whole(1, 3) : 1;
    const endings = await items(world, step, Array<string>(atOnce).fill(mark), withRunId, more);
    end();
    for (let replay = 0; withRunId && replay < random.whole(0, 2); replay += 1) endings.push(...(await items(world, step, [mark], true, more)));
    count(tally, world, mark, endings, false);
    clearFaults(world);
  }
  return tally;
}

function clearFaults({ emulator, providers }: ProviderWorld): void {
  emulator.clearFaults();
  for (const { account } of [providers.bfl, providers.deepinfra, providers.replicate]) account.faults.clear();
}

/** Runs the step for each of the marks, all at once. */
function items(world: ProviderWorld, step: BuyingStep, marked: readonly string[], withRunId: boolean, more = {}): Promise<Ending[]> {
  const steps = marked.map((mark) => () => world.run(step.method, { ...step.input(world.emulator, mark), ...(withRunId ? { run_id: mark } : {}), ...more }));
  return hurried(() => runInQueue(steps, world.emulator.clock));
}
