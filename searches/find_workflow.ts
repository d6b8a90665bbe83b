import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { SAMPLE_WORKFLOW, WORKFLOW_OUTPUT_FIELDS, workflowOutput } from '../core/outputs/account_output.js';
import { findWorkflows } from '../core/account/find_workflows.js';
import { WORKFLOW_NAME_FIELD } from '../core/fields/search_fields.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { wireflowStep } from '../platforms/zapier/step.js';

const inputFields = defineInputFields([inputField(WORKFLOW_NAME_FIELD)]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client }) => (await findWorkflows(client, bundle.inputData['name'])).map(workflowOutput));

export default defineSearch({
  key: 'find_workflow',
  noun: 'Workflow',
  display: { label: 'Find Workflow', description: 'Finds a workflow of your account by its name.' },
  operation: {
    inputFields,
    perform,
    sample: workflowOutput(SAMPLE_WORKFLOW),
    outputFields: outputFields(WORKFLOW_OUTPUT_FIELDS),
  },
});
