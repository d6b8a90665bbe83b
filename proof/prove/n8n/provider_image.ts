import { PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import type { HostOptions } from '../../../emulators/n8n/host.js';
import type { Story } from '../leaks/stories.js';
import type { ProviderWorld } from '../provider_world.js';
import type { N8nWorld } from './n8n_world.js';

const CREDENTIALS: Readonly<Record<ProviderName, string>> = { bfl: 'wireflowBlackForestLabsApi', deepinfra: 'wireflowDeepInfraApi', replicate: 'wireflowReplicateApi' };

/** The node with a credential of each provider, whose keys go where n8n puts them. */
export function providerHost({ providers }: ProviderWorld, parameters: Readonly<Record<string, unknown>>): HostOptions {
  const credentials = Object.fromEntries(PROVIDERS.map((name) => [CREDENTIALS[name], { apiKey: providers[name].account.key, baseUrl: providers[name].url }]));
  return { parameters: [parameters], credentials, keyHeaders: { [CREDENTIALS.bfl]: (apiKey) => ({ 'x-key': apiKey }) } };
}

/** Image: Generate with Provider. @param mark stands in the prompt */
export const providerImage = (provider: ProviderName | 'cheapest', mark: string, options: Readonly<Record<string, unknown>> = {}) => ({
  resource: 'image', operation: 'generateWithProvider', provider, tier: 'final', prompt: mark, size: '', inputImage: '', options,
}); // prettier-ignore

/** An image from each provider, the cheapest, one found again by its address, and a key that is refused. */
export function providerStories({ n8n }: N8nWorld): Story[] {
  const buy = (world: ProviderWorld, provider: ProviderName | 'cheapest') => n8n.execute(providerHost(world, providerImage(provider, 'A boat')));
  return [
    ...[...PROVIDERS, 'cheapest' as const].map((provider): Story => ({ name: `n8n: Image: Generate with Provider, ${provider}`, tell: ({ world }) => buy(world, provider) })),
    {
      name: 'n8n: Image: Get From Provider',
      tell: async ({ world }) => {
        const [bought] = await buy(world, 'bfl');
        return n8n.execute(providerHost(world, { resource: 'image', operation: 'getFromProvider', job: bought?.['jobAddress'], options: {} }));
      },
    },
    {
      name: 'n8n: a provider’s key that is refused',
      ends: 'badly',
      tell: ({ world }) => {
        const host = providerHost(world, providerImage('bfl', 'A boat'));
        return n8n.execute({ ...host, credentials: { [CREDENTIALS.bfl]: { ...host.credentials?.[CREDENTIALS.bfl], apiKey: 'fake-bfl-key-wrong' } } });
      },
    },
  ];
}
