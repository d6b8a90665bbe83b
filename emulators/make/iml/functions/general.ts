import { isEmpty, isEqual, propertyOf } from '../values.js';
import { collection, text, type Argument, type FamilyUnder } from './arguments.js';

/** Decisions and collections. `omit` and `pick` are seen in published apps only. */
export const generalUnder: FamilyUnder = (readings) => ({
  if: {
    least: 2,
    most: 3,
    isDecision: true,
    call: (condition: Argument, then: Argument, otherwise: Argument = () => undefined) => (condition() ? then() : otherwise()),
  },
  ifempty: {
    least: 2,
    most: 2,
    isDecision: true,
    call: (given: Argument, otherwise: Argument) => {
      const value = given();
      return isEmpty(value) ? otherwise() : value;
    },
  },
  // Guess: a last argument without a partner is what is given when nothing matches.
  switch: {
    least: 3,
    most: Infinity,
    isDecision: true,
    call: (given: Argument, ...pairs: Argument[]) => {
      const value = given();
      const matches = (other: unknown) => (readings.switch === 'text' ? String(value) === String(other) : isEqual(value, other, readings));
      for (let at = 0; at + 1 < pairs.length; at += 2) if (matches(pairs[at]?.())) return pairs[at + 1]?.();
      return pairs.length % 2 === 1 ? pairs.at(-1)?.() : undefined;
    },
  },
  get: {
    least: 2,
    most: 2,
    call: (value: unknown, path: unknown) =>
      text(path, 'get')
        .split('.')
        .reduce<unknown>((inner, name) => (Array.isArray(inner) ? inner[Number(name) - 1] : propertyOf(inner, name)), value),
  },
  omit: {
    least: 2,
    most: Infinity,
    call: (from: unknown, ...keys: unknown[]) =>
      Object.fromEntries(Object.entries(collection(from, 'omit')).filter(([key]) => !keys.includes(key))),
  },
  pick: {
    least: 2,
    most: Infinity,
    call: (from: unknown, ...keys: unknown[]) =>
      Object.fromEntries(Object.entries(collection(from, 'pick')).filter(([key]) => keys.includes(key))),
  },
  keys: { least: 1, most: 1, call: (from: unknown) => Object.keys(collection(from, 'keys')) },
  equal: { least: 2, most: 2, call: (left: unknown, right: unknown) => isEqual(left, right, readings) },
  toArray: { least: 1, most: 1, call: (from: unknown) => Object.entries(collection(from, 'toArray')).map(([key, value]) => ({ key, value })) },
});
