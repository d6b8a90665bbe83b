import type { ZObject } from 'zapier-platform-core';
import type { Memory } from '../core/memory.js';

/** Kept apart for each connection, so that one account never sees another's. */
const SCOPE: ('user' | 'auth')[] = ['auth'];

/** Zapier's cache as our memory. It is a help only: when it fails, the step goes on without it. */
export function zapierMemory(z: ZObject): Memory {
  // Zapier's types leave out the scope that its runtime takes here.
  const getScoped = z.cache.get as (key: string, scope: typeof SCOPE) => Promise<unknown>;
  return {
    get: (key) => getScoped(key, SCOPE).catch(() => null),
    set: (key, value, ttlSeconds) => z.cache.set(key, value, ttlSeconds, SCOPE).then(ignore, ignore),
  };
}

function ignore(): void {}
