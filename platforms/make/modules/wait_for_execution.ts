import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { longestWaitField } from '../fields/longest_wait.js';
import type { ModuleDefinition } from '../format/component.js';
import { checkSucceeded, GOES_ON } from '../reading/ended.js';
import { executionOutput, readRun } from '../reading/execution.js';
import { checkReadable } from '../reading/poll.js';
import { LONGEST_WAIT_S, waitForEnd } from '../wait.js';
import { checkExecutionId, EXECUTION_ID, executionIdField } from './get_execution.js';

const LONGEST_WAIT = 'longest_wait';

/** Starts nothing, so Make may run it again after a limit or a failure. */
export const waitForExecution: ModuleDefinition = {
  id: 'waitForExecution',
  label: 'Wait for an execution',
  description: 'Waits until an execution has ended and returns its images.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  mappableParams: [executionIdField, longestWaitField(LONGEST_WAIT)],
  communication: [
    checkExecutionId,
    ...waitForEnd({ id: EXECUTION_ID, longest: `ifempty(parameters.${LONGEST_WAIT}, ${LONGEST_WAIT_S})` }),
    ...readRun,
    ...checkReadable,
    checkSucceeded(EXECUTION_ID),
    { response: { output: executionOutput({ id: EXECUTION_ID, message: GOES_ON }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED, 'look'),
};
