import { defineCreate, defineInputFields, type Bundle, type ZObject } from 'zapier-platform-core';
import { FALLBACK_FIELD } from '../core/fields/fallback_field.js';
import { FIELD_GROUPS } from '../core/fields/field.js';
import { plainPicture } from '../core/fields/plain_picture.js';
import { PROMPT_FIELDS } from '../core/fields/prompt_fields.js';
import { WEBHOOK_FIELD } from '../core/fields/target_fields.js';
import { RUN_FIELDS } from '../core/outputs/run_output.js';
import { REUSE_FIELD } from '../core/fields/reuse_field.js';
import { START_FIELDS } from '../core/fields/start_fields.js';
import { readWebhookAddress } from '../core/fields/webhook_address.js';
import { workflowOfAddress } from '../core/runs/workflow_of_address.js';
import { withFallback } from '../platforms/zapier/fallback.js';
import { inputField, inputFieldGroups, outputFields } from '../platforms/zapier/fields.js';
import { SAMPLE_OUTPUT } from '../platforms/zapier/output.js';
import { priceNoteField } from '../platforms/zapier/price_note.js';
import { readReferenceImage, referenceImageField } from '../platforms/zapier/reference_image.js';
import { startFromStep, type Start } from '../platforms/zapier/start.js';
import { wireflowStep } from '../platforms/zapier/step.js';
import { START_THROTTLE } from '../platforms/zapier/throttle.js';

const IMAGE_AT = PROMPT_FIELDS.findIndex(({ key }) => key === 'image_url');

const inputFields = defineInputFields([
  { ...inputField(WEBHOOK_FIELD), dynamic: 'webhooks.id.name', search: 'find_workflow.id', altersDynamicFields: true },
  priceNoteField('webhook'),
  ...PROMPT_FIELDS.slice(0, IMAGE_AT).map(inputField),
  referenceImageField,
  ...PROMPT_FIELDS.slice(IMAGE_AT + 1).map(inputField),
  ...[...START_FIELDS, REUSE_FIELD, FALLBACK_FIELD].map(inputField),
]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async (wireflow) => {
    const { client, baseUrl, memory } = wireflow;
    const webhook = readWebhookAddress(bundle.inputData['webhook'], baseUrl);
    // The checks load zod, which the editor's calls for the definition need not wait for.
    const { promptBody, unestimatedInPrompt } = await import('../core/fields/checks.js');
    const image = await readReferenceImage(z, wireflow, bundle.inputData['image_url']);
    const body = promptBody(image === null ? bundle.inputData : { ...bundle.inputData, image_url: image.checked });
    // The step may be run again to look for the same run, and then sends nothing.
    client.knowInputs(body);
    const start: Start = {
      action: 'generate_image',
      target: webhook,
      workflow: () => workflowOfAddress(client, memory, webhook),
      // What stands for the image while it is checked may be the same for every file.
      inputs: async () => (image === null ? body : { ...body, image_url: await image.mark() }),
      unestimated: unestimatedInPrompt(body),
      start: async () => client.trigger(webhook, image === null ? body : { ...body, image_url: await image.link() }),
    };
    return withFallback(z, bundle, wireflow, { ...start, picture: plainPicture }, () => startFromStep(z, bundle, wireflow, start));
  });

export default defineCreate({
  key: 'generate_image',
  noun: 'Image',
  display: {
    label: 'Generate Image',
    description: 'Starts a workflow with your prompt and, if you like, waits for the images.',
  },
  operation: {
    inputFields,
    inputFieldGroups: inputFieldGroups(FIELD_GROUPS),
    throttle: START_THROTTLE,
    perform,
    sample: SAMPLE_OUTPUT,
    outputFields: outputFields(RUN_FIELDS),
  },
});
