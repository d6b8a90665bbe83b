import type { LockingMemory } from '../../../../../core/memory.js';

const MOST_ENTRIES = 5_000;

const kept = new Map<string, { readonly value: unknown; readonly untilMs: number }>();

/**
 * What this n8n remembers until it is restarted, of one Wireflow. What n8n itself keeps for a node would outlive it, but is
 * saved as one object for the whole workflow when an execution ends, over what the workflow's trigger has put there in the
 * meantime: after a restart, the trigger could fire again.
 */
export function processMemory(baseUrl: string): LockingMemory {
  const nameOf = (key: string) => `${baseUrl}\n${key}`;
  const get = (key: string): unknown => {
    const entry = kept.get(nameOf(key));
    return entry !== undefined && entry.untilMs > Date.now() ? entry.value : null;
  };
  const set = (key: string, value: unknown, ttlSeconds: number): void => {
    const name = nameOf(key);
    // The least recently kept stand first.
    kept.delete(name);
    kept.set(name, { value, untilMs: Date.now() + ttlSeconds * 1000 });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_ENTRIES) break;
      kept.delete(oldest);
    }
  };
  return {
    get: async (key) => get(key),
    set: async (key, value, ttlSeconds) => set(key, value, ttlSeconds),
    claim: async (key, value, ttlSeconds) => {
      if (get(key) !== null) return false;
      set(key, value, ttlSeconds);
      return true;
    },
    forget: async (key) => void kept.delete(nameOf(key)),
  };
}
