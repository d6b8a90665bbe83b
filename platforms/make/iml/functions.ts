/** How many arguments a function takes. */
export interface Arity {
  readonly min: number;
  readonly max: number;
}

/**
 * The IML functions that this app uses, and no others: each is documented by Make and used by a published app. An
 * unknown function would fail only when a scenario runs, so the linter refuses it here (docs/make-internals.md, "IML").
 */
export const FUNCTIONS: Readonly<Record<string, Arity>> = {
  addHours: { min: 2, max: 2 },
  addSeconds: { min: 2, max: 2 },
  contains: { min: 2, max: 2 },
  distinct: { min: 1, max: 2 },
  base64: { min: 1, max: 1 },
  createJSON: { min: 1, max: 1 },
  decodeURL: { min: 1, max: 1 },
  encodeURL: { min: 1, max: 1 },
  formatDate: { min: 2, max: 3 },
  first: { min: 1, max: 1 },
  get: { min: 2, max: 2 },
  flatten: { min: 1, max: 1 },
  add: { min: 2, max: 9 },
  if: { min: 3, max: 3 },
  ifempty: { min: 2, max: 2 },
  indexOf: { min: 2, max: 2 },
  join: { min: 2, max: 2 },
  last: { min: 1, max: 1 },
  length: { min: 1, max: 1 },
  lower: { min: 1, max: 1 },
  map: { min: 2, max: 4 },
  max: { min: 1, max: 9 },
  merge: { min: 2, max: 9 },
  omit: { min: 2, max: 20 },
  parseDate: { min: 1, max: 3 },
  parseJSON: { min: 1, max: 1 },
  parseNumber: { min: 2, max: 2 },
  replace: { min: 3, max: 3 },
  round: { min: 1, max: 1 },
  sha256: { min: 1, max: 1 },
  split: { min: 2, max: 2 },
  substring: { min: 3, max: 3 },
  sum: { min: 1, max: 9 },
  switch: { min: 3, max: 101 },
  toBinary: { min: 1, max: 2 },
  toArray: { min: 1, max: 1 },
  toCollection: { min: 3, max: 3 },
  toString: { min: 1, max: 2 },
  trim: { min: 1, max: 1 },
  upper: { min: 1, max: 1 },
};

/** Names that are values, not paths. */
export const CONSTANTS = new Set(['undefined', 'null', 'true', 'false', 'emptyarray', 'now']);
