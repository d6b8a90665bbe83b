import fc from 'fast-check';
import type { Part } from '../part.js';
import { startWorld } from '../world.js';
import { addresses } from './addresses.js';
import { keys } from './keys.js';
import { promptBodies, promptsThroughZapier } from './prompts.js';
import { readers } from './readers.js';
import { waits } from './waits.js';

const CASES = 10_000;
/** Each is a whole step over a socket. */
const CASES_THROUGH_ZAPIER = 1_500;

export interface Fuzzed {
  readonly name: string;
  readonly cases: number;
  /** The smallest case that fails, and how; null when none does. */
  readonly failure: string | null;
}

type Property = { readonly name: string; readonly property: fc.IRawProperty<unknown> };

/** Those that need nothing but the core. */
export const PURE = [...readers, ...addresses, ...waits, ...keys, ...promptBodies] as unknown as readonly Property[];

/** Draws `cases` for each property. */
export async function fuzzAll(properties: readonly Property[], cases: number, seed: number): Promise<Fuzzed[]> {
  const fuzzed: Fuzzed[] = [];
  for (const { name, property } of properties) {
    const { failed, numRuns, counterexample, errorInstance } = await fc.check(property as fc.IAsyncProperty<unknown>, { seed, numRuns: cases });
    fuzzed.push({ name, cases: numRuns, failure: failed ? `${JSON.stringify(counterexample)?.slice(0, 300)}: ${String(errorInstance).slice(0, 200)}` : null });
  }
  return fuzzed;
}

interface Job {
  readonly where: 'core' | 'zapier';
  readonly seed: number;
}

export const fuzz: Part<Job, Fuzzed[]> = {
  name: 'fuzz',
  title: 'Anything may come',
  jobs: (seed) => [{ where: 'core', seed }, { where: 'zapier', seed }],
  run: async ({ where, seed }) => {
    if (where === 'core') return fuzzAll(PURE, CASES, seed);
    const world = await startWorld();
    return fuzzAll(promptsThroughZapier(world) as unknown as readonly Property[], CASES_THROUGH_ZAPIER, seed).finally(() => world.close());
  },
  findings: (fuzzed) => ({
    title: 'Anything may come',
    about: 'Random cases, made smaller when one fails. Replies are any JSON, and documented ones with parts replaced, dropped and wrapped; addresses are pasted together from tricks; prompts hold braces, quotes, line breaks, control characters and emoji.',
    head: ['What', 'Cases', 'Failed'],
    rows: fuzzed.flat().map(({ name, cases, failure }) => [name, cases.toLocaleString('en-US'), failure === null ? '0' : 'yes']),
    broken: fuzzed.flat().flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure}`])),
  }),
};
