import type { FieldType, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { readWorkflowId } from '../../../../../core/fields/chosen_ids.js';
import { savedValueOf } from '../../../../../core/fields/workflow_inputs.js';
import type { WorkflowInput } from '../../../../../core/model/workflow.js';
import { inputsOf } from '../../../../../core/runs/saved_workflow.js';
import { nodeErrorFor } from '../engine/errors.js';
import { openWireflow } from '../engine/step.js';

const TYPES: Readonly<Record<WorkflowInput['type'], FieldType>> = {
  text: 'string', image: 'string', url: 'string', number: 'number', boolean: 'boolean', select: 'options',
}; // prettier-ignore

/** The input that the field Prompt fills: the text input that is called so, or else the first one. */
export function promptInput(inputs: readonly WorkflowInput[]): WorkflowInput | null {
  const texts = inputs.filter(({ type }) => type === 'text');
  return texts.find(({ label }) => /prompt/i.test(label)) ?? texts[0] ?? null;
}

/** The chosen workflow's inputs as fields of the mapper, without the one that the field Prompt fills. */
export async function workflowInputs(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  try {
    const workflowId = readWorkflowId(this.getNodeParameter('workflow', undefined, { extractValue: true }));
    if (workflowId === null) return { fields: [] };
    const { client } = await openWireflow(this);
    const inputs = await inputsOf(client, workflowId);
    const prompt = promptInput(inputs);
    const own = inputs.filter((input, index) => input !== prompt && inputs.findIndex(({ nodeId }) => nodeId === input.nodeId) === index);
    return { fields: own.map(fieldOf) };
  } catch (error) {
    throw nodeErrorFor(this.getNode(), error);
  }
}

function fieldOf(input: WorkflowInput): ResourceMapperField {
  const saved = savedValueOf(input);
  const isImage = input.type === 'image';
  const type = input.type === 'select' && input.choices.length === 0 ? 'string' : TYPES[input.type];
  return {
    id: input.nodeId,
    displayName: isImage ? `${input.label} (Link or File)` : input.label,
    defaultMatch: false,
    // The author's own sample image would be billed without a word.
    required: isImage ? input.required || saved !== null : input.required && saved === null,
    display: true,
    type,
    ...(type === 'options' ? { options: input.choices.map(({ value, label }) => ({ name: label, value })) } : {}),
    ...(saved === null || isImage ? {} : { defaultValue: saved }),
  };
}
