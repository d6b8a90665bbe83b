import { fault } from '../../fault.js';
import { isCollection, isEmpty, isSame, nameOf, propertyOf } from '../values.js';
import { list, number, text, type FamilyUnder } from './arguments.js';

/** Follows a dotted name, as `map` and `toCollection` do. */
function at(item: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => propertyOf(value, name), item);
}

/**
 * The values under a key, of all items or of those whose `by` has one of the wanted values (Make's help on array
 * functions).
 * Guess: items without the key are left out.
 */
function map(withGaps: boolean, items: unknown, key: unknown, by?: unknown, wanted?: unknown): unknown[] {
  const path = text(key, 'map');
  const values = wanted === undefined ? null : text(wanted, 'map').split(',');
  return list(items, 'map')
    .filter((item) => values === null || values.includes(String(at(item, text(by, 'map')))))
    .map((item) => at(item, path))
    .filter((value) => withGaps || (value !== undefined && value !== null));
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

function distinctBy(items: unknown, key: unknown): unknown[] {
  const path = text(key, 'deduplicate');
  const all = list(items, 'deduplicate');
  return all.filter((item, index) => all.findIndex((other) => isSame(at(other, path), at(item, path))) === index);
}

/** Numbers by size, dates by time, texts by their letters; `desc` turns the order round (Make's help on array functions). */
function sort(items: unknown, order: unknown = 'asc', key?: unknown): unknown[] {
  const valueOf = (item: unknown): unknown => (key === undefined ? item : at(item, text(key, 'sort')));
  const sign = text(order, 'sort').startsWith('desc') ? -1 : 1;
  return [...list(items, 'sort')].sort((a, b) => sign * compare(valueOf(a), valueOf(b)));
}

function compare(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value));
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return one.localeCompare(other);
  return fault('sort', `how ${nameOf(one)} and ${nameOf(other)} are ordered is not known`);
}

export const listsUnder: FamilyUnder = (readings) => ({
  first: { least: 1, most: 1, call: (items: unknown) => list(items, 'first')[0] },
  last: { least: 1, most: 1, call: (items: unknown) => list(items, 'last').at(-1) },
  map: { least: 2, most: 4, call: (...args: [unknown, unknown, unknown?, unknown?]) => map(readings.map === 'with gaps', ...args) },
  sort: { least: 1, most: 3, call: sort },
  // In its own order: a random one would make no two runs the same.
  shuffle: { least: 1, most: 1, call: (items: unknown) => [...list(items, 'shuffle')] },

  add: { least: 2, most: Infinity, call: (items: unknown, ...more: unknown[]) => [...list(items, 'add'), ...more] },
  remove: { least: 2, most: Infinity, call: (items: unknown, ...values: unknown[]) => list(items, 'remove').filter((item) => !values.some((value) => isSame(value, item))) },
  merge: { least: 2, most: Infinity, call: (...lists: unknown[]) => lists.flatMap((items) => list(items, 'merge')) },
  flatten: { least: 1, most: 2, call: flatten },
  distinct: { least: 1, most: 2, call: (items: unknown, key?: unknown) => (key === undefined ? distinct(items) : distinctBy(items, key)) },
  deduplicate: { least: 1, most: 2, call: (items: unknown, key?: unknown) => (key === undefined ? distinct(items) : distinctBy(items, key)) },
  reverse: { least: 1, most: 1, call: (items: unknown) => [...list(items, 'reverse')].reverse() },
  slice: { least: 2, most: 3, call: (items: unknown, from: unknown, to?: unknown) => list(items, 'slice').slice(number(from, 'slice'), to === undefined ? undefined : number(to, 'slice')) },
  toCollection: { least: 3, most: 3, call: toCollection },
});
