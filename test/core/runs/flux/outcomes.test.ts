import { NetworkError } from '../../../../core/api/network_error.js';
import type { ErrorKind } from '../../../../core/model/errors.js';
import { failureKind, type FailureKind } from '../../../../core/model/failure_kind.js';
import { IMAGE_SIZES } from '../../../../core/model/image_sizes.js';
import { fluxOutput } from '../../../../core/outputs/flux_output.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { findOffer, type Offer } from '../../../../core/providers/offers.js';
import { MEGAPIXELS, TIERS } from '../../../../core/providers/tiers.js';
import { maySwitch } from '../../../../core/runs/flux/fallback.js';
import { expectReadable, failure, response } from '../../../helpers/core.js';
import { fluxWorld, WENT_WELL, type Answer } from './flux_world.js';

/** What is promised for every pair of provider × tier × size under every fault: an outcome each, and how often it is bought. */
type Promised =
  /** Surely nothing was started. `elsewhere`: whether another provider may be asked in its place. */
  | { readonly error: ErrorKind; readonly again: boolean; readonly elsewhere: boolean; readonly starts?: number }
  | { readonly status: 'completed' | 'failed'; readonly kind: FailureKind | null; readonly starts?: number };

interface Fault {
  readonly name: string;
  readonly answers: (provider: ProviderName) => readonly Answer[];
  readonly promised: Promised;
}

const start = (answer: Answer) => () => [answer];
const refused = (status: number, words: string) => start(response(status, { detail: words }));
/** What each says when it is full; DeepInfra and BFL have words of their own for that. */
const FULL: Readonly<Record<ProviderName, Answer>> = {
  bfl: response(503, { detail: 'The service is over capacity and temporarily shedding requests' }),
  deepinfra: response(423, { detail: { error: 'Model is not available' } }),
  replicate: response(429, { detail: 'Request was throttled.' }),
};
const ended = (bfl: unknown, deepinfra: unknown, replicate: unknown) => (provider: ProviderName) => {
  const [first = response(500, '')] = WENT_WELL[provider];
  return provider === 'deepinfra' ? [response(200, deepinfra)] : [first, response(200, provider === 'bfl' ? bfl : replicate)];
};

const FAULTS: readonly Fault[] = [
  { name: 'nothing', answers: (provider) => WENT_WELL[provider], promised: { status: 'completed', kind: null } },
  { name: 'a wrong key', answers: (provider) => [response(provider === 'bfl' ? 403 : 401, { detail: 'Not authenticated' })], promised: { error: 'bad_key', again: false, elsewhere: true } },
  { name: 'credits gone', answers: refused(402, 'Insufficient credits'), promised: { error: 'out_of_credits', again: false, elsewhere: true } },
  { name: 'wrong input', answers: refused(422, 'prompt: too long'), promised: { error: 'rejected', again: false, elsewhere: false } },
  { name: 'a malformed request', answers: refused(400, 'Bad request'), promised: { error: 'rejected', again: false, elsewhere: false } },
  { name: 'too large', answers: refused(413, ''), promised: { error: 'too_large', again: false, elsewhere: false } },
  { name: 'a model that is gone', answers: refused(404, 'Model not found'), promised: { error: 'not_found', again: false, elsewhere: false } },
  { name: 'capacity', answers: (provider) => [FULL[provider]], promised: { error: 'unavailable', again: true, elsewhere: true } },
  { name: 'a limit', answers: refused(429, 'Too many requests'), promised: { error: 'rate_limited', again: true, elsewhere: true } },
  { name: 'a limit that passes in time', answers: (provider) => [response(429, { detail: 'Slow down', retry_after: 2 }), ...WENT_WELL[provider]], promised: { status: 'completed', kind: null, starts: 2 } },
  { name: 'a limit that does not', answers: start(response(429, { retry_after: 600 })), promised: { error: 'rate_limited', again: true, elsewhere: true } },
  { name: 'a server’s own fault', answers: refused(500, 'Internal Server Error'), promised: { error: 'start_unknown', again: false, elsewhere: false } },
  { name: 'a gateway’s page', answers: start(response(502, '<html>Bad Gateway</html>')), promised: { error: 'start_unknown', again: false, elsewhere: false } },
  { name: 'a lost answer', answers: start(new NetworkError(true, true)), promised: { error: 'start_unknown', again: false, elsewhere: false } },
  { name: 'no connection', answers: start(new NetworkError(false, false)), promised: { error: 'unreachable', again: true, elsewhere: true } },
  { name: 'an answer that nobody can read', answers: start(response(200, 'ok')), promised: { error: 'start_unknown', again: false, elsewhere: false } },
  { name: 'a redirect', answers: start(response(302, '', { location: 'https://evil.test/' })), promised: { error: 'start_unknown', again: false, elsewhere: false } },
  {
    name: 'the filter',
    answers: ended({ id: 'j1', status: 'Request Moderated', details: { 'Moderation Reasons': ['Violence'] }, cost: 0 }, { request_id: 'j1', status: 'request_moderated', inference_status: { cost: 0 } }, { id: 'j1', status: 'failed', error: 'The input or output was flagged as sensitive. (E005)' }),
    promised: { status: 'failed', kind: 'moderation' },
  },
  {
    name: 'the filter behind a finished picture',
    answers: ended({ id: 'j1', status: 'Content Moderated', cost: 3 }, { request_id: 'j1', images: ['https://a.test/b.png'], nsfw_content_detected: [true] }, { id: 'j1', status: 'failed', error: "KeyError: 'sample'" }),
    promised: { status: 'failed', kind: 'moderation' },
  },
  { name: 'a failure', answers: ended({ id: 'j1', status: 'Error', cost: 0 }, { request_id: 'j1', inference_status: { status: 'failed' } }, { id: 'j1', status: 'failed', error: 'CUDA error' }), promised: { status: 'failed', kind: 'failed' } },
  { name: 'success without a picture', answers: ended({ id: 'j1', status: 'Ready', result: null }, { request_id: 'j1', images: [] }, { id: 'j1', status: 'succeeded', output: [] }), promised: { status: 'failed', kind: 'failed' } },
]; // prettier-ignore

const PAIRS = PROVIDERS.flatMap((provider) => TIERS.flatMap(({ key: tier }) => MEGAPIXELS.map((megapixels) => ({ provider, tier, megapixels, inputImages: tier === 'edit' ? 1 : 0, size: '1:1' }))));
const offerOf = ({ provider, ...wish }: (typeof PAIRS)[number]): Offer | null => findOffer(provider, wish);
const MADE = PAIRS.filter((pair) => offerOf(pair) !== null);
const NOT_MADE = PAIRS.filter((pair) => offerOf(pair) === null);

test('the table knows all pairs', () => {
  expect([PAIRS.length, MADE.length]).toEqual([63, 36]);
});

/** Replicate says that it is full as it says that a limit is reached. */
const promisedAt = ({ name, promised }: Fault, provider: ProviderName): Promised =>
  name === 'capacity' && provider === 'replicate' && 'error' in promised ? { ...promised, error: 'rate_limited' } : promised;

/** Holds one pair under one fault to its promise. */
async function expectPromised(fault: Fault, { provider, ...wish }: (typeof PAIRS)[number]): Promise<void> {
  const world = fluxWorld(fault.answers(provider));
  const promised = promisedAt(fault, provider);
  const buying = world.run(provider, { wish, inputImages: wish.inputImages === 0 ? [] : ['https://example.com/a.png'] });
  const place = [provider, wish.tier, wish.megapixels, wish.size];
  if ('error' in promised) {
    const error = await failure(() => buying);
    expect([...place, error.kind, error.canRetry, maySwitch(error)]).toEqual([...place, promised.error, promised.again, promised.elsewhere]);
    expectReadable(error);
    // Whoever reads it knows whether money may be gone.
    expect(error.message).toMatch(promised.error === 'start_unknown' ? /may be made and billed.*or you may pay twice/ : /Nothing was started/);
  } else {
    const verdict = await buying;
    if (!('result' in verdict)) throw new Error('It was to end');
    const { jobs, estimate, message } = verdict.result;
    const images = jobs.flatMap((job) => job.images.map(({ url }) => ({ url, file: null, width: null, height: null, contentType: null, filename: null })));
    const output = fluxOutput(jobs, images, { estimate, message });
    expect([...place, output.status, failureKind(output), output.image_count]).toEqual([...place, promised.status, promised.kind, promised.status === 'completed' ? 1 : 0]);
    // What it cost, or may have cost, is said where anything came of it.
    if (promised.status === 'completed') expect(output.cost_usd).toBeGreaterThan(0);
    else expect(output.error).toMatch(/^[A-Z“].*[.…]$/u);
  }
  expect([...place, world.starts()]).toEqual([...place, promised.starts ?? 1]);
  expect(world.sent.every(({ url }) => new RegExp(`^https://api(\\.eu2)?\\.${provider === 'bfl' ? 'bfl\\.ai' : `${provider}\\.com`}/`).test(url))).toBe(true);
}

test.each(FAULTS.map((fault) => [fault.name, fault] as const))('under %s, every pair has its promised outcome', async (_, fault) => {
  for (const pair of MADE) await expectPromised(fault, pair);
});

const OTHER_SHAPES = [...new Set(IMAGE_SIZES.map(({ aspectRatio }) => aspectRatio))].filter((ratio) => ratio !== '1:1');
/** All pairs in every other shape that their provider makes. */
const SHAPED = OTHER_SHAPES.flatMap((size) => PAIRS.map((pair) => ({ ...pair, size }))).filter((pair) => offerOf(pair) !== null);

// All faults for each take half a minute (EVERY_SIZE=1); here each shape of each pair meets another one.
test.each(OTHER_SHAPES)('in the shape %s, every pair has its promised outcome', async (shape) => {
  const pairs = SHAPED.filter(({ size }) => size === shape);
  expect(pairs.length).toBeGreaterThan(20);
  const faultsOf = (index: number) => (process.env['EVERY_SIZE'] === '1' ? FAULTS : [FAULTS[(index * 5 + OTHER_SHAPES.indexOf(shape)) % FAULTS.length] as Fault]);
  for (const [index, pair] of pairs.entries()) for (const fault of faultsOf(index)) await expectPromised(fault, pair);
}, 300_000);

test('a pair that nobody makes there is never sent, has no price, and names the nearest that can be had', async () => {
  for (const { provider, ...wish } of NOT_MADE) {
    const world = fluxWorld(WENT_WELL[provider]);
    const error = await failure(() => world.run(provider, { wish, inputImages: wish.inputImages === 0 ? [] : ['https://example.com/a.png'] }));
    expect([error.kind, world.sent.length]).toEqual(['bad_input', 0]);
    expect(error.problem).toContain(`${PROVIDER_LABELS[provider]} has no `);
    expect(error.problem).toMatch(/Nearest: .+ at (Black Forest Labs|DeepInfra|Replicate)/);
    expectReadable(error);
  }
});
