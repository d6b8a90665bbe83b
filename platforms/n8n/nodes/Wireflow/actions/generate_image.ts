import { isLoopback } from '../../../../../core/api/base_url.js';
import { promptBody } from '../../../../../core/fields/prompt_body.js';
import { START_FIELDS } from '../../../../../core/fields/start_fields.js';
import { readOptionalNumber } from '../../../../../core/fields/number_field.js';
import { readWebhookAddress } from '../../../../../core/fields/webhook_address.js';
import type { StartPlan } from '../engine/start.js';
import { wireflowAt, type Step } from '../engine/step.js';
import { located, longestWaitMs, optionsIn, parameter, promptValues } from './parameters.js';

const [, , MAX_CREDITS] = START_FIELDS;

/** Image: Generate: a prompt to a workflow's webhook. */
export async function planImage(step: Step, item: number): Promise<StartPlan> {
  const { host } = step;
  const given = located(parameter(host, 'webhook', item));
  const wireflow = step.client.hasKey ? step : (localWireflow(step, given) ?? step);
  const { client, baseUrl } = wireflow;
  const webhook = readWebhookAddress(given, baseUrl);
  const body = promptBody(promptValues(host, item));
  return {
    wireflow,
    target: webhook,
    inputs: body,
    knownWorkflowId: null,
    maxCredits: readOptionalNumber(MAX_CREDITS, { [MAX_CREDITS.key]: optionsIn(host, item)['maxCredits'] }),
    longestWaitMs: longestWaitMs(host, item),
    workflowId: async () => (await client.triggerInfo(webhook)).workflowId ?? webhook,
    start: () => client.trigger(webhook, body),
  };
}

/** A webhook on this machine is one of a Wireflow on this machine: for trying the node without an account. */
function localWireflow({ host }: Step, given: unknown) {
  const url = typeof given === 'string' && URL.canParse(given.trim()) ? new URL(given.trim()) : null;
  return url !== null && isLoopback(url) ? wireflowAt(host, `${url.origin}/api/v1`, null) : null;
}
