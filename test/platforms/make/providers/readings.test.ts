import { ALL_READINGS } from '../../../../proof/prove/readings/readings.js';
import { MakeError } from '../../../../emulators/make/index.js';
import type { Readings } from '../../../../emulators/make/index.js';
import type { Providers } from '../../../../emulators/providers/index.js';
import type { Bundle } from '../make_world.js';
import { providerMake } from './provider_make.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** Nothing here reaches a provider: every answer is fixed. */
const NOBODY = { bfl: { account: { key: 'fake-bfl-key-0001' } }, deepinfra: { account: { key: 'fake-deepinfra-key-0001' } }, replicate: { account: { key: 'fake-replicate-key-0001' } } } as unknown as Providers;

async function tellStory(readings: Partial<Readings>): Promise<unknown> {
  let nowMs = Date.UTC(2026, 10, 26, 12);
  const make = providerMake(NOBODY, { now: () => nowMs, advance: (ms) => void (nowMs += ms) }, readings);
  const told = async (module: string, values: Bundle) =>
    make.run(module, { ...(module.startsWith('generate') ? { prompt: 'a fox', tier: 'final' } : {}), download: false, ...values }).then(
      ({ status, image_urls: urls, image_count: count, cost_usd: cost, job_address: job, model, fileName, message }) => ({ status, urls, count, cost, job, model, fileName, message }),
      (error: unknown) => (error instanceof MakeError ? `${error.type} ${error.message}` : String(error)),
    );
  const ok = (body: unknown) => ({ status: 200, body });
  const bfl: object[] = [];
  make.answer(ok({ id: 'j1', polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=j1', cost: 3 }), ok({ id: 'j1', status: 'Pending', result: null, details: { a: 1 } }), ok({ id: 'j1', status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/a.png?x=1&y=2' }, cost: 4.5, details: null }));
  bfl.push({ ready: await told('generateBflImage', { tier: 'final', megapixels: '2', size: 'story', seed: 7, format: 'jpeg', wait: true }), sent: make.sent.splice(0).map(({ url, body }) => [url, body]) });
  make.answer(ok({ id: 'j1', polling_url: '', cost: null }));
  bfl.push({ started: await told('generateBflImage', { wait: false, seed: '', size: null, tier: 'flux_3' }), sent: make.sent.splice(0).map(({ body }) => body) });
  make.answer(ok({ id: 'j1', status: 'Request Moderated', details: { 'Moderation Reasons': ['Violence', 'Hate'] } }));
  bfl.push({ moderated: await told('getBflImage', { job: 'https://api.eu2.bfl.ai/v1/get_result?id=j1' }) });
  make.answer({ status: 402, body: { detail: 'Insufficient credits' } }, { status: 429, body: { detail: 'Slow down' } }, { status: 500, body: '<html>' });
  const refused = [await told('generateBflImage', { wait: true }), await told('generateReplicateImage', { wait: true, tier: 'final' }), await told('generateDeepinfraImage', {})];
  make.sent.length = 0;
  make.answer(ok({ request_id: 'r1', images: [`data:image/png;base64,${PNG}`], inference_status: { status: 'succeeded', cost: 0.002 } }));
  const deepinfra = { made: await told('generateDeepinfraImage', { tier: 'draft', download: true }), body: make.sent.splice(0)[0]?.body };
  make.answer({ status: 201, body: { id: 'p1', status: 'starting', output: null } }, ok({ id: 'p1', status: 'succeeded', output: ['https://replicate.delivery/a.png'] }));
  const replicate = { made: await told('generateReplicateImage', { tier: 'edit', input_image: 'https://example.com/a.png', wait: true }), body: make.sent.splice(0)[0]?.body };
  return JSON.parse(JSON.stringify({ bfl, refused, deepinfra, replicate })) as unknown;
}

const plain = tellStory({});

test('the story is one of images that were made, and of refusals', async () => {
  expect(await plain).toMatchObject({
    bfl: [
      { ready: { status: 'completed', urls: ['https://delivery-eu1.bfl.ai/a.png?x=1&y=2'], count: 1, cost: 0.045, job: 'https://api.eu2.bfl.ai/v1/get_result?id=j1', model: 'flux-2-pro' } },
      { started: { status: 'queued', count: 0, job: 'https://api.bfl.ai/v1/get_result?id=j1' }, sent: ['{"prompt":"a fox","aspect_ratio":"1:1","resolution":"1k","grounding":false}'] },
      { moderated: 'DataError The prompt or an input image was stopped by the content filter of Black Forest Labs: Violence, Hate. Job: https://api.eu2.bfl.ai/v1/get_result?id=j1. Change the prompt or the input image, then run the module again, which buys another image.' },
    ],
    refused: [expect.stringMatching(/^OutOfSpaceError /), expect.stringMatching(/^RateLimitError /), expect.stringMatching(/^DataError .*billed all the same/)],
    deepinfra: { made: { status: 'completed', count: 1, cost: 0.002, fileName: 'r1.png', job: 'deepinfra:r1' } },
    replicate: { made: { status: 'completed', urls: ['https://replicate.delivery/a.png'], count: 1 } },
  });
});

test.each(ALL_READINGS)('Make read $name: the providers’ modules do the same', async ({ readings }) => {
  expect(await tellStory(readings)).toEqual(await plain);
});
