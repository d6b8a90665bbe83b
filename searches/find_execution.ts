import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { WireflowError } from '../core/errors.js';
import { EXECUTION_ID_FIELD } from '../core/fields.js';
import { readExecutionId } from '../core/id_fields.js';
import { EXECUTION_FIELDS } from '../core/output.js';
import { SAMPLE_FINISHED } from '../core/samples.js';
import { inputField, outputFields } from '../zapier/fields.js';
import { sampleOutput, zapierOutput } from '../zapier/output.js';
import { wireflowStep } from '../zapier/step.js';

const inputFields = defineInputFields([inputField(EXECUTION_ID_FIELD)]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client }) => {
    const executionId = readExecutionId(bundle.inputData['execution_id']);
    try {
      return [zapierOutput(z, await client.poll(executionId))];
    } catch (error) {
      if (error instanceof WireflowError && error.kind === 'not_found') return [];
      throw error;
    }
  });

export default defineSearch({
  key: 'find_execution',
  noun: 'Execution',
  display: {
    label: 'Find Execution',
    description: 'Finds an execution by its ID, with its state and its images.',
  },
  operation: {
    inputFields,
    perform,
    sample: sampleOutput(SAMPLE_FINISHED),
    outputFields: outputFields(EXECUTION_FIELDS),
  },
});
