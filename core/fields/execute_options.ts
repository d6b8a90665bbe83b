import { badInput } from '../model/errors.js';
import { isObject, objectsIn, parseJson, text, type JsonObject } from '../json.js';
import { isEmpty } from '../model/unseen.js';
import { readOneText } from './one_text.js';
import { EXECUTE_FIELDS } from './execute_fields.js';

const [NODES, TARGET] = EXECUTE_FIELDS;
const LABEL = 'Nodes (JSON)';

export interface ExecuteOptions {
  /** Null where the workflow's own inputs are used. */
  readonly nodes: readonly JsonObject[] | null;
  /** None where the person gives nodes alone. */
  readonly edges: readonly JsonObject[];
  readonly targetNodeId: string | null;
}

/**
 * Reads the fields for Wireflow's own execute call. Platforms hand JSON over as text or as what it stands for.
 *
 * @throws WireflowError `bad_input` for what is no list of nodes with ids
 */
export function readExecuteOptions(values: JsonObject): ExecuteOptions {
  const given = values[NODES.key];
  const isLeftOut = isEmpty(given);
  const parsed = typeof given === 'string' && !isLeftOut ? parse(given) : given;
  return {
    nodes: isLeftOut ? null : readNodes(parsed),
    edges: isObject(parsed) ? objectsIn(parsed['edges']) : [],
    targetNodeId: readOneText(TARGET, values[TARGET.key], 'Enter one node ID, or empty the field.')?.trim() ?? null,
  };
}

function readNodes(parsed: unknown): JsonObject[] {
  const list = isObject(parsed) && Array.isArray(parsed['nodes']) ? parsed['nodes'] : parsed;
  const nodes = objectsIn(list);
  const isList = Array.isArray(list) && list.length > 0 && nodes.length === list.length;
  if (!isList || nodes.some((node) => text(node['id']) === null)) {
    throw badInput(NODES.key, `The field ${LABEL} needs a list of nodes, each with an id.`, 'Use the form [{"id": "…", "data": {…}}], or empty the field.');
  }
  return nodes;
}

function parse(json: string): unknown {
  try {
    JSON.parse(json);
    // What people write has to be JSON itself; what is longer than a number can be stays whole, as text.
    return parseJson(json);
  } catch {
    throw badInput(NODES.key, `The field ${LABEL} holds no valid JSON.`, 'Check its quotes and brackets, or empty the field.');
  }
}
