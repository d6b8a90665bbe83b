import { pictureKey } from './images.js';

/** What a person put into a run, so that it is not taken for what came out. */
export interface OwnInputs {
  /** `pictureKey`s of the links that were sent. */
  readonly links: ReadonlySet<string>;
  /** Of the nodes that take inputs. */
  readonly nodeIds: ReadonlySet<string>;
}

export const NO_INPUTS: OwnInputs = { links: new Set(), nodeIds: new Set() };

const MAX_DEPTH = 8;

/** The `pictureKey`s of all web addresses in a value, however deep they stand. */
export function linkKeysIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return /^\s*https?:\/\//i.test(value) && URL.canParse(value.trim()) ? [pictureKey(value.trim())] : [];
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => linkKeysIn(inner, depth + 1));
}
