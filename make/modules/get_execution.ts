import { EXECUTION_ID_FIELD } from '../../core/fields.js';
import { readExecutionId } from '../../core/id_fields.js';
import { SAFE_ID } from '../../core/ids.js';
import { SAMPLE_FINISHED } from '../../core/samples.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { parameter } from '../fields/parameters.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { call, iml, matches, textOr } from '../iml/expression.js';
import { unwrapped } from '../reading/envelope.js';
import { executionOutput } from '../reading/execution.js';
import { imageLinks } from '../reading/images.js';
import { requestTo } from '../request.js';

const GIVEN = call('trim', textOr('parameters.execution_id'));

/** Stops an ID that would change the path, with the core's words. */
export const checkExecutionId: Request = check(matches(GIVEN, SAFE_ID.source.replace(/^\^|\$$/g, '')), complaint(() => readExecutionId('no/id')));

export const executionIdField = parameter(EXECUTION_ID_FIELD);

export const getExecution: ModuleDefinition = {
  id: 'getExecution',
  label: 'Get an execution',
  description: 'Returns the state of an execution and its images.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  mappableParams: [executionIdField],
  communication: [
    checkExecutionId,
    requestTo('poll', {
      id: GIVEN,
      response: { temp: { run: iml(unwrapped('body')), reply: iml('body'), request_id: iml('headers.`x-request-id`') } },
    }),
    keep({ links: iml(imageLinks('temp.run')) }),
    { response: { output: executionOutput({ run: 'temp.run', id: GIVEN, requestId: 'temp.request_id', reply: 'temp.reply', links: 'temp.links' }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED),
};
