import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import { readWebhookAddress } from '../../../core/fields/webhook_address.js';
import { SAMPLE_STARTED } from '../../../core/outputs/samples.js';
import { check, keep } from '../check.js';
import { complaint } from '../errors/core_words.js';
import { promptBody, promptChecks } from '../fields/prompt_body.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { parameter } from '../fields/parameters.js';
import type { ModuleDefinition } from '../format/component.js';
import { iml } from '../iml/expression.js';
import { executionOutput, readRun } from '../reading/execution.js';
import { STARTED, startedSteps } from '../reading/started.js';
import { idPattern } from '../reading/secrets.js';
import { isWebhookId, webhookId } from '../reading/webhook.js';
import { requestTo } from '../request.js';

/** Here the webhook stands in the connection, where there is no list to choose from. */
const NO_WEBHOOK = complaint(() => readWebhookAddress('???', PUBLIC_BASE_URL))
  .replace('The field Workflow or Webhook', 'The connection')
  .replace('Choose a workflow, or paste', 'Make a new one, and paste');

export const generateImage: ModuleDefinition = {
  id: 'generateImage',
  label: 'Generate an image',
  description: 'Generates an image: starts a workflow with a prompt through its webhook.',
  type: 'action',
  crud: 'create',
  connection: 'webhook',
  mappableParams: PROMPT_FIELDS.map((field) => parameter(field)),
  communication: [
    keep({ webhook_id: iml(webhookId('connection.webhook')) }),
    check(isWebhookId('temp.webhook_id'), NO_WEBHOOK),
    ...promptChecks,
    ...startedSteps(requestTo('trigger', { id: 'temp.webhook_id', secret: idPattern('temp.webhook_id'), body: promptBody })),
    ...readRun,
    { response: { output: executionOutput({ id: STARTED }) } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_STARTED, 'start'),
};
