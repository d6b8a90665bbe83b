import { defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { RUN_FIELDS } from '../core/outputs/run_output.js';
import { endedItems } from '../platforms/zapier/ended_items.js';
import { outputFields } from '../platforms/zapier/fields.js';
import { SAMPLE_OUTPUT, zapierOutput } from '../platforms/zapier/output.js';
import { workflowFilter } from '../platforms/zapier/trigger_fields.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  endedItems(z, bundle, { outcome: 'completed' }, (execution) => [zapierOutput(z, execution)]);

export default defineTrigger({
  key: 'execution_completed',
  noun: 'Execution',
  display: {
    label: 'Execution Completed',
    description: 'Triggers when a workflow has finished and its images are ready.',
  },
  operation: {
    type: 'polling',
    inputFields: workflowFilter,
    perform,
    sample: SAMPLE_OUTPUT,
    outputFields: outputFields(RUN_FIELDS),
  },
});
