import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { keep } from '../check.js';
import { costCap } from '../cost_cap.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { RUN_NAMES, runFields } from '../fields/run_fields.js';
import { checkWorkflowId, workflowId } from '../fields/workflow_field.js';
import type { ModuleDefinition } from '../format/component.js';
import { call, choose, iml, literal, textOr } from '../iml/expression.js';
import { checkSucceeded, GOES_ON } from '../reading/ended.js';
import { executionOutput } from '../reading/execution.js';
import { keepLinks, POLLED } from '../reading/poll.js';
import { startedSteps } from '../reading/started.js';
import { requestTo } from '../request.js';
import { LONGEST_WAIT_S, waitForEnd } from '../wait.js';

const WORKFLOW = workflowId(RUN_NAMES.workflow);
const RUN_ID = call('trim', textOr(`parameters.${RUN_NAMES.runId}`));
const STARTED = 'temp.execution_id';

/** The workflow's inputs are whatever is not a field of the module itself. */
const INPUTS = call('omit', 'parameters', ...Object.values(RUN_NAMES).map(literal));

export const runWorkflow: ModuleDefinition = {
  id: 'runWorkflow',
  label: 'Run a workflow',
  description: 'Runs a workflow with its own inputs and returns the images.',
  type: 'action',
  crud: 'create',
  connection: 'apiKey',
  mappableParams: runFields,
  communication: [
    checkWorkflowId(RUN_NAMES.workflow),
    // The same text as the core's `runKey` makes its key from: one Run ID on two workflows is two runs.
    keep({ run_key: `${iml(WORKFLOW)}\n${iml(RUN_ID)}` }),
    ...costCap(WORKFLOW),
    ...startedSteps(
      requestTo('run', {
        id: WORKFLOW,
        headers: { 'idempotency-key': iml(choose(`${RUN_ID} = emptystring`, 'undefined', call('sha256', 'temp.run_key'))) },
        body: { inputs: iml(INPUTS) },
      }),
    ),
    waitForEnd({
      id: STARTED,
      condition: `parameters.${RUN_NAMES.wait}`,
      longest: `ifempty(parameters.${RUN_NAMES.longestWait}, ${LONGEST_WAIT_S})`,
      errors: { started: STARTED },
    }),
    checkSucceeded(STARTED),
    keepLinks,
    { response: { output: executionOutput({ ...POLLED, id: STARTED, workflowId: WORKFLOW, message: choose(`parameters.${RUN_NAMES.wait}`, GOES_ON, 'temp.run.message') }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED),
};
