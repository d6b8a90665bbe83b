import { defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { RUN_FIELDS } from '../core/outputs/run_output.js';
import { SAMPLE_FAILED } from '../core/outputs/samples.js';
import { endedItems } from '../platforms/zapier/ended_items.js';
import { outputFields } from '../platforms/zapier/fields.js';
import { sampleOutput, zapierOutput } from '../platforms/zapier/output.js';
import { workflowFilter } from '../platforms/zapier/trigger_fields.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  endedItems(z, bundle, { outcome: 'failed' }, (execution) => [zapierOutput(z, execution)]);

export default defineTrigger({
  key: 'execution_failed',
  noun: 'Execution',
  display: {
    label: 'Execution Failed',
    description: 'Triggers when an execution of a workflow has failed, timed out or been cancelled.',
  },
  operation: {
    type: 'polling',
    inputFields: workflowFilter,
    perform,
    sample: sampleOutput(SAMPLE_FAILED),
    outputFields: outputFields(RUN_FIELDS),
  },
});
