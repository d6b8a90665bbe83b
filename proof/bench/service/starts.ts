import type { LockingMemory } from '../../../core/memory.js';
import type { ZapierStandIn } from '../../../emulators/zapier/store.js';

/** What the app would find in Zapier's cache, written without its calls: ten thousand starts would take minutes. */
export function memoryIn({ cache }: Pick<ZapierStandIn, 'cache'>): LockingMemory {
  const keep = (key: string, value: unknown) => void cache.set(key, JSON.stringify(value));
  return {
    get: async (key) => JSON.parse(cache.get(key) ?? 'null') as unknown,
    set: async (key, value) => keep(key, value),
    claim: async (key, value) => !cache.has(key) && (keep(key, value), true),
    forget: async (key) => void cache.delete(key),
  };
}
