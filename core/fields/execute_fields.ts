import type { Field } from './field.js';

export const RUN_WORKFLOW_FIELD: Field = {
  key: 'workflow',
  label: 'Workflow',
  help: 'The fields below follow the workflow that you choose.',
  type: 'line',
  required: true,
};

/** For people who know Wireflow's own execute call. */
export const EXECUTE_FIELDS = [
  {
    key: 'nodes',
    label: 'Nodes (JSON)',
    help: 'For developers: replaces the fields above with a list of nodes, as Wireflow’s execute call takes it.',
    type: 'paragraph',
    required: false,
    placeholder: '[{"id": "text-input-1", "data": {"params": {"prompt": "…"}}}]',
    maxLength: 500_000,
    group: 'more',
  },
  {
    key: 'target_node',
    label: 'Target Node',
    help: 'Runs only this part of the workflow and the parts before it; enter its node ID.',
    type: 'line',
    required: false,
    maxLength: 200,
    group: 'more',
  },
] as const satisfies readonly Field[];
