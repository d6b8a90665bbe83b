import { isObject, number } from '../../../../../core/json.js';
import type { LockingMemory } from '../../../../../core/memory.js';

const MS_PER_S = 1000;

/** What n8n keeps for a workflow between the polls of its trigger. */
export type StaticData = Record<string, unknown>;

/** A part of the workflow's static data as our memory. One poll runs at a time, so a claim needs no lock. */
export function staticMemory(data: StaticData, nowMs: () => number): LockingMemory {
  if (!isObject(data['memory'])) data['memory'] = {};
  const kept = data['memory'] as Record<string, unknown>;
  const get = (key: string): unknown => {
    const entry = kept[key];
    if (!isObject(entry)) return null;
    if ((number(entry['untilMs']) ?? 0) > nowMs()) return entry['value'];
    delete kept[key];
    return null;
  };
  const set = (key: string, value: unknown, ttlSeconds: number): void => {
    kept[key] = { value, untilMs: nowMs() + ttlSeconds * MS_PER_S };
  };
  return {
    get: async (key) => get(key),
    set: async (key, value, ttlSeconds) => set(key, value, ttlSeconds),
    claim: async (key, value, ttlSeconds) => {
      if (get(key) !== null) return false;
      set(key, value, ttlSeconds);
      return true;
    },
    forget: async (key) => void delete kept[key],
  };
}
