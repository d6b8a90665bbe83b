import { targetOf } from '../../../core/runs/run_key.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { readStartOptions } from '../../../core/fields/start_options.js';
import { check, keep } from '../check.js';
import { costCap } from '../cost_cap.js';
import { complaint } from '../errors/core_words.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { runFields } from '../fields/run_fields.js';
import { inputSteps } from '../fields/run_inputs.js';
import { RUN_NAMES } from '../fields/run_names.js';
import { checkWorkflowId, workflowId } from '../fields/workflow_field.js';
import type { ModuleDefinition } from '../format/component.js';
import { call, choose, iml, isFilled, textOr } from '../iml/expression.js';
import { checkSucceeded, goesOnWhere } from '../reading/ended.js';
import { executionOutput, readRun } from '../reading/execution.js';
import { UNSEEN_PATTERNS, withoutMissing, withoutUnseenEnds } from '../reading/unseen.js';
import { STARTED, startedSteps } from '../reading/started.js';
import { isGoing } from '../reading/status.js';
import { requestTo } from '../request.js';
import { LONGEST_WAIT_S, waitForEnd } from '../wait.js';

const WORKFLOW = workflowId(RUN_NAMES.workflow);
const RUN_ID = withoutUnseenEnds(textOr(`parameters.${RUN_NAMES.runId}`));
const NO_RUN_ID = complaint(() => readStartOptions({ run_id: 'undefined' }));

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
    keep(UNSEEN_PATTERNS),
    keep({ run_id: iml(RUN_ID) }),
    check(`length(${withoutMissing('temp.run_id')}) = length(temp.run_id)`, NO_RUN_ID),
    // The same text as the core's `runKey` makes its key from: one Only Once ID on two workflows is two runs.
    keep({ run_key: `${targetOf('run_workflow', iml(WORKFLOW))}\n${iml('temp.run_id')}` }),
    ...inputSteps(WORKFLOW),
    ...costCap(WORKFLOW),
    ...startedSteps(
      requestTo('run', {
        id: WORKFLOW,
        headers: { 'idempotency-key': iml(choose(isFilled('temp.run_id'), call('sha256', 'temp.run_key'), 'undefined')) },
        body: { inputs: iml('temp.inputs') },
      }),
    ),
    ...waitForEnd({
      id: STARTED,
      condition: `parameters.${RUN_NAMES.wait}`,
      longest: `ifempty(parameters.${RUN_NAMES.longestWait}, ${LONGEST_WAIT_S})`,
      started: STARTED,
    }),
    ...readRun,
    checkSucceeded(STARTED),
    { response: { output: executionOutput({ id: STARTED, workflowId: WORKFLOW, message: goesOnWhere(`parameters.${RUN_NAMES.wait} && ${isGoing('temp.status')}`) }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED, 'run'),
};
