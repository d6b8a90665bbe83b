import { startEmulator } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor, start } from './client.js';

const world = emulatorFor(() => startEmulator({ clock: 'manual', credits: 100 }));

describe('credits', () => {
  test('are charged when a run completes, not when it starts', async () => {
    const { emulator } = world;
    await start(emulator, 'text-to-image');
    expect(emulator.credits).toBe(100);
    emulator.clock.advance(10_000);
    expect(emulator.credits).toBe(90);
    expect((await ask(emulator, '/developer/usage')).body).toMatchObject({ availableCredits: 90, usedCredits: 10 });
  });

  test.each(['FAILED', 'CANCELLED', 'TIMEOUT'] as const)('are not charged for a run that ends %s', async (status) => {
    const { emulator } = world;
    emulator.finish(await start(emulator, 'text-to-image'), status);
    emulator.clock.advance(10_000);
    expect(emulator.credits).toBe(100);
  });

  test('that do not suffice stop the start with 402, both numbers and what each node costs', async () => {
    const { emulator } = world;
    emulator.credits = 3;
    const { webhookId } = emulator.workflow('chain');
    const answer = await ask(emulator, `/workflow/${webhookId}/trigger`, { body: {}, key: null });
    expect(answer).toMatchObject({
      status: 402,
      body: {
        error: 'Insufficient credits. Required: 39, Available: 3',
        insufficientCredits: true,
        requiredCredits: 39,
        availableCredits: 3,
        breakdown: [
          { nodeId: 'gen-1', nodeLabel: 'First draft', credits: 19 },
          { nodeId: '1776100968381e1h3', nodeLabel: 'Upscaled', credits: 20 },
        ],
      },
    });
    expect(emulator.executions).toHaveLength(0);
  });

  test('are estimated before a start, without one, and the estimate says when it is a lower bound', async () => {
    const { emulator } = world;
    const estimate = async (slug: string) => (await ask(emulator, `/workflows/${emulator.workflow(slug).id}/estimate`, { body: {} })).body.data;
    expect(await estimate('four-images')).toMatchObject({
      estimatedCredits: 76,
      availableCredits: 100,
      sufficient: true,
      estimateComplete: true,
      breakdown: [{ nodeLabel: 'Variations', credits: 76, unitCredits: 19, iterations: 4 }],
    });
    expect(await estimate('image-input')).toMatchObject({ estimatedCredits: 20, estimateComplete: false });
    emulator.credits = 75;
    expect(await estimate('four-images')).toMatchObject({ sufficient: false });
    expect(emulator.executions).toHaveLength(0);
  });
});
