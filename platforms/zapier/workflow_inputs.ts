import type { Bundle, ZObject } from 'zapier-platform-core';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { EXECUTE_FIELDS, RUN_WORKFLOW_FIELD } from '../../core/fields/execute_fields.js';
import { FALLBACK_FIELD } from '../../core/fields/fallback_field.js';
import { REUSE_FIELD } from '../../core/fields/reuse_field.js';
import { START_FIELDS } from '../../core/fields/start_fields.js';
import { foldName } from '../../core/model/fold_name.js';
import { readWorkflowId } from '../../core/fields/chosen_ids.js';
import { fieldKeyOf, savedValueOf } from '../../core/fields/workflow_inputs.js';
import { inputsOf } from '../../core/runs/saved_workflow.js';
import type { WorkflowInput } from '../../core/model/workflow.js';
import { wireflowStep } from './step.js';

const TYPES = { text: 'text', image: 'file', url: 'string', number: 'number', boolean: 'boolean', select: 'string' } as const;
/** Zapier's own limit for help texts. */
const LONGEST_HELP = 1000;
const LONGEST_LABEL = 64;

const OWN_LABELS = new Set([RUN_WORKFLOW_FIELD, ...START_FIELDS, REUSE_FIELD, FALLBACK_FIELD, ...EXECUTE_FIELDS].map(({ label }) => foldName(label)));

/** The inputs under labels that none of the step's own fields has. */
export function toldApart(inputs: readonly WorkflowInput[]): WorkflowInput[] {
  return inputs.map((input) => (OWN_LABELS.has(foldName(input.label)) ? { ...input, label: `${input.label.trim()} (of the workflow)` } : input));
}

/** The chosen workflow's inputs as fields; none while no workflow is chosen, or while the mapping is not filled yet. */
export async function workflowInputFields(z: ZObject, bundle: Bundle<Record<string, unknown>>) {
  const { workflow } = bundle.inputData;
  if (isUnresolvedMapping(workflow)) return [];
  return wireflowStep(z, bundle, async ({ client }) => {
    const workflowId = readWorkflowId(workflow);
    if (workflowId === null || !client.hasKey) return [];
    const inputs = toldApart(await inputsOf(client, workflowId));
    return inputs.filter(({ nodeId }, index) => inputs.findIndex((other) => other.nodeId === nodeId) === index).map(inputFieldOf);
  });
}

function inputFieldOf(input: WorkflowInput) {
  const help = helpOf(input);
  const saved = savedValueOf(input);
  const needsImage = input.type === 'image' && saved !== null;
  return {
    key: fieldKeyOf(input.nodeId),
    label: cut(input.label.trim(), LONGEST_LABEL) || 'Input',
    type: TYPES[input.type],
    required: needsImage || (input.required && saved === null),
    ...(help === '' ? {} : { helpText: help }),
    ...(saved === null || input.type === 'image' ? {} : { default: String(saved) }),
    ...(input.takesSeveral ? { list: true } : {}),
    ...(input.choices.length === 0 ? {} : { choices: told(input.choices).map(({ value, label }) => ({ value: String(value), sample: String(value), label })) }),
  };
}

/** Zapier tells choices apart by their text: of 1 and “1”, the first counts. */
function told(choices: WorkflowInput['choices']): WorkflowInput['choices'] {
  return choices.filter(({ value }, index) => choices.findIndex((other) => String(other.value) === String(value)) === index);
}

function helpOf({ type, description, label }: WorkflowInput): string {
  const own = description?.trim() === label.trim() ? '' : (description?.trim() ?? '');
  const hint = type === 'image' ? 'Map a file, or paste a link to an image.' : '';
  return cut([own, hint].filter(Boolean).join(' '), LONGEST_HELP);
}

/** No more than `max` code units, and no half of an emoji. */
function cut(words: string, max: number): string {
  return words.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}
