import { readChosenWorkflowId } from '../../../../../core/fields/chosen_ids.js';
import { fieldKeyOf, readRunInputs, unestimatedInputs } from '../../../../../core/fields/workflow_inputs.js';
import { isObject } from '../../../../../core/json.js';
import { badInput } from '../../../../../core/model/errors.js';
import { isEmpty } from '../../../../../core/model/unseen.js';
import type { WorkflowInput } from '../../../../../core/model/workflow.js';
import { runKey, targetOf } from '../../../../../core/runs/run_key.js';
import { inputsOf, runSaved } from '../../../../../core/runs/saved_workflow.js';
import { shorten } from '../../../../../core/shorten.js';
import { imageInput } from '../engine/image_inputs.js';
import type { PlannedStart } from '../engine/planned_start.js';
import type { Step } from '../engine/step.js';
import { promptInput } from '../listing/workflow_inputs.js';
import { plannedRun } from './planned_run.js';
import { located, parameter, startOptions } from './parameters.js';
import { longestWaitMs } from './switches.js';

const LONGEST_NAME = 80;

/** Workflow: Run: a saved workflow with values for its inputs. */
export async function planRun(step: Step, item: number): Promise<PlannedStart> {
  const { host, client } = step;
  const workflowId = readChosenWorkflowId(located(parameter(host, 'workflow', item)));
  client.requireKey();
  const { run_id: runId, max_credits: maxCredits, uncertain_cost: uncertainCost, reuse } = startOptions(host, item);
  const inputs = await inputsOf(client, workflowId);
  const given = valuesIn(parameter(host, 'inputs', item), inputs);
  const prompt = parameter(host, 'prompt', item);
  if (typeof prompt === 'string' ? prompt.trim() !== '' : typeof prompt === 'number') given[promptNode(inputs)] = prompt;
  const links = await Promise.all(inputs.filter(({ type }) => type === 'image').map(async (input) => [input.nodeId, await imageInput(step, item, input, given[input.nodeId])] as const));
  const images = new Map(links);
  const byField = Object.fromEntries(inputs.map((input) => [fieldKeyOf(input.nodeId), images.get(input.nodeId)?.checked ?? given[input.nodeId]]));
  const values = readRunInputs(inputs, byField);
  client.knowInputs([...values.values()], inputs.map(({ nodeId }) => nodeId));
  return plannedRun(step, item, {
    wireflow: step,
    action: 'run_workflow',
    target: workflowId,
    inputs: Object.fromEntries([...values].map(([nodeId, value]) => [nodeId, images.get(nodeId)?.mark ?? value])),
    knownWorkflowId: workflowId,
    reuse,
    shownInputs: async () => {
      const shown = [...images].filter(([nodeId]) => values.has(nodeId)).map(async ([nodeId, image]) => [nodeId, await image.shown()] as const);
      return Object.fromEntries([...values, ...(await Promise.all(shown))]);
    },
    maxCredits,
    uncertainCost,
    unestimated: unestimatedInputs(inputs, values),
    longestWaitMs: longestWaitMs(host, item),
    workflow: async () => ({ id: workflowId, isCertain: true }),
    start: async (idempotencyKey) => {
      // Images are copied to Wireflow only when a run is really started.
      const own = new Map(values);
      for (const [nodeId, image] of images) if (own.has(nodeId)) own.set(nodeId, await image.link());
      return runSaved(client, workflowId, own, runId === null ? idempotencyKey : runKey(targetOf('run_workflow', workflowId), runId));
    },
  });
}

function promptNode(inputs: readonly WorkflowInput[]): string {
  const input = promptInput(inputs);
  if (input !== null) return input.nodeId;
  throw badInput('prompt', 'The field Prompt is filled in, but this workflow has no input for a text.', 'Empty it, or choose another workflow.');
}

/**
 * The values of a resource mapper by node id; an expression may give them as a plain object.
 *
 * @throws WireflowError `bad_input` for what can't be sent: the run would be paid for, and made without it
 */
function valuesIn(given: unknown, inputs: readonly WorkflowInput[]): Record<string, unknown> {
  const value = isObject(given) && 'value' in given ? given['value'] : given;
  if (isEmpty(value)) return {};
  if (!isObject(value)) throw badInput('inputs', 'The field Inputs needs a value for each input, but something else was mapped.', 'Choose the workflow, and fill in its inputs one by one.');
  const unknown = Object.keys(value).find((nodeId) => !isEmpty(value[nodeId]) && !inputs.some((input) => input.nodeId === nodeId));
  if (unknown === undefined) return { ...value };
  throw badInput('inputs', `The field Inputs has a value for “${shorten(unknown, LONGEST_NAME)}”, and this workflow has no such input.`, 'Refresh the list of inputs in this field, or remove the value.');
}
