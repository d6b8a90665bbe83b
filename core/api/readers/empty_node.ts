import { isObject, type JsonObject } from '../../json.js';
import { findText } from './images_in_reply.js';
import type { Node } from './nodes.js';
import { reasonIn } from './reason.js';

const FILE_PLACES = ['outputUrl', 'outputUrls', 'output', 'outputs', 'images'];
/** Nodes that ended so give nothing more. */
const ENDED_WITHOUT = /^(FAILED|ERROR|SKIPPED|CANCELL?ED|TIMEOUT|TIMED_OUT)$/i;

/**
 * A node behind the first that gave a file, with a place for its own that is still empty: results may be there later
 * than the word COMPLETED (docs/service.md, "Poll replies").
 */
export function emptyNodeIn(nodes: readonly Node[]): string | null {
  const firstGiver = nodes.findIndex(({ files }) => files.length > 0);
  const isEmpty = ({ files, records, label }: Node, index: number) =>
    firstGiver >= 0 &&
    index > firstGiver &&
    label !== null &&
    files.length === 0 &&
    records.every((record) => findText(record) === null && reasonIn(record['error']) === null && !ENDED_WITHOUT.test(String(record['status']))) &&
    records.some((record) => isPromised(record) || (!hasCompleted(record) && FILE_PLACES.some((key) => key in record && isVoid(record[key]))));
  return nodes.find(isEmpty)?.label ?? null;
}

/** A place for pictures or the like that holds none. A node that only shows others' results has no such place. */
function isPromised({ output }: JsonObject): boolean {
  return isObject(output) && ['images', 'image', 'videos', 'video', 'audio'].some((key) => key in output && isVoid(output[key]));
}

/** A node that says so may have nothing to give at all: many only pass on what others made. */
function hasCompleted({ status }: JsonObject): boolean {
  return typeof status === 'string' && /^COMPLETED$/i.test(status.trim());
}

/** Nothing, or lists and objects that hold nothing. */
function isVoid(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isVoid);
  return value === null || value === '' || (isObject(value) && Object.values(value).every(isVoid));
}
