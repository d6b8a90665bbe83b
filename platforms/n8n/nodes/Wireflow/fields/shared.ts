import type { INodeProperties } from 'n8n-workflow';
import { EXECUTION_ID_FIELD } from '../../../../../core/fields/target_fields.js';
import { REUSE_FIELD } from '../../../../../core/fields/reuse_field.js';
import { START_FIELDS } from '../../../../../core/fields/start_fields.js';
import type { Field } from '../../../../../core/fields/field.js';
import { choicesOf, property } from './property.js';

export const DEFAULT_TIMEOUT_S = 300;
const LONGEST_TIMEOUT_S = 24 * 60 * 60;

export const executionId: INodeProperties = property(EXECUTION_ID_FIELD, {
  description: 'The Execution ID that an earlier Wireflow node has given',
  placeholder: 'e.g. exec_456',
});

export const wait: INodeProperties = {
  displayName: 'Wait for Images',
  name: 'wait',
  type: 'boolean',
  default: true,
  description: 'Whether to wait in this step until the images are ready, which needs a credential. Wireflow names 4 to 30 seconds for an image.',
};

export const simplify: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const timeout: INodeProperties = {
  displayName: 'Timeout (in Seconds)',
  name: 'timeout',
  type: 'number',
  default: DEFAULT_TIMEOUT_S,
  typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_S, numberPrecision: 0 },
  description: 'How long to wait for the images; after it the step goes on with the execution as it is, and loses nothing',
};

export const download: INodeProperties = {
  displayName: 'Download Images',
  name: 'download',
  type: 'boolean',
  default: true,
  description: 'Whether to put the images into the item as files, beside their links',
};

export const outputField: INodeProperties = {
  displayName: 'Output Data Field Name',
  name: 'outputField',
  type: 'string',
  default: 'data',
  hint: 'The name of the output field to put the first image in; further ones are numbered',
};

export const splitImages: INodeProperties = {
  displayName: 'One Item per Image',
  name: 'splitImages',
  type: 'boolean',
  default: false,
  description: 'Whether to return each image as an item of its own',
};

const startField = (key: (typeof START_FIELDS)[number]['key']): Field => START_FIELDS.find((field) => field.key === key) as Field;

export const runId: INodeProperties = property(startField('run_id'), {
  description: 'Something unique to this image, such as a row or order ID: Wireflow is asked to give the same execution again for the same Only Once ID within 24 hours',
});

/** The cap on a run's cost, and what becomes of a run whose cost is not certain. */
export const COST_OPTIONS: readonly INodeProperties[] = [
  property(startField('max_credits')),
  property(startField('uncertain_cost'), { type: 'options', options: startField('uncertain_cost').choices?.map(({ value, label }) => ({ name: label, value })) ?? [], default: 'stop' }),
];

/** n8n keeps nothing for a node that could hold it; what the process remembers ends with it. */
export const reuse: INodeProperties = property(REUSE_FIELD, {
  type: 'options',
  options: choicesOf(REUSE_FIELD),
  default: 'off',
  description: 'The same is the same workflow, inputs, size and seed, made by this n8n since it was started: its finished images are given again, and nothing is paid. Needs a credential.',
});

/** What the operations that give an execution have in their Options. */
export const IMAGE_OPTIONS = [download, splitImages, outputField];

export function optionsOf(options: readonly INodeProperties[]): INodeProperties {
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
  };
}
