import { EXECUTION_ID_FIELD } from '../../../core/fields/target_fields.js';
import { readExecutionId } from '../../../core/fields/chosen_ids.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { check } from '../check.js';
import { complaint } from '../errors/core_words.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { parameter } from '../fields/parameters.js';
import { isSafe } from '../fields/workflow_field.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { call, iml, textOr } from '../iml/expression.js';
import { executionOutput, readRun } from '../reading/execution.js';
import { AFTER_LOOK, beforeLook, checkReadable, LOOK_TYPE, POLL_TEMP } from '../reading/poll.js';
import { requestTo } from '../request.js';

export const EXECUTION_ID = call('trim', textOr(`parameters.${EXECUTION_ID_FIELD.key}`));

export const executionIdField = parameter(EXECUTION_ID_FIELD);

/** Stops an ID that would change the path, and notes the moment, from which a wait counts. */
export const checkExecutionId: Request = check(isSafe(EXECUTION_ID), complaint(() => readExecutionId('no/id')), { started_at: iml('now') });

export const getExecution: ModuleDefinition = {
  id: 'getExecution',
  label: 'Get an execution',
  description: 'Returns information about a specific execution by its ID, with its images.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  mappableParams: [executionIdField],
  communication: [
    checkExecutionId,
    beforeLook(),
    requestTo('poll', { id: EXECUTION_ID, response: { type: LOOK_TYPE, temp: POLL_TEMP } }),
    ...AFTER_LOOK,
    ...readRun,
    ...checkReadable,
    { response: { output: executionOutput({ id: EXECUTION_ID }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED, 'look'),
};
