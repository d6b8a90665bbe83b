import type { INodeProperties } from 'n8n-workflow';
import { PROMPT_FIELDS } from '../../../../../core/fields/prompt_fields.js';
import { WORKFLOW_FIELD } from '../../../../../core/fields/target_fields.js';
import { property, shownFor } from './property.js';
import { COST_OPTIONS, IMAGE_OPTIONS, optionsOf, reuse, runId, simplify, timeout, wait } from './shared.js';

const [PROMPT] = PROMPT_FIELDS;

/** A workflow of the account: chosen, or by its id. */
export function workflowLocator(changes: Partial<INodeProperties> = {}): INodeProperties {
  return {
    displayName: WORKFLOW_FIELD.label,
    name: 'workflow',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: 'searchWorkflows', searchable: true },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. cm1abc123',
      },
    ],
    ...changes,
  };
}

const inputs: INodeProperties = {
  displayName: 'Inputs',
  name: 'inputs',
  type: 'resourceMapper',
  noDataExpression: true,
  default: { mappingMode: 'defineBelow', value: null },
  description: 'What the workflow takes. For a file, give a link, or the name of the input data field that holds it.',
  typeOptions: {
    loadOptionsDependsOn: ['workflow.value'],
    resourceMapper: {
      resourceMapperMethod: 'workflowInputs',
      mode: 'add',
      valuesLabel: 'Inputs',
      fieldWords: { singular: 'input', plural: 'inputs' },
      addAllFields: true,
      supportAutoMap: false,
      noFieldsError: 'This workflow asks for no inputs',
    },
  },
};

export const workflowProperties: INodeProperties[] = [
  ...shownFor('workflow', ['run', 'estimate'], [workflowLocator({ required: true, description: 'The workflow of your account' })]),
  ...shownFor('workflow', ['run'], [
    property(PROMPT, { required: false, description: 'What the first text input of the workflow gets; empty leaves it to the workflow', placeholder: 'e.g. A red kite over the sea' }),
    inputs,
    wait,
    simplify,
    optionsOf([...IMAGE_OPTIONS, timeout, ...COST_OPTIONS, reuse, runId]),
  ]),
];
