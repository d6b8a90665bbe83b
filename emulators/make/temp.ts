import { isCollection } from './iml/values.js';
import type { Readings } from './readings.js';

/**
 * A new value in `temp` over an old one of the same name. The documentation says that `temp` is merged, and not how deep
 * that goes: merged all the way down, lists are merged item by item and nothing is ever deleted.
 */
export function merged(before: unknown, now: unknown, how: Readings['temp']): unknown {
  if (how === 'replaced' || now === undefined) return how === 'replaced' ? now : before;
  if (how === 'merged flat') return isCollection(before) && isCollection(now) ? { ...before, ...now } : now;
  if (Array.isArray(before) && Array.isArray(now)) {
    return Array.from({ length: Math.max(before.length, now.length) }, (_, at) => (at < now.length ? merged(before[at], now[at], how) : (before[at] as unknown)));
  }
  if (!isCollection(now)) return now;
  const old = isCollection(before) ? before : {};
  return { ...old, ...Object.fromEntries(Object.entries(now).map(([key, value]) => [key, merged(old[key], value, how)])) };
}
