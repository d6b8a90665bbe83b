import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { ESTIMATE_OUTPUT_FIELDS, estimateOutput, SAMPLE_ESTIMATE } from '../core/outputs/account_output.js';
import { readChosenWorkflowId } from '../core/fields/chosen_ids.js';
import { ESTIMATED_WORKFLOW_FIELD } from '../core/fields/search_fields.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { wireflowStep } from '../platforms/zapier/step.js';

const inputFields = defineInputFields([{ ...inputField(ESTIMATED_WORKFLOW_FIELD), dynamic: 'workflows.id.name', search: 'find_workflow.id' }]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client }) => {
    const workflowId = readChosenWorkflowId(bundle.inputData['workflow']);
    return [estimateOutput(workflowId, await client.estimate(workflowId))];
  });

export default defineSearch({
  key: 'estimate_cost',
  noun: 'Estimate',
  display: { label: 'Find Estimated Cost', description: 'Finds what an execution of a workflow would cost, and whether your credits cover it.' },
  operation: { inputFields, perform, sample: estimateOutput('cm1abc123', SAMPLE_ESTIMATE), outputFields: outputFields(ESTIMATE_OUTPUT_FIELDS) },
});
