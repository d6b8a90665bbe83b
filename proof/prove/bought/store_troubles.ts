import type { ZapierStandIn } from '../../../emulators/zapier/store.js';

/** Ways in which Zapier's own store can fail a step. */
export interface StoreTrouble {
  readonly name: string;
  /** Which of the step's calls to the store, from 0. */
  readonly call: number;
  /** Whether the store acts before it fails: then only its answer is lost. */
  readonly acts: boolean;
  /** How often: Zapier's runtime asks three times before it gives up. */
  readonly times: number;
}

const CALLS = [0, 1, 2, 3, 4];

export const STORE_TROUBLES: readonly StoreTrouble[] = CALLS.flatMap((call) =>
  [1, 3].flatMap((times) =>
    [false, true].map((acts) => ({ name: `call ${call + 1} to Zapier's store ${acts ? 'loses its answer' : 'fails'} ${times === 1 ? 'once' : 'for good'}`, call, acts, times })),
  ),
);

/** Makes the store fail as told, from its next call on. @returns what ends it */
export function trouble({ cache }: ZapierStandIn, { call, acts, times }: StoreTrouble): () => void {
  const real = { get: cache.get.bind(cache), set: cache.set.bind(cache), delete: cache.delete.bind(cache) };
  let calls = 0;
  const failing = <T>(act: () => T): T => {
    const fails = calls >= call && calls < call + times;
    calls += 1;
    if (!fails) return act();
    if (acts) act();
    throw noAnswer();
  };
  cache.get = (key) => failing(() => real.get(key));
  cache.set = (key, value) => failing(() => real.set(key, value));
  cache.delete = (key) => failing(() => real.delete(key));
  return () => void Object.assign(cache, real);
}

/** Answered as it is by the stand-in's server, which would print any other error. */
function noAnswer(): Error {
  return Object.assign(new Error('The store does not answer'), { getResponse: () => new Response(null, { status: 500 }) });
}
