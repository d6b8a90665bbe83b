import { first, isObject, objectsIn, text, wordIn, type JsonObject } from '../../json.js';
import { WORKFLOW_INPUT_TYPES, type WorkflowChoice, type WorkflowInput } from '../../model/workflow.js';
import { listIn } from './envelope.js';
import { unreadable, type Reply } from './reply.js';

/** The key that carries a select's choices is not documented: these are the usual ones (docs/service.md, "Inputs"). */
const CHOICE_KEYS = ['options', 'choices', 'enum', 'values', 'oneOf', 'anyOf'];
const LABEL_LISTS = ['enumNames', 'enumLabels', 'labels'];
/** Where a group keeps its own. */
const GROUP_KEYS = ['options', 'choices', 'items', 'children'];
const VALUE_KEYS = ['value', 'const', 'id', 'key', 'label', 'name', 'title'];
const MOST_GROUPS = 3;

/** Other words for a documented type. */
export const INPUT_TYPE_ALIASES: Readonly<Record<string, WorkflowInput['type']>> = {
  integer: 'number', int: 'number', float: 'number', slider: 'number', range: 'number', seed: 'number',
  bool: 'boolean', checkbox: 'boolean', toggle: 'boolean', switch: 'boolean',
  dropdown: 'select', enum: 'select', radio: 'select', choice: 'select', multiselect: 'select', checkboxes: 'select',
  link: 'url', uri: 'url',
}; // prettier-ignore
const SEVERAL_TYPES = /^(multiselect|checkboxes)$/;
const SEVERAL_KEYS = ['multiple', 'multi', 'isMulti', 'multiSelect', 'allowMultiple'];

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
  const word = text(item['type'])?.toLowerCase().replace(/[\s_-]/g, '') ?? '';
  const choices = choicesIn(item);
  const known = WORKFLOW_INPUT_TYPES.find((type) => type === word) ?? wordIn(INPUT_TYPE_ALIASES, word);
  // A type that we do not know can still be chosen or typed in.
  const type = known ?? (choices.length > 0 ? 'select' : 'text');
  const takesSeveral = type === 'select' && choices.length > 0 && (SEVERAL_TYPES.test(word) || SEVERAL_KEYS.some((key) => item[key] === true));
  return {
    nodeId,
    label: first([item], ['label', 'name'], text) ?? nodeId,
    type,
    required: item['required'] === true,
    description: first([item], ['description', 'help'], text),
    default: scalar(item['default']),
    choices,
    ...(takesSeveral ? { takesSeveral } : {}),
  };
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A value that can be chosen: an empty text is none. */
function filled(value: unknown): string | number | boolean | null {
  return typeof value === 'string' && value.trim() === '' ? null : scalar(value);
}

function choicesIn(item: JsonObject): WorkflowChoice[] {
  const list = CHOICE_KEYS.map((key) => listOf(item[key])).find((value) => value !== null) ?? [];
  const labels = LABEL_LISTS.map((key) => item[key]).find((value): value is unknown[] => Array.isArray(value) && value.length === list.length);
  const choices = list.flatMap((choice, index) => (labels && !isObject(choice) ? choiceFrom({ value: choice, label: labels[index] }) : choiceFrom(choice)));
  return choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);
}

/** A list of choices, or a record of labels by value. */
function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return isObject(value) && Object.values(value).every((label) => text(label) !== null) ? Object.entries(value) : null;
}

function choiceFrom(choice: unknown, depth = 0): WorkflowChoice[] {
  if (Array.isArray(choice)) return choice.length === 2 ? choiceFrom({ value: choice[0], label: choice[1] }, depth) : [];
  if (!isObject(choice)) {
    const value = filled(choice);
    return value === null ? [] : [{ value, label: String(value) }];
  }
  const group = GROUP_KEYS.map((key) => choice[key]).find((value): value is unknown[] => Array.isArray(value));
  if (group) return depth >= MOST_GROUPS ? [] : group.flatMap((inner) => choiceFrom(inner, depth + 1));
  const label = first([choice], ['label', 'name', 'title'], text);
  const value = first([choice], VALUE_KEYS, filled);
  if (value === null) return [];
  const sends = ['value', 'const'].map((key) => choice[key]).find((given) => given !== undefined);
  // Its label stands for what no field can hold.
  return [{ value, label: label ?? String(value), ...(sends === undefined || sends === value ? {} : { sends }) }];
}
