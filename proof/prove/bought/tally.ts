import type { ProviderWorld } from '../provider_world.js';
import { startsFor } from './steps.js';
import type { Ending } from './zapier_queue.js';

/** What became of the items of one kind of story. */
export interface Tally {
  readonly story: string;
  items: number;
  started: number;
  /** Runs that were started beyond the one that each item means. */
  tooMany: number;
  /** Items that ended well, or had to, without a run. */
  tooFew: number;
  /** Items whose run may have started: the person is told to look. */
  toldToLook: number;
  /** Items that ended without a run, and say so. */
  toldNothing: number;
  readonly broken: string[];
}

export function newTally(story: string): Tally {
  return { story, items: 0, started: 0, tooMany: 0, tooFew: 0, toldToLook: 0, toldNothing: 0, broken: [] };
}

/** How a person is told that the picture may have been bought. */
const TOLD = /may have started|may be made/;

/**
 * Counts one item that means one run.
 *
 * @param endings of every time that its step was run
 * @param mustStart whether nothing stood in its way, so that its run has to be there
 */
export function count(tally: Tally, world: ProviderWorld, mark: string, endings: readonly Ending[], mustStart: boolean): void {
  const started = startsFor(world, mark);
  const isDone = endings.some(({ as }) => as === 'done');
  const broken = (what: string) => tally.broken.push(`${tally.story}: “${mark}” ${what} (${endings.map(({ as, words }) => `${as} ${words}`.trim()).join('; ')})`);
  tally.items += 1;
  tally.started += started;
  if (started > 1) {
    tally.tooMany += started - 1;
    broken(`has ${started} runs`);
  }
  if (started === 0 && (isDone || mustStart)) {
    tally.tooFew += 1;
    broken('has no run');
  }
  const last = endings.at(-1)?.words ?? '';
  if (started > 0 && !isDone && !TOLD.test(last)) broken('has a run that nobody is told of');
  if (isDone) return;
  if (started > 0 || TOLD.test(last)) tally.toldToLook += 1;
  else tally.toldNothing += 1;
}
