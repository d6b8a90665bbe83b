import type { ZObject } from 'zapier-platform-core';
import { WireflowError } from '../../core/model/errors.js';
import type { LockingMemory } from '../../core/memory.js';

/** Kept apart for each connection, so that one account never sees another's. */
const SCOPE: ('user' | 'auth')[] = ['auth'];

/** Zapier's cache as our memory. */
export function zapierMemory(z: ZObject): LockingMemory {
  // Zapier's types leave out the scope that its runtime takes here.
  const cache = z.cache as unknown as {
    get(key: string, scope: typeof SCOPE): Promise<unknown>;
    set(key: string, value: unknown, ttlSeconds: number, scope: typeof SCOPE, onlyIfAbsent?: boolean): Promise<boolean>;
    delete(key: string, scope: typeof SCOPE): Promise<boolean>;
  };
  return {
    get: (key) => cache.get(key, SCOPE).catch(() => null),
    set: (key, value, ttlSeconds) => cache.set(key, value, ttlSeconds, SCOPE).then(ignore, ignore),
    claim: (key, value, ttlSeconds) => cache.set(key, value, ttlSeconds, SCOPE, true).catch(cannotClaim),
    forget: (key) => cache.delete(key, SCOPE).then(ignore, ignore),
  };
}

function ignore(): void {}

function cannotClaim(cause: unknown): never {
  throw new WireflowError({
    kind: 'unavailable',
    problem: 'Zapier can not keep the Run ID at the moment, so a second run could not be ruled out.',
    nextStep: 'Nothing was started; the step is tried again by itself.',
    canRetry: true,
    cause,
  });
}
