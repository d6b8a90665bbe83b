import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { learnedLooks } from '../../../core/runs/learned_looks.js';
import { LOOK_AFTER_MS } from '../../../core/runs/pace.js';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { searchWorkflows } from '../../../platforms/n8n/nodes/Wireflow/listing/workflows.js';
import { execute, fakeHost } from './fake_host.js';

/** The emulator's clock is the step's: a pause is over at once. */
const mockTime = { now: (): number => 0, advance: (_ms: number): void => undefined };
jest.mock('../../../platforms/n8n/nodes/Wireflow/engine/clock.js', () => ({
  stoppableClock: () => ({ now: () => mockTime.now(), sleep: async (ms: number) => mockTime.advance(ms) }),
}));

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: 'manual', durationMs: 12_000, plan: 'free', pictures: 'plain' });
  mockTime.now = () => emulator.clock.now();
  mockTime.advance = (ms) => emulator.clock.advance(ms);
});
afterEach(() => emulator.reset());
afterAll(() => emulator.close());

const credential = () => ({ apiKey: emulator.keys.full, baseUrl: emulator.url });
const generate = (options: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  execute({ parameters: { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'A paper boat', options: { download: false, ...options }, ...more }, credential: credential() });

test('looks are taken when the last runs of the workflow ended', async () => {
  const durationsMs: number[] = [];
  const waitedMs: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    const startMs = emulator.clock.now();
    const [item] = await generate({}, { simplify: false });
    expect(item?.json['status']).toBe('completed');
    durationsMs.push(Number(item?.json['durationSeconds']) * 1000);
    waitedMs.push(emulator.clock.now() - startMs);
    emulator.clock.advance(60_000);
  }
  const usual = LOOK_AFTER_MS.find((atMs) => atMs >= 12_000);
  const learned = learnedLooks(durationsMs.slice(0, 5))?.find((atMs) => atMs >= 12_000);
  expect(learned).not.toBe(usual);
  expect([waitedMs[0], waitedMs[5]]).toEqual([usual, learned]);
});

describe('under a cap', () => {
  const credits = 500;

  test.each([
    ['an own image', { imageUrl: 'https://cdn.wireflow.ai/a.png' }, {}, 'the reference image'],
    ['a large size', {}, { size: 'custom', width: 2048, height: 2048 }, 'the size'],
    ['more inputs', { moreInputs: { input: [{ name: 'strength', value: '3' }] } }, {}, 'More Inputs'],
  ])('%s, which no estimate knows, is started only where the person says so', async (_, options, more, words) => {
    await expect(generate({ maxCredits: credits, ...options }, more)).rejects.toThrow(words);
    expect(emulator.executions).toHaveLength(0);
    const [item] = await generate({ maxCredits: credits, uncertainCost: 'start', ...options }, more);
    expect(emulator.executions).toHaveLength(1);
    expect(item?.json['message']).toContain(words);
  });

  test('which workflow a webhook belongs to is asked once for all items', async () => {
    const items = Array.from({ length: 3 }, () => ({ json: {} }));
    const parameters = items.map((_, n) => ({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('chain'), prompt: `Boat ${n}`, wait: false, options: { maxCredits: credits } }));
    await execute({ items, parameters, credential: credential() });
    expect(emulator.executions).toHaveLength(3);
    expect(emulator.requests.filter(({ endpoint }) => endpoint === 'listWorkflows')).toHaveLength(1);
  });

  test('a node without a credential is told so before anything is started', async () => {
    await expect(execute({ parameters: { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', options: { maxCredits: 5 } } })).rejects.toMatchObject({
      message: 'The field Maximum Credits needs a Wireflow API key, and the node has no credential.',
      description: 'Nothing was started. Give the node a Wireflow credential, or leave it empty.',
    });
    expect(emulator.executions).toHaveLength(0);
  });
});

test('the lists of workflows tell those of one name apart, as on Zapier', async () => {
  emulator.fault({ on: 'listWorkflows', body: [{ id: 'cm1', name: 'Posters' }, { id: 'cm2', name: 'posters', isActive: false }, { id: 'cm3', name: 'Avatars' }] });
  const { host } = fakeHost({ parameters: {}, credential: credential() });
  const { results } = await searchWorkflows.call(host as unknown as ILoadOptionsFunctions, 'poster');
  expect(results.map(({ name }) => name)).toEqual(['Posters (cm1)', 'posters (cm2) (inactive)']);
});
