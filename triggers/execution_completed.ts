import { defineInputFields, defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { completedExecutions } from '../core/completed_executions.js';
import { WORKFLOW_FIELD } from '../core/fields.js';
import { isUnresolvedMapping } from '../core/ids.js';
import { EXECUTION_FIELDS } from '../core/output.js';
import { SAMPLE_FINISHED } from '../core/samples.js';
import { readWorkflowId } from '../core/id_fields.js';
import { inputField, outputFields } from '../zapier/fields.js';
import { sampleOutput, zapierOutput } from '../zapier/output.js';
import { wireflowStep } from '../zapier/step.js';

const inputFields = defineInputFields([{ ...inputField(WORKFLOW_FIELD), dynamic: 'workflows.id.name' }]);

export const perform = async (z: ZObject, bundle: Bundle<Record<string, unknown>>) => {
  const { workflow } = bundle.inputData;
  if (isUnresolvedMapping(workflow)) return [];
  return wireflowStep(z, bundle, async ({ client, memory }) => {
    const { isLoadingSample, isPopulatingDedupe } = bundle.meta ?? {};
    const purpose = isPopulatingDedupe ? 'known' : isLoadingSample ? 'sample' : 'new';
    const executions = await completedExecutions(client, memory, { workflowId: readWorkflowId(workflow), purpose });
    return executions.map((execution) => zapierOutput(z, execution));
  });
};

export default defineTrigger({
  key: 'execution_completed',
  noun: 'Execution',
  display: {
    label: 'Execution Completed',
    description: 'Triggers when a workflow has finished and its images are ready.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: sampleOutput(SAMPLE_FINISHED),
    outputFields: outputFields(EXECUTION_FIELDS),
  },
});
