import { fault } from '../../fault.js';
import { isCollection, isEmpty, isSame, propertyOf } from '../values.js';
import { list, number, text, type Family } from './arguments.js';

/** Follows a dotted name, as `map` and `toCollection` do. */
function at(item: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => propertyOf(value, name), item);
}

/**
 * The values under a key, of all items or of those whose `by` has one of the wanted values (Make's help on array
 * functions).
 * Guess: items without the key are left out.
 */
function map(items: unknown, key: unknown, by?: unknown, wanted?: unknown): unknown[] {
  const path = text(key, 'map');
  const values = wanted === undefined ? null : text(wanted, 'map').split(',');
  return list(items, 'map')
    .filter((item) => values === null || values.includes(String(at(item, text(by, 'map')))))
    .map((item) => at(item, path))
    .filter((value) => value !== undefined && value !== null);
}

/** Pairs without a name are left out; of two with one name the last counts (guess: both). */
function toCollection(items: unknown, key: unknown, value: unknown): Record<string, unknown> {
  if (items === undefined || items === null) return fault('toCollection', 'what it makes of a missing list is not known');
  const [keyPath, valuePath] = [text(key, 'toCollection'), text(value, 'toCollection')];
  return Object.fromEntries(
    list(items, 'toCollection')
      .map((item): [unknown, unknown] => [at(item, keyPath), at(item, valuePath)])
      .filter(([name]) => !isEmpty(name))
      .map(([name, given]): [string, unknown] => [text(name, 'toCollection'), given]),
  );
}

function flatten(items: unknown, depth: unknown): unknown[] {
  return list(items, 'flatten').flat(depth === undefined ? 1 : number(depth, 'flatten')) as unknown[];
}

function distinct(items: unknown): unknown[] {
  const all = list(items, 'distinct');
  if (all.some(isCollection)) return fault('distinct', 'collections need a key here');
  return all.filter((item, index) => all.findIndex((other) => isSame(other, item)) === index);
}

export const LISTS: Family = {
  first: { least: 1, most: 1, call: (items: unknown) => list(items, 'first')[0] },
  last: { least: 1, most: 1, call: (items: unknown) => list(items, 'last').at(-1) },
  map: { least: 2, most: 4, call: map },
  add: { least: 2, most: Infinity, call: (items: unknown, ...more: unknown[]) => [...list(items, 'add'), ...more] },
  remove: { least: 2, most: Infinity, call: (items: unknown, ...values: unknown[]) => list(items, 'remove').filter((item) => !values.some((value) => isSame(value, item))) },
  merge: { least: 2, most: Infinity, call: (...lists: unknown[]) => lists.flatMap((items) => list(items, 'merge')) },
  flatten: { least: 1, most: 2, call: flatten },
  distinct: { least: 1, most: 1, call: distinct },
  reverse: { least: 1, most: 1, call: (items: unknown) => [...list(items, 'reverse')].reverse() },
  slice: { least: 2, most: 3, call: (items: unknown, from: unknown, to?: unknown) => list(items, 'slice').slice(number(from, 'slice'), to === undefined ? undefined : number(to, 'slice')) },
  toCollection: { least: 3, most: 3, call: toCollection },
};
