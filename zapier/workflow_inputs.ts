import type { Bundle, ZObject } from 'zapier-platform-core';
import { isUnresolvedMapping } from '../core/ids.js';
import { readWorkflowId } from '../core/id_fields.js';
import { fieldKeyOf } from '../core/run_inputs.js';
import { inputsOf } from '../core/saved_workflow.js';
import type { WorkflowInput } from '../core/workflow.js';
import { wireflowStep } from './step.js';

const TYPES = { text: 'text', image: 'file', url: 'string', number: 'number', boolean: 'boolean', select: 'string' } as const;
/** Zapier's own limit for help texts. */
const LONGEST_HELP = 1000;
const LONGEST_LABEL = 64;

/** The chosen workflow's inputs as fields; none while no workflow is chosen, or while the mapping is not filled yet. */
export async function workflowInputFields(z: ZObject, bundle: Bundle<Record<string, unknown>>) {
  const { workflow } = bundle.inputData;
  if (isUnresolvedMapping(workflow)) return [];
  return wireflowStep(z, bundle, async ({ client }) => {
    const workflowId = readWorkflowId(workflow);
    if (workflowId === null || !client.hasKey) return [];
    const inputs = await inputsOf(client, workflowId);
    return inputs.filter(({ nodeId }, index) => inputs.findIndex((other) => other.nodeId === nodeId) === index).map(inputFieldOf);
  });
}

function inputFieldOf(input: WorkflowInput) {
  const help = helpOf(input);
  const needsImage = input.type === 'image' && input.default !== null;
  return {
    key: fieldKeyOf(input.nodeId),
    label: input.label.trim().slice(0, LONGEST_LABEL) || 'Input',
    type: TYPES[input.type],
    required: needsImage || (input.required && input.default === null),
    ...(help === '' ? {} : { helpText: help }),
    ...(input.default === null || input.type === 'image' ? {} : { default: String(input.default) }),
    ...(input.choices.length === 0 ? {} : { choices: Object.fromEntries(input.choices.map(({ value, label }) => [value, label])) }),
  };
}

function helpOf({ type, description, label }: WorkflowInput): string {
  const own = description?.trim() === label.trim() ? '' : (description?.trim() ?? '');
  const hint = type === 'image' ? 'Map a file, or paste a link to an image.' : '';
  return [own, hint].filter(Boolean).join(' ').slice(0, LONGEST_HELP);
}
