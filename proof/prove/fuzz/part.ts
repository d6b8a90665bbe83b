import fc from 'fast-check';
import { startN8nWorld } from '../n8n/n8n_world.js';
import { typedInN8n } from '../n8n/typed.js';
import type { Part } from '../part.js';
import { startProviderWorld } from '../provider_world.js';
import { startWorld } from '../world.js';
import { addresses } from './addresses.js';
import { iml } from './iml.js';
import { keys } from './keys.js';
import { promptBodies } from './prompts.js';
import { providerReplies, typedAtProviders } from './providers.js';
import { readers } from './readers.js';
import { typedInMake, typedInZapier } from './typed.js';
import { waits } from './waits.js';

const CASES = 10_000;
/** What takes longest is cut into so many jobs, each with a seed of its own. */
const JOBS_FOR_ZAPIER = 4;

const ABOUT =
  'Random cases, made smaller when one fails. Replies are any JSON, and documented ones with parts replaced, dropped and wrapped; addresses are pasted together from tricks; what is typed holds braces, quotes, line breaks, control characters and emoji. What goes through Zapier passes its own handler and a socket, what goes through Make passes the emitted app on the local engine ([make-engine.md](make-engine.md)) and a socket, what goes through n8n passes the published node and a socket. Wherever a text is a run of its own, 1,000 are drawn.';

export interface Fuzzed {
  readonly name: string;
  readonly cases: number;
  readonly seed: number;
  /** The smallest case that fails, and how; null when none does. */
  readonly failure: string | null;
}

interface Property {
  readonly name: string;
  /** How many cases one run of the property holds; 1 when left out. */
  readonly texts?: number;
  readonly property: fc.IRawProperty<unknown>;
}

/** Those that need nothing but the code. */
export const PURE = [...readers, ...addresses, ...waits, ...keys, ...promptBodies, ...providerReplies, ...iml] as unknown as readonly Property[];

/** Draws `cases` for each property. */
export async function fuzzAll(properties: readonly unknown[], cases: number, seed: number): Promise<Fuzzed[]> {
  const fuzzed: Fuzzed[] = [];
  for (const { name, property, texts = 1 } of properties as readonly Property[]) {
    const { failed, numRuns, counterexample, errorInstance } = await fc.check(property as fc.IAsyncProperty<unknown>, { seed, numRuns: Math.ceil(cases / texts) });
    fuzzed.push({ name, cases: numRuns * texts, seed, failure: failed ? `${JSON.stringify(counterexample)?.slice(0, 300)}: ${String(errorInstance).slice(0, 200)}` : null });
  }
  return fuzzed;
}

interface Job {
  readonly where: 'code' | 'zapier' | 'make' | 'providers' | 'n8n';
  readonly seed: number;
}

async function fuzzTyped(through: typeof typedInZapier | typeof typedInMake, share: number, seed: number): Promise<Fuzzed[]> {
  const world = await startWorld();
  const { prompts, texts } = through(world);
  const fuzzed = await fuzzAll([prompts, texts], CASES / share, seed);
  await world.close();
  return fuzzed;
}

/** Each text is a run of its own, so there are fewer. */
const RUNS = 1_000;

async function fuzzIn<W extends { close(): Promise<void> }>(start: () => Promise<W>, propertiesIn: (world: W) => readonly unknown[], seed: number): Promise<Fuzzed[]> {
  const world = await start();
  const fuzzed = await fuzzAll(propertiesIn(world), RUNS, seed);
  await world.close();
  return fuzzed;
}

export const fuzz: Part<Job, Fuzzed[]> = {
  name: 'fuzz',
  title: 'Anything may come',
  jobs: (seed) => [
    ...Array.from({ length: JOBS_FOR_ZAPIER }, (_, index) => ({ where: 'zapier' as const, seed: seed + index })),
    { where: 'make', seed },
    { where: 'providers', seed },
    { where: 'n8n', seed },
    { where: 'code', seed },
  ],
  run: async ({ where, seed }) => {
    if (where === 'code') return fuzzAll(PURE, CASES, seed);
    if (where === 'providers') return fuzzIn(startProviderWorld, typedAtProviders, seed);
    if (where === 'n8n') return fuzzIn(startN8nWorld, typedInN8n, seed);
    return where === 'make' ? fuzzTyped(typedInMake, 1, seed) : fuzzTyped(typedInZapier, JOBS_FOR_ZAPIER, seed);
  },
  findings: (results) => {
    const fuzzed = results.flat();
    const named = (name: string) => fuzzed.filter((one) => one.name === name);
    return {
      title: 'Anything may come',
      about: ABOUT,
      head: ['What', 'Cases', 'Failed', 'Seed'],
      rows: [...new Set(fuzzed.map(({ name }) => name))].map((name) => [
        name,
        named(name).reduce((sum, { cases }) => sum + cases, 0).toLocaleString('en-US'),
        String(named(name).filter(({ failure }) => failure !== null).length),
        named(name).map(({ seed }) => seed).join(', '),
      ]),
      broken: fuzzed.flatMap(({ name, seed, cases, failure }) => (failure !== null ? [`${name}, seed ${seed}: ${failure}`] : cases === 0 ? [`${name}: no case was drawn`] : [])),
    };
  },
};
