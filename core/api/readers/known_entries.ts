import { isObject, text, type JsonObject } from '../../json.js';

/** Lists stand in an envelope or two. */
const DEEPEST_LIST = 3;

/**
 * A reply's lists, with the entries that are known by their id cut down to their states and times: what they hold besides has
 * been read before, and is most of a list with images in it.
 *
 * @param body a parsed reply, not yet searched for secrets
 * @param known ids of executions
 */
export function withoutKnown(body: unknown, known: ReadonlySet<string>, depth = 0): unknown {
  if (Array.isArray(body)) return body.map((entry: unknown) => (isObject(entry) && isKnown(entry, known) ? slim(entry) : entry));
  if (!isObject(body) || depth === DEEPEST_LIST) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withoutKnown(value, known, depth + 1)]));
}

function isKnown(entry: JsonObject, known: ReadonlySet<string>): boolean {
  const id = text(entry['executionId']) ?? text(entry['id']);
  // The runs of a batch stand in its entry, and each of them is known or not.
  return id !== null && known.has(id) && entry['executionRuns'] === undefined;
}

/** Small objects stay: one of them may name the workflow, or say the state. */
function slim(entry: JsonObject): JsonObject {
  const isSmall = (value: unknown) => typeof value !== 'object' || value === null || (isObject(value) && Object.values(value).every((part) => typeof part !== 'object' || part === null));
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => isSmall(value)));
}
