import { first, isObject, objectsIn, text, type JsonObject } from '../../json.js';
import type { Output } from '../../model/execution.js';
import { findFiles } from './images_in_reply.js';

/** What all lists of a reply say about one node. */
export interface Node {
  readonly id: string | null;
  readonly label: string | null;
  readonly records: readonly JsonObject[];
  readonly files: readonly Output[];
}

/** Every node in the reply, in the order of the shapes' trust: the newest shape first. */
export function nodesIn(layers: readonly JsonObject[]): Node[] {
  const lists = layers.flatMap((layer) => {
    const results = layer['nodeResults'];
    const runs = isObject(results) && 'nodeRuns' in results ? results['nodeRuns'] : results;
    return [...[layer['nodeStates'], runs, layer['nodeRuns'], layer['nodeOutputs']].map(listOrRecord), layer['outputs']];
  });
  const byId = new Map<string, JsonObject[]>();
  for (const [index, record] of lists.flatMap(objectsIn).entries()) {
    const id = first([record], ['nodeId', 'id', 'label'], text) ?? `#${index}`;
    const known = byId.get(id);
    if (known) known.push(record);
    else byId.set(id, [record]);
  }
  return [...byId.values()].map((records) => {
    const id = first(records, ['nodeId', 'id'], text);
    const label = first(records, ['label', 'nodeLabel'], text) ?? id;
    return { id, records, label, files: records.flatMap((record) => findFiles(record, label)) };
  });
}

/** In a record by node id, the node may be no more than what it gave. */
function listOrRecord(value: unknown): unknown {
  return isObject(value) ? Object.entries(value).map(([nodeId, node]) => (isObject(node) ? { nodeId, ...node } : { nodeId, output: node })) : value;
}

/** What the person put in is no result. */
export function isInputNode(node: JsonObject): boolean {
  return ['nodeType', 'type', 'category'].some((key) => /^input\b/i.test(String(node[key])));
}
