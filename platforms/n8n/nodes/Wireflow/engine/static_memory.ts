import { isObject, number, type JsonObject } from '../../../../../core/json.js';
import type { LockingMemory } from '../../../../../core/memory.js';

const MS_PER_S = 1000;
const KEY = 'memory';

/**
 * What n8n keeps for a node between the polls of its trigger. It sees a change of the first level only, so each value is
 * put in as a whole.
 */
export type StaticData = Record<string, unknown>;

/** A part of the static data as our memory. One poll runs at a time, so a claim needs no lock. */
export function staticMemory(data: StaticData, nowMs: () => number): LockingMemory {
  const kept = (): JsonObject => (isObject(data[KEY]) ? data[KEY] : {});
  const isFresh = (entry: unknown): entry is JsonObject => isObject(entry) && (number(entry['untilMs']) ?? 0) > nowMs();
  const get = (key: string): unknown => {
    const entry = kept()[key];
    return isFresh(entry) ? entry['value'] : null;
  };
  const set = (key: string, value: unknown, ttlSeconds: number): void => {
    const others = Object.entries(kept()).filter(([other, entry]) => other !== key && isFresh(entry));
    data[KEY] = { ...Object.fromEntries(others), [key]: { value, untilMs: nowMs() + ttlSeconds * MS_PER_S } };
  };
  return {
    get: async (key) => get(key),
    set: async (key, value, ttlSeconds) => set(key, value, ttlSeconds),
    claim: async (key, value, ttlSeconds) => {
      if (get(key) !== null) return false;
      set(key, value, ttlSeconds);
      return true;
    },
    forget: async (key) => {
      data[KEY] = Object.fromEntries(Object.entries(kept()).filter(([other]) => other !== key));
    },
  };
}
