import { defineCreate, defineInputFields, type Bundle, type ZObject } from 'zapier-platform-core';
import { FIELD_GROUPS, PROMPT_FIELDS, WEBHOOK_FIELD } from '../core/fields.js';
import { EXECUTION_FIELDS } from '../core/output.js';
import { SAMPLE_STARTED } from '../core/samples.js';
import { readWebhookAddress } from '../core/webhook_address.js';
import { inputField, inputFieldGroups, outputFields } from '../zapier/fields.js';
import { sampleOutput, zapierOutput } from '../zapier/output.js';
import { wireflowStep } from '../zapier/step.js';

const inputFields = defineInputFields([
  { ...inputField(WEBHOOK_FIELD), dynamic: 'webhooks.id.name' },
  ...PROMPT_FIELDS.map(inputField),
]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client, baseUrl }) => {
    const webhook = readWebhookAddress(bundle.inputData['webhook'], baseUrl);
    // The checks load zod, which the editor's calls for the definition need not wait for.
    const { promptBody } = await import('../core/prompt_inputs.js');
    return zapierOutput(z, await client.trigger(webhook, promptBody(bundle.inputData)));
  });

export default defineCreate({
  key: 'generate_image',
  noun: 'Image',
  display: {
    label: 'Generate Image',
    description: 'Starts a workflow with your prompt; the images come with the Execution Completed trigger or the Find Execution search.',
  },
  operation: {
    inputFields,
    inputFieldGroups: inputFieldGroups(FIELD_GROUPS),
    perform,
    sample: sampleOutput(SAMPLE_STARTED),
    outputFields: outputFields(EXECUTION_FIELDS),
  },
});
