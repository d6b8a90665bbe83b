import { PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { knownProviders } from '../../../../core/providers/known_providers.js';
import { findOffer } from '../../../../core/providers/offers.js';
import { imagesMadeBefore } from '../../../../core/runs/flux/images_made_before.js';
import type { AfterFailure } from '../../../../core/runs/start_run.js';
import { response } from '../../../helpers/core.js';
import { fluxWorld, WENT_WELL, type Answer } from './flux_world.js';

describe('what an Only Once ID does once its images have failed', () => {
  const failed = (provider: ProviderName, cost: number | null): readonly Answer[] => {
    const [first = response(500, '')] = WENT_WELL[provider];
    if (provider === 'deepinfra') return [response(200, { request_id: 'j1', inference_status: { status: 'failed', ...(cost === null ? {} : { cost }) } })];
    return [first, response(200, provider === 'bfl' ? { id: 'j1', status: 'Error', cost } : { id: 'j1', status: 'failed', error: 'CUDA error' })];
  };
  /** What a second step with the same Only Once ID does after a first that failed. */
  const second = async (provider: ProviderName, cost: number | null, afterFailure: AfterFailure) => {
    const world = fluxWorld(failed(provider, cost));
    await world.run(provider, { runId: 'row 1', afterFailure });
    // The last answer goes on as the look at the failed job.
    const look = failed(provider, cost).at(-1) as Answer;
    world.answerNext(...(provider === 'deepinfra' ? [] : [look]), ...WENT_WELL[provider]);
    const verdict = await world.run(provider, { runId: 'row 1', afterFailure });
    if (!('result' in verdict)) throw new Error('It was to end');
    return { starts: world.starts(), status: verdict.result.jobs[0]?.status, message: verdict.result.message ?? '', world };
  };

  // Replicate reports no cost, so what failed there is never sure to be free.
  test.each([['bfl', 0, 2], ['bfl', 30_000, 1], ['bfl', null, 1], ['deepinfra', 0, 2], ['deepinfra', 0.03, 1], ['deepinfra', null, 1], ['replicate', null, 1]] as const)('%s, which says that it cost %s: %i starts, unless told otherwise', async (provider, cost, starts) => {
    expect((await second(provider, cost, 'again_if_free')).starts).toBe(starts);
  });

  test.each(PROVIDERS)('%s: as the person chooses', async (provider) => {
    expect((await second(provider, 0, 'same')).starts).toBe(1);
    const again = await second(provider, null, 'again');
    expect([again.starts, again.status]).toEqual([2, 'completed']);
    // The ID now stands for the new images, however often it comes.
    again.world.answerNext(...WENT_WELL[provider].slice(-1));
    await again.world.run(provider, { runId: 'row 1', afterFailure: 'again' });
    expect(again.world.starts()).toBe(2);
  });

  test('it is said that there was an earlier one', async () => {
    expect((await second('bfl', 0, 'again_if_free')).message).toContain('The earlier images with this Only Once ID failed, so new ones were started.');
    expect((await second('bfl', 0, 'same')).message).toContain('nothing new was started');
  });

  test('a picture that is there, or still being made, is never bought again', async () => {
    for (const answers of [WENT_WELL.bfl, [WENT_WELL.bfl[0] as Answer, response(200, { id: 'j1', status: 'Pending' })]]) {
      const world = fluxWorld(answers);
      await world.run('bfl', { runId: 'row 1', afterFailure: 'again' });
      await world.run('bfl', { runId: 'row 1', afterFailure: 'again' });
      expect(world.starts()).toBe(1);
    }
  });

  test('what can not be looked at is not taken for failed', async () => {
    const world = fluxWorld(WENT_WELL.bfl);
    await world.run('bfl', { runId: 'row 1', afterFailure: 'again', wait: 'no' });
    world.answerNext(response(404, { detail: 'Task not found' }));
    await world.run('bfl', { runId: 'row 1', afterFailure: 'again' });
    expect(world.starts()).toBe(1);
  });
});

describe('what makes two purchases the same', () => {
  const known = (key: string, environment = {}) => knownProviders({ keys: { bfl_key: key, replicate_key: key }, environment, transport: async () => response(500, ''), now: () => 0, deadlineMs: Infinity });
  const offer = findOffer('bfl', { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0 })!;
  const request = { offer, prompt: 'A paper boat', seed: 7, format: 'png', inputImages: ['https://example.com/a.png'] } as const;
  const keyOf = (changes: object = {}, count = 1, providers = known('fake-key-0001')) => imagesMadeBefore(providers, 'day', { ...request, ...changes }, count)?.key;

  test('the same is the same, in whatever order it is written', () => {
    const { inputImages, format, seed, prompt } = request;
    expect(imagesMadeBefore(known('fake-key-0001'), 'week', { inputImages, format, seed, prompt, offer }, 1)?.key).toBe(keyOf());
    expect(imagesMadeBefore(known('fake-key-0001'), 'off', request, 1)).toBeNull();
  });

  // ecency/imagehoster#54, deen13/IPLary#26: two parts that run into each other, and one that is left out
  test('everything that is sent counts, each for itself', () => {
    const other = (wish: object) => ({ offer: findOffer('bfl', { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0, ...wish })! });
    const keys = [
      keyOf(), keyOf({ prompt: 'A paper boa' }), keyOf({ prompt: '' }), keyOf({ seed: 8 }), keyOf({ seed: null }), keyOf({ format: 'jpeg' }), keyOf({ inputImages: [] }),
      keyOf({ inputImages: ['https://example.com/b.png'] }), keyOf({ inputImages: ['https://example.com/a.png', 'https://example.com/a.png'] }), keyOf({}, 2),
      keyOf(other({ size: '9:16' })), keyOf(other({ size: '16:9' })), keyOf(other({ megapixels: 2 })), keyOf(other({ tier: 'max' })), keyOf(other({ tier: 'standard' })),
      keyOf({ offer: findOffer('replicate', { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0 })! }),
      keyOf({}, 1, known('fake-key-0002')), keyOf({}, 1, known('fake-key-0001', { BFL_BASE_URL: 'https://api.eu.bfl.ai/v1' })),
    ]; // prettier-ignore
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.join()).toMatch(/^made:[0-9a-f]{64}(,made:[0-9a-f]{64})+$/);
  });
});
