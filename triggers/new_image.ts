import { defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { IMAGE_FIELDS, imageOutputs } from '../core/outputs/image_output.js';
import { SAMPLE_FINISHED } from '../core/outputs/samples.js';
import { endedItems } from '../platforms/zapier/ended_items.js';
import { outputFields } from '../platforms/zapier/fields.js';
import { sampleOutput, zapierOutput } from '../platforms/zapier/output.js';
import { workflowFilter } from '../platforms/zapier/trigger_fields.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  endedItems(z, bundle, { outcome: 'completed', tellsImagesApart: true }, (execution) => imageOutputs(zapierOutput(z, execution)));

export default defineTrigger({
  key: 'new_image',
  noun: 'Image',
  display: {
    label: 'New Image',
    description: 'Triggers when an image is ready, once for each image of an execution.',
  },
  operation: {
    type: 'polling',
    inputFields: workflowFilter,
    perform,
    sample: imageOutputs(sampleOutput(SAMPLE_FINISHED))[0] as ReturnType<typeof imageOutputs>[number],
    outputFields: outputFields(IMAGE_FIELDS),
  },
});
