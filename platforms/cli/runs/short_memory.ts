import type { Memory } from '../../../core/memory.js';

/** Memory for as long as one command runs. @param now the present, ms since 1970 */
export function memoryOf(now: () => number): Memory {
  const kept = new Map<string, { readonly value: unknown; readonly untilMs: number }>();
  return {
    async get(key) {
      const found = kept.get(key);
      // A copy, as a store hands it out: nobody changes what is kept by changing what was read.
      return found === undefined || found.untilMs <= now() ? null : (structuredClone(found.value) as unknown);
    },
    async set(key, value, ttlSeconds) {
      kept.set(key, { value: structuredClone(value), untilMs: now() + ttlSeconds * 1000 });
    },
  };
}
