import type { Field } from '../../../core/fields/field.js';
import { START_FIELDS } from '../../../core/fields/start_fields.js';
import type { Parameter } from '../format/component.js';
import { LONGEST_WAIT_S } from '../wait.js';
import { longestWaitField } from './longest_wait.js';
import { parameter } from './parameters.js';
import { workflowField } from './workflow_field.js';

/**
 * The names of this module's own fields. The workflow's inputs stand beside them under their node ids, which anybody
 * may choose, so these names have a prefix that no node has.
 */
export const RUN_NAMES = {
  workflow: 'wf_workflow',
  wait: 'wf_wait',
  longestWait: 'wf_longest_wait',
  runId: 'wf_run_id',
  maxCredits: 'wf_max_credits',
} as const;

const fieldOf = (key: (typeof START_FIELDS)[number]['key']): Field => START_FIELDS.find((field) => field.key === key) as Field;

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
  longestWaitField(RUN_NAMES.longestWait),
  parameter(fieldOf('max_credits'), { name: RUN_NAMES.maxCredits, advanced: true }),
  parameter(fieldOf('run_id'), { name: RUN_NAMES.runId, advanced: true }),
];
