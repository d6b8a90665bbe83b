import type { EndpointName } from '../../../emulators/wireflow/index.js';
import type { Story } from '../leaks/stories.js';
import type { N8nWorld } from './n8n_world.js';
import { OPERATIONS } from './operations.js';

/** The calls that the node's operations make. */
export const N8N_CALLS: readonly EndpointName[] = ['trigger', 'run', 'describeInputs', 'poll', 'listExecutions', 'listWorkflows', 'estimate', 'usage', 'image'];

/** Every operation of the node, the lists of its editor, and a step without a credential. */
export function n8nStories({ n8n, credential }: N8nWorld): Story[] {
  return [
    ...OPERATIONS.map((one): Story => ({
      name: `n8n: ${one.how}`,
      tell: ({ world: { emulator } }) => n8n.execute({ parameters: [one.parameters(emulator, 'A boat', emulator.addExecution().id)], credential }),
    })),
    { name: 'n8n: the webhooks are listed', tell: () => n8n.list('searchWebhooks', credential) },
    { name: 'n8n: the workflows are listed', tell: () => n8n.list('searchWorkflows', credential) },
    { name: 'n8n: an image without a key', tell: ({ world: { emulator } }) => n8n.execute({ parameters: [{ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'A boat', wait: false }] }) },
    { name: 'n8n: a key that has expired', ends: 'badly', tell: ({ world: { emulator } }) => n8n.execute({ parameters: [{ resource: 'account', operation: 'getCredits' }], credential: { ...credential, apiKey: emulator.keys.expired } }) },
  ];
}
