import { isObject } from '../../json.js';
import { findText } from './images_in_reply.js';
import type { Node } from './nodes.js';
import { reasonIn } from './reason.js';

const FILE_PLACES = ['outputUrl', 'outputUrls', 'output', 'outputs', 'images'];
/** Nodes that ended so give nothing more: a preview at a chain's end shows what another node has made, and has none. */
const ENDED = /^(COMPLETED|SUCCEEDED|SUCCESS|DONE|FAILED|ERROR|SKIPPED|CANCELL?ED|TIMEOUT|TIMED_OUT)$/i;

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
    records.every((record) => findText(record) === null && reasonIn(record['error']) === null && !ENDED.test(String(record['status']))) &&
    records.some((record) => FILE_PLACES.some((key) => key in record && isVoid(record[key])));
  return nodes.find(isEmpty)?.label ?? null;
}

/** Nothing, or lists and objects that hold nothing. */
function isVoid(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isVoid);
  return value === null || value === '' || (isObject(value) && Object.values(value).every(isVoid));
}
