import { defineCreate, defineInputFields, type Bundle, type ZObject } from 'zapier-platform-core';
import { BATCH_FIELDS } from '../core/fields/batch_fields.js';
import { FIELD_GROUPS } from '../core/fields/field.js';
import { WEBHOOK_FIELD } from '../core/fields/target_fields.js';
import { readWebhookAddress } from '../core/fields/webhook_address.js';
import { BATCH_OUTPUT_FIELDS } from '../core/outputs/batch_output.js';
import { SAMPLE_BATCH } from '../core/outputs/batch_sample.js';
import type { JsonObject } from '../core/json.js';
import { workflowOfAddress } from '../core/runs/workflow_of_address.js';
import { inputField, inputFieldGroups, outputFields } from '../platforms/zapier/fields.js';
import { readReferenceImage, referenceImageField } from '../platforms/zapier/reference_image.js';
import { wireflowStep } from '../platforms/zapier/step.js';
import { BATCH_THROTTLE } from '../platforms/zapier/throttle.js';

/** Left after the last request: what is not kept by then could not be gone on with. */
const KEEP_MS = 3_000;

const IMAGE_AT = BATCH_FIELDS.findIndex(({ key }) => key === 'image_url');

const inputFields = defineInputFields([
  { ...inputField(WEBHOOK_FIELD), dynamic: 'webhooks.id.name', search: 'find_workflow.id' },
  ...BATCH_FIELDS.slice(0, IMAGE_AT).map(inputField),
  referenceImageField,
  ...BATCH_FIELDS.slice(IMAGE_AT + 1).map(inputField),
]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(
    z,
    bundle,
    async (wireflow) => {
      const { client, baseUrl, memory } = wireflow;
      const webhook = readWebhookAddress(bundle.inputData['webhook'], baseUrl);
      // The checks load zod, which the editor's calls for the definition need not wait for.
      const [{ promptBody, readPrompts, unestimatedInPrompt }, { startBatch }] = await Promise.all([import('../core/fields/checks.js'), import('../platforms/zapier/batch.js')]);
      const prompts = readPrompts(bundle.inputData);
      const image = await readReferenceImage(z, wireflow, bundle.inputData['image_url']);
      const bodies = prompts.map(({ prompt }) => promptBody({ ...bundle.inputData, ...(image === null ? {} : { image_url: image.checked }), prompt }));
      // Copied for the first start, and not before: all prompts share the one copy, or why there is none.
      let copied: Promise<string> | null = null;
      const withImage = async (body: JsonObject) => (image === null ? body : { ...body, image_url: await (copied ??= image.link()) });
      // The step may be run again to look for the same runs, and then sends nothing.
      client.knowInputs(bodies[0]);
      return startBatch(z, bundle, wireflow, {
        target: webhook,
        prompts,
        items: prompts.map(({ number, prompt }, index) => ({ number, prompt, start: async () => client.trigger(webhook, await withImage(bodies[index] ?? {})) })),
        unestimated: unestimatedInPrompt(bodies[0] ?? {}),
        workflow: () => workflowOfAddress(client, memory, webhook),
      });
    },
    KEEP_MS,
  );

export default defineCreate({
  key: 'generate_images',
  noun: 'Image',
  display: {
    label: 'Generate Images',
    description: 'Starts a workflow once for each of up to 50 prompts and, if you like, waits for the images.',
  },
  operation: {
    inputFields,
    inputFieldGroups: inputFieldGroups(FIELD_GROUPS),
    throttle: BATCH_THROTTLE,
    perform,
    sample: SAMPLE_BATCH,
    outputFields: outputFields(BATCH_OUTPUT_FIELDS),
  },
});
