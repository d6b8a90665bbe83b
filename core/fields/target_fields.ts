import type { Field } from './field.js';

export const WEBHOOK_FIELD: Field = {
  key: 'webhook',
  label: 'Workflow or Webhook',
  help: 'Choose a workflow, or paste its webhook URL from **Settings > Webhook** in the Wireflow editor.',
  type: 'line',
  required: true,
};

export const EXECUTION_ID_FIELD: Field = {
  key: 'execution_id',
  label: 'Execution ID',
  help: 'Map the **Execution ID** from an earlier Wireflow step.',
  type: 'line',
  required: true,
};

export const WORKFLOW_FIELD: Field = {
  key: 'workflow',
  label: 'Workflow',
  help: 'Empty means every workflow of the account.',
  type: 'line',
  required: false,
};
