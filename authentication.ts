import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { wireflowStep } from './platforms/zapier/step.js';

/**
 * Tests the connection: a key must be able to list the account's workflows, which is free. Without a key there is
 * nothing to test, since webhooks need none.
 */
export const test = (z: ZObject, bundle: Bundle) =>
  wireflowStep(z, bundle, async ({ client }) => {
    if (!client.hasKey) return { label: 'Webhook only' };
    const count = (await client.listWorkflows()).length;
    return { label: count === 1 ? '1 workflow' : `${count} workflows` };
  });

export default {
  type: 'custom',
  fields: [
    {
      key: 'api_key',
      label: 'API Key',
      type: 'password',
      required: false,
      helpText:
        'Create a key with the scopes workflows:read, workflows:execute, executions:read and usage:read under Settings > API Keys in Wireflow ([how to](https://www.wireflow.ai/docs/api/authentication)). Without a key, only Generate Image with a webhook URL works.',
    },
  ],
  test,
  connectionLabel: '{{label}}',
} satisfies Authentication;
