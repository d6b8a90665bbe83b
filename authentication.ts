import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from './core/providers/job.js';
import { checkProviderKeys } from './platforms/zapier/provider_keys.js';
import { shorten } from './core/shorten.js';
import { wireflowStep } from './platforms/zapier/step.js';

/**
 * Tests the connection: a key must be able to list the account's workflows, which is free. Without a key there is
 * nothing to test, since webhooks need none. The providers' keys, where there are any, are asked for by calls that cost
 * nothing either.
 */
export const test = (z: ZObject, bundle: Bundle) =>
  wireflowStep(z, bundle, async ({ client, ...time }) => {
    await checkProviderKeys(z, bundle, time);
    if (!client.hasKey) return { label: 'Webhook only' };
    const names = (await client.listWorkflows()).map(({ name }) => name).sort();
    const count = names.length === 1 ? '1 workflow' : `${names.length} workflows`;
    // Wireflow tells no account's name; a workflow's tells two accounts apart, and is no secret.
    return { label: names[0] === undefined ? count : `${count}, such as ${shorten(names[0], 40)}` };
  });

const WHERE: Readonly<Record<ProviderName, string>> = {
  bfl: 'https://dashboard.bfl.ai',
  deepinfra: 'https://deepinfra.com/dash/api_keys',
  replicate: 'https://replicate.com/account/api-tokens',
};

export default {
  type: 'custom',
  fields: [
    {
      key: 'api_key',
      label: 'API Key',
      type: 'password',
      required: false,
      helpText:
        'Create one under Settings > API Keys ([how to](https://www.wireflow.ai/docs/api/authentication)) with workflows:read (lists), workflows:execute (starts), workflows:write (copies images), executions:read (results) and usage:read (credits). Without one, only Generate Image with a webhook URL works.',
    },
    ...PROVIDERS.map((provider) => ({
      key: `${provider}_key`,
      label: `${PROVIDER_LABELS[provider]} Key`,
      type: 'password' as const,
      required: false,
      helpText: `Only for Generate Flux Image, and for an image that Wireflow can’t start: the key of your own account at ${PROVIDER_LABELS[provider]} ([create one](${WHERE[provider]})).`,
    })),
  ],
  test,
  connectionLabel: '{{label}}',
} satisfies Authentication;
