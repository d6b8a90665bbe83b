import fc from 'fast-check';
import { expectSame, prompt } from '../fuzz/prompts.js';
import type { N8nWorld } from './n8n_world.js';
import { OPERATIONS } from './operations.js';

/** Through the published node and over a real socket: what was typed is what the service was sent. */
export function typedInN8n({ emulator, n8n, credential, freshen }: N8nWorld) {
  const starting = OPERATIONS.filter(({ how }) => how === 'Image: Generate' || how === 'Workflow: Run');
  return starting.map((one) => ({
    name: `what is typed, through n8n: ${one.how}`,
    property: fc.asyncProperty(prompt, async (typed) => {
      freshen();
      await n8n.execute({ parameters: [one.parameters(emulator, typed, '')], credential });
      const sent = emulator.executions.at(-1)?.request as Record<string, unknown> | undefined;
      expectSame(one.startsAt === 'run' ? { prompt: Object.values((sent?.['inputs'] ?? {}) as object)[0] as unknown } : sent, { prompt: typed });
    }),
  }));
}
