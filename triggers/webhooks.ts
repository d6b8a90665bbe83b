import { defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { workflowChoices } from '../platforms/zapier/dropdown.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  workflowChoices(z, bundle, 'webhook', ({ id, webhookId }) => webhookId ?? id);

/** Fills the Workflow or Webhook dropdown; its values are webhook ids, or workflow ids where the webhook is off. */
export default defineTrigger({
  key: 'webhooks',
  noun: 'Webhook',
  display: { label: 'List Webhooks', description: 'Triggers when the Workflow or Webhook dropdown is opened.', hidden: true },
  operation: { perform, sample: { id: 'whk_example', name: 'Product Image Generator' } },
});
