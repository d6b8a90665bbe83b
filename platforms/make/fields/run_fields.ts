import type { Field } from '../../../core/fields/field.js';
import { START_FIELDS } from '../../../core/fields/start_fields.js';
import type { Parameter } from '../format/component.js';
import { LONGEST_WAIT_S } from '../wait.js';
import { longestWaitField } from './longest_wait.js';
import { parameter } from './parameters.js';
import { mappedInputFields } from './run_inputs.js';
import { RUN_NAMES } from './run_names.js';
import { workflowField } from './workflow_field.js';

export { RUN_NAMES };

const fieldOf = (key: (typeof START_FIELDS)[number]['key']): Field => START_FIELDS.find((field) => field.key === key) as Field;

const RUN_ID_HELP = `${parameter(fieldOf('run_id')).help ?? ''} Without it, the **Break** error handler, a retried incomplete execution or a repeated scenario run starts and pays a second execution.`;

/** A switch here, because a wait on Make is one thing: inside this module, up to Make's limit. */
const waitField: Parameter = {
  name: RUN_NAMES.wait,
  type: 'boolean',
  label: 'Wait for result',
  required: true,
  default: true,
  help: `If enabled, the module waits up to ${LONGEST_WAIT_S} seconds for the images. If disabled, it gives the execution ID at once.`,
};

export const runFields: readonly Parameter[] = [
  workflowField({ name: RUN_NAMES.workflow, options: { store: 'rpc://listWorkflows', nested: ['rpc://workflowInputs'] } }),
  waitField,
  // In sight, because it is what keeps Break and every other repetition from paying twice.
  parameter(fieldOf('run_id'), { name: RUN_NAMES.runId, advanced: false, help: RUN_ID_HELP }),
  longestWaitField(RUN_NAMES.longestWait),
  parameter(fieldOf('max_credits'), { name: RUN_NAMES.maxCredits, advanced: true }),
  parameter(fieldOf('uncertain_cost'), { name: RUN_NAMES.uncertainCost, advanced: true }),
  ...mappedInputFields,
];
