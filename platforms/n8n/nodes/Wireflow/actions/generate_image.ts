import { isLoopback } from '../../../../../core/api/base_url.js';
import { promptBody, unestimatedInPrompt } from '../../../../../core/fields/prompt_body.js';
import { PROMPT_FIELDS } from '../../../../../core/fields/prompt_fields.js';
import { readWebhookAddress } from '../../../../../core/fields/webhook_address.js';
import { workflowOfAddress } from '../../../../../core/runs/workflow_of_address.js';
import type { PlannedStart } from '../engine/planned_start.js';
import { shownAt, type ImageField } from '../engine/image_inputs.js';
import { processMemory } from '../engine/process_memory.js';
import { wireflowAt, type Step } from '../engine/step.js';
import { plannedRun } from './planned_run.js';
import { located, parameter, promptValues, startOptions } from './parameters.js';
import { longestWaitMs } from './switches.js';

const IMAGE_FIELD = PROMPT_FIELDS.find(({ key }) => key === 'image_url') as ImageField;

/** Image: Generate: a prompt to a workflow's webhook. */
export async function planImage(step: Step, item: number): Promise<PlannedStart> {
  const { host } = step;
  const given = located(parameter(host, 'webhook', item));
  const wireflow = step.client.hasKey ? step : (localWireflow(step, given) ?? step);
  const { client, baseUrl } = wireflow;
  const webhook = readWebhookAddress(given, baseUrl);
  const body = promptBody(promptValues(host, item));
  client.knowInputs(body);
  const { max_credits: maxCredits, uncertain_cost: uncertainCost, reuse } = startOptions(host, item);
  return plannedRun(step, item, {
    wireflow,
    action: 'generate_image',
    target: webhook,
    inputs: body,
    knownWorkflowId: null,
    reuse,
    shownInputs: async () => (typeof body['image_url'] === 'string' ? { ...body, image_url: await shownAt({ ...step, ...wireflow }, IMAGE_FIELD, body['image_url']) } : body),
    maxCredits,
    uncertainCost,
    unestimated: unestimatedInPrompt(body),
    longestWaitMs: longestWaitMs(host, item),
    workflow: () => workflowOfAddress(client, processMemory(baseUrl), webhook),
    start: () => client.trigger(webhook, body),
  });
}

/** A webhook on this machine is one of a Wireflow on this machine: for trying the node without an account. */
function localWireflow({ host }: Step, given: unknown) {
  const url = typeof given === 'string' && URL.canParse(given.trim()) ? new URL(given.trim()) : null;
  return url !== null && isLoopback(url) ? wireflowAt(host, `${url.origin}/api/v1`, null) : null;
}
