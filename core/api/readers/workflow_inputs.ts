import { first, isObject, objectsIn, text, type JsonObject } from '../../json.js';
import { WORKFLOW_INPUT_TYPES, type WorkflowInput } from '../../model/workflow.js';
import { listIn } from './envelope.js';
import { unreadable, type Reply } from './reply.js';

/** The key that carries a select's choices is not documented: these are the usual ones (docs/service.md, "Inputs"). */
const CHOICE_KEYS = ['options', 'choices', 'enum', 'values'];

/** @throws WireflowError `unreadable` when the reply holds no list of inputs */
export function readWorkflowInputs(reply: Reply): WorkflowInput[] {
  const list = listIn(reply.body, ['inputs']);
  if (list === null) throw unreadable(reply, 'a description of inputs');
  const inputs = objectsIn(list).flatMap((item) => inputFrom(item) ?? []);
  if (list.length > 0 && inputs.length === 0) throw unreadable(reply, 'a description of inputs');
  return inputs;
}

function inputFrom(item: JsonObject): WorkflowInput | null {
  const nodeId = first([item], ['nodeId', 'id'], text);
  if (nodeId === null) return null;
  const type = WORKFLOW_INPUT_TYPES.find((known) => known === text(item['type'])?.toLowerCase());
  return {
    nodeId,
    label: first([item], ['label', 'name'], text) ?? nodeId,
    // A type that we do not know can still be typed in.
    type: type ?? 'text',
    required: item['required'] === true,
    description: first([item], ['description', 'help'], text),
    default: scalar(item['default']),
    choices: choicesIn(item),
  };
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A value that can be chosen: an empty text is none. */
function filled(value: unknown): string | number | boolean | null {
  return typeof value === 'string' && value.trim() === '' ? null : scalar(value);
}

function choicesIn(item: JsonObject): { value: string | number | boolean; label: string }[] {
  const list = CHOICE_KEYS.map((key) => item[key]).find((value): value is unknown[] => Array.isArray(value)) ?? [];
  return list.flatMap((choice) => {
    const value = isObject(choice) ? first([choice], ['value', 'id', 'key', 'label', 'name'], filled) : filled(choice);
    const label = isObject(choice) ? first([choice], ['label', 'name', 'title'], text) : null;
    return value === null ? [] : [{ value, label: label ?? String(value) }];
  });
}
