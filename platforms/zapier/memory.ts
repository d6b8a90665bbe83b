import type { ZObject } from 'zapier-platform-core';
import { WireflowError } from '../../core/model/errors.js';
import type { LockingMemory } from '../../core/memory.js';
import { inTime } from './time_limit.js';

/** Kept apart for each connection, so that one account never sees another's. */
const SCOPE: ('user' | 'auth')[] = ['auth'];

/** Zapier's cache answers in some ms; a call that takes longer than this is given up, whatever it may still do. */
const LONGEST_CALL_MS = 4_000;

/**
 * Zapier's cache as our memory.
 *
 * @param signal aborted when the step's time is over: from then on nothing is known or kept
 */
export function zapierMemory(z: ZObject, signal: AbortSignal): LockingMemory {
  // Zapier's types leave out the scope that its runtime takes here.
  const cache = z.cache as unknown as {
    get(key: string, scope: typeof SCOPE): Promise<unknown>;
    set(key: string, value: unknown, ttlSeconds: number, scope: typeof SCOPE, onlyIfAbsent?: boolean): Promise<boolean>;
    delete(key: string, scope: typeof SCOPE): Promise<boolean>;
  };
  const bounded = <T>(call: () => Promise<T>) => inTime(LONGEST_CALL_MS, signal, call);
  return {
    get: (key) => bounded(() => cache.get(key, SCOPE)).catch(() => null),
    set: (key, value, ttlSeconds) => bounded(() => cache.set(key, value, ttlSeconds, SCOPE)).then(ignore, ignore),
    claim: (key, value, ttlSeconds) => bounded(() => cache.set(key, value, ttlSeconds, SCOPE, true)).catch(cannotClaim),
    forget: (key) => bounded(() => cache.delete(key, SCOPE)).then(ignore, ignore),
  };
}

function ignore(): void {}

function cannotClaim(cause: unknown): never {
  throw new WireflowError({
    kind: 'unavailable',
    problem: 'Zapier can not keep the Only Once ID at the moment, so a second execution could not be ruled out.',
    nextStep: 'Nothing was started; the step is tried again by itself.',
    canRetry: true,
    cause,
  });
}
