import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { WireflowError } from '../core/model/errors.js';
import { EXECUTION_ID_FIELD } from '../core/fields/target_fields.js';
import { findExecution } from '../core/runs/find_execution.js';
import { readExecutionId } from '../core/fields/chosen_ids.js';
import { RUN_FIELDS } from '../core/outputs/run_output.js';
import { WAIT_FIELDS } from '../core/fields/start_fields.js';
import { clock } from '../platforms/zapier/clock.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { SAMPLE_OUTPUT, zapierOutput } from '../platforms/zapier/output.js';
import { settle, withFacts } from '../platforms/zapier/start.js';
import { wireflowStep } from '../platforms/zapier/step.js';

const inputFields = defineInputFields([EXECUTION_ID_FIELD, ...WAIT_FIELDS].map(inputField));

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async (wireflow) => {
    const { client, memory, deadlineMs } = wireflow;
    const executionId = readExecutionId(bundle.inputData['execution_id']);
    const { readWaitOptions } = await import('../core/fields/checks.js');
    const { wait, longest_wait } = readWaitOptions(bundle.inputData);
    const canLookAgain = bundle.meta?.isLoadingSample !== true;
    try {
      const verdict = await findExecution(client, memory, clock, { executionId, wait, longestWaitMinutes: longest_wait, deadlineMs, canLookAgain });
      return [zapierOutput(z, await withFacts(wireflow, settle(z, verdict), null))];
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
    description: 'Finds an execution by its ID, with its state and its images, and can wait for them.',
  },
  operation: {
    inputFields,
    perform,
    sample: SAMPLE_OUTPUT,
    outputFields: outputFields(RUN_FIELDS),
  },
});
