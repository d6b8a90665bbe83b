import { PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { startProviders, type Providers } from '../../../../emulators/providers/index.js';
import { makeErrorOf, type Bundle } from '../make_world.js';
import { providerMake, type ProviderMake } from './provider_make.js';
import { EMPTY_REASONS } from '../../../helpers/empty_reasons.js';

let nowMs = Date.UTC(2026, 10, 26, 12);
const clock = { now: () => nowMs, advance: (ms: number) => void (nowMs += ms), pass: async (ms: number) => void (nowMs += ms) };
let providers: Providers;
let make: ProviderMake;
beforeAll(async () => void (providers = await startProviders({ clock })));
afterAll(() => providers.close());
beforeEach(() => {
  clock.advance(60_000);
  make = providerMake(providers, clock);
  for (const name of PROVIDERS) {
    providers[name].account.faults.clear();
    providers[name].account.requests.length = 0;
    providers[name].account.balanceUsd = 100;
  }
});

const inKey = { bfl: 'Bfl', deepinfra: 'Deepinfra', replicate: 'Replicate' } as const;
const generate = (name: ProviderName, values: Bundle = {}, key?: string) =>
  make.run(`generate${inKey[name]}Image`, { tier: 'final', prompt: 'A paper boat', download: true, ...(name === 'deepinfra' ? {} : { wait: true }), ...values }, key);
const ASKED = ['bfl', 'replicate'] as const;

test.each(PROVIDERS)('%s: the image comes as a link and as a file, bought once', async (name) => {
  const bundle = await generate(name, { size: 'square', seed: 7 });
  expect(bundle).toMatchObject({ status: 'completed', provider: name, image_count: 1, model: /^flux-2-pro$/i.exec(String(bundle['model']))?.[0], fileName: `${String(bundle['job_id'])}.${name === 'deepinfra' ? 'jpg' : 'png'}`, content_type: name === 'deepinfra' ? 'image/jpeg' : 'image/png' });
  expect(bundle['cost_usd']).toBe({ bfl: 0.03, deepinfra: 0.015, replicate: undefined }[name]);
  expect(bundle['cost_basis']).toBe(name === 'replicate' ? undefined : 'reported-by-response');
  expect((bundle['data'] as Buffer).length).toBeGreaterThan(1000);
  expect(bundle['message']).toBeUndefined();
  expect(make.starts()).toBe(1);
});

describe.each(ASKED)('%s', (name) => {
  test('a job that outlived its module is found by its address, and never bought again', async () => {
    const started = await generate(name, { wait: false });
    expect(started).toMatchObject({ status: 'queued', image_count: 0, message: expect.stringMatching(/^The image is still being made\. Look again with the module Get an image from .+ that buys nothing\.$/) as string });
    const found = await make.run(`get${inKey[name]}Image`, { job: started['job_address'], download: true });
    expect(found).toMatchObject({ status: 'completed', job_id: started['job_id'], job_address: started['job_address'], image_count: 1 });
    expect((found['data'] as Buffer).length).toBeGreaterThan(1000);
    expect(make.starts()).toBe(1);
  });

  test('a wait that is over gives the job, and no error', async () => {
    Object.assign(providers[name].account, { durationMs: 120_000 });
    try {
      const over = await generate(name, { longest_wait: 20 });
      expect([over['image_count'], /queued|running/.test(String(over['status']))]).toEqual([0, true]);
      expect(over['job_address']).toBeTruthy();
      expect(await make.run(`get${inKey[name]}Image`, { job: over['job_address'], download: false })).toMatchObject({ status: 'completed', image_count: 1 });
      expect(make.starts()).toBe(1);
    } finally {
      Object.assign(providers[name].account, { durationMs: 6_000 });
    }
  });

  test('a look that fails names the job, and Make never runs the module again by itself', async () => {
    for (const answer of [429, 500, 404, 401] as const) {
      providers[name].account.faults.add({ on: 'look', answer, body: { detail: 'Not now' } });
      const error = await makeErrorOf(generate(name));
      expect(error.type).toBe('DataError');
      expect(error.message).toMatch(/^\[\d+\] It was started at .+ as job https:\/\/api\.\S+, but it could not be looked at\. .*running this module again starts, and pays for, a second image/);
    }
  });

  test('an address of somebody else’s host never gets the key', async () => {
    for (const job of ['https://evil.test/v1/get_result?id=1', 'https://api.bfl.ai.evil.test/x', 'https://api.bfl.ai@evil.test/x', 'http://api.replicate.com/v1/predictions/1', 'https://api.replicate.com/v1/account', '../predictions', 'x']) {
      const error = await makeErrorOf(make.run(`get${inKey[name]}Image`, { job, download: true }));
      expect(error.type).toBe('DataError');
    }
    expect(make.sent).toHaveLength(0);
  });

  test('a job that is forgotten is said to be', async () => {
    const job = name === 'bfl' ? 'https://api.eu2.bfl.ai/v1/get_result?id=nobody' : 'https://api.replicate.com/v1/predictions/nobody';
    const error = await makeErrorOf(make.run(`get${inKey[name]}Image`, { job, download: true, longest_wait: 1 }));
    expect([error.type, /does not know this job \(any more\)/.test(error.message)]).toEqual(['DataError', true]);
  });
});

// gelasdev/ComfyUI-FLUX-BFL-API#16: another header, and what the mistake is told as
test('each connection is tested by a free call, with the header that the provider takes', async () => {
  for (const name of PROVIDERS) {
    const { key } = providers[name].account;
    expect((await make.connect(name, ` Bearer ${key} `)).label).toMatch(/^key [0-9a-f]{6}$/);
    const { headers, method } = make.sent.at(-1)!;
    expect([method, headers['x-key'] ?? null, headers['authorization'] ?? null]).toEqual(['GET', name === 'bfl' ? key : null, name === 'bfl' ? null : `Bearer ${key}`]);
    const error = await makeErrorOf(make.connect(name, 'fake-wrong-key-0001'));
    expect([error.type, error.message.includes('does not accept the API key')]).toEqual(['InvalidAccessTokenError', true]);
    expect(error.message).not.toContain('fake-wrong-key');
  }
  expect((await makeErrorOf(make.connect('bfl', 'fake-wrong-key-0001'))).message).toContain('x-key');
});

test('the key goes to its provider alone, and neither to a picture’s host nor into a log', async () => {
  for (const name of PROVIDERS) {
    await generate(name);
    const { key } = providers[name].account;
    for (const { url, headers, body } of make.sent.splice(0)) {
      const hasKey = JSON.stringify([headers, String(body ?? '')]).includes(key);
      expect([url, hasKey]).toEqual([url, new URL(url).hostname.startsWith('api.')]);
    }
  }
});

// SillyTavern PR 5681, black-forest-labs/blackforest#8: a host that was built by hand
test.each([
  ['https://api.eu2.bfl.ai/v1/get_result?id=j1&sig=a%2Bb', 'https://api.eu2.bfl.ai/v1/get_result?id=j1&sig=a%2Bb'], ['https://api.us1.bfl.ai/v1/get_result?id=j1', 'https://api.us1.bfl.ai/v1/get_result?id=j1'],
  ['https://api.bfl.ai.evil.test/v1/get_result?id=j1', 'https://api.bfl.ai/v1/get_result?id=j1'], ['https://evil.test/', 'https://api.bfl.ai/v1/get_result?id=j1'], ['http://api.bfl.ai/v1/get_result?id=j1', 'https://api.bfl.ai/v1/get_result?id=j1'],
  ['https://api.bfl.ai@evil.test/v1/x', 'https://api.bfl.ai/v1/get_result?id=j1'], ['', 'https://api.bfl.ai/v1/get_result?id=j1'],
])('BFL’s polling address %j is asked at %s', async (given, asked) => {
  make.answer({ status: 200, body: { id: 'j1', polling_url: given, cost: 3 } }, { status: 200, body: { id: 'j1', status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/a.png' }, cost: 1.1 } });
  expect(await generate('bfl', { download: false })).toMatchObject({ status: 'completed', cost_usd: 0.011, image_url: 'https://delivery-eu1.bfl.ai/a.png' });
  expect(make.sent[1]?.url).toBe(asked);
}); // prettier-ignore

describe('what a start is answered with', () => {
  const CASES: readonly (readonly [what: string, status: number, body: unknown, type: string, words: RegExp])[] = [
    ['no credits', 402, { detail: 'Insufficient credits' }, 'OutOfSpaceError', /no credit left.*Nothing was started/],
    ['no credits under another status', 400, { detail: 'You have insufficient credits to make this request' }, 'OutOfSpaceError', /no credit left: You have insufficient credits.*Nothing was started/],
    ['no credits under that of a key', 401, { error: { message: 'You exceeded your current quota' } }, 'OutOfSpaceError', /no credit left.*Nothing was started/],
    ['no permission', 403, { detail: 'Insufficient permissions' }, 'InvalidAccessTokenError', /does not accept the API key/],
    ['the page of a firewall', 403, '<html><title>Attention Required!</title></html>', 'ConnectionError', /Something between here and .*Nothing was started/],
    ['a limit under the status of a key', 401, { error: { message: 'Rate limit exceeded for this key' } }, 'RateLimitError', /limit is reached\. Nothing was started\. Make runs/],
    ['a limit under that of a permission', 403, { detail: { code: 'quota_exceeded', message: 'Daily quota exceeded' } }, 'RateLimitError', /limit is reached\. Nothing was started\. Make runs/],
    ['wrong input', 422, { detail: [{ loc: ['body', 'prompt'], msg: 'too long', input: 'A'.repeat(90_000) }] }, 'DataError', /refused the request: too long\. Nothing was started/],
    ['an unknown model', 404, { detail: 'Not Found' }, 'DataError', /does not know this model/],
    ['a limit', 429, { detail: 'You have exceeded the number of active tasks (24)' }, 'RateLimitError', /limit is reached: You have exceeded.*Nothing was started\. Make runs/],
    ['a server’s own fault', 500, { detail: 'oops' }, 'DataError', /may be made and billed all the same.*or you may pay twice/],
    ['a gateway’s page', 502, '<html>Bad Gateway</html>', 'DataError', /may be made and billed all the same/],
    ['a redirect of a start', 308, '', 'DataError', /named no job.*or you may pay twice|may be made and billed/],
  ];
  test.each(PROVIDERS.flatMap((name) => CASES.map(([what, ...rest]) => [name, what, ...rest] as const)))('%s: %s', async (name, _, status, body, type, words) => {
    make.answer({ status, body });
    const error = await makeErrorOf(generate(name));
    expect([error.type, words.test(error.message) ? 'said' : error.message]).toEqual([type, 'said']);
    expect(error.message).not.toMatch(/undefined|\{\{|\[object|<html|A{50}/);
    expect(error.message).not.toMatch(/(\b[A-Z][^.]{10,}\.) \1/);
    expect(error.message.length).toBeLessThan(900);
    expect(make.starts()).toBe(1);
  });

  test('only BFL’s own word that it took nothing lets Make try again', async () => {
    make.answer({ status: 503, body: { detail: 'The service is over capacity and temporarily shedding requests' } }, { status: 503, body: { detail: 'Service Unavailable' } }, { status: 503, body: { detail: 'temporarily shedding requests' } });
    expect((await makeErrorOf(generate('bfl'))).type).toBe('ConnectionError');
    expect((await makeErrorOf(generate('bfl'))).type).toBe('DataError');
    expect((await makeErrorOf(generate('replicate'))).type).toBe('DataError');
  });

  test('DeepInfra says an empty account in words, whatever the status', async () => {
    for (const status of [400, 401, 403, 429]) {
      make.answer({ status, body: { detail: { error: 'You need positive balance to do inference' } } });
      expect((await makeErrorOf(generate('deepinfra'))).type).toBe('OutOfSpaceError');
    }
  });

  test('an answer that names no job may be a job all the same', async () => {
    for (const name of ASKED) {
      make.answer({ status: 200, body: {} });
      const error = await makeErrorOf(generate(name));
      expect([error.type, /named no job\. The image may be made and billed/.test(error.message)]).toEqual(['DataError', true]);
    }
  });
});

// n8n-io/n8n#13188, KotlinFoundation/kmp-contest-starter-kit PR 39, replicate-javascript#328, transformrs#20
describe('odd replies', () => {
  const LINK = 'https://replicate.delivery/a.png';
  test.each([[LINK], [[LINK]], [{ url: LINK }], [[{ url: LINK }]], [{ image: LINK }]])('Replicate’s output %j, after `starting` with null', async (output) => {
    make.answer({ status: 201, body: { id: 'p1', status: 'starting', output: null } }, { status: 200, body: { id: 'p1', status: 'processing', output: null } }, { status: 200, body: { id: 'p1', status: 'succeeded', output } });
    expect(await generate('replicate', { download: false })).toMatchObject({ status: 'completed', image_urls: [LINK], image_url: LINK });
  });

  test.each([null, '', [], [null], {}])('Replicate’s success with %j is no picture', async (output) => {
    make.answer({ status: 201, body: { id: 'p1', status: 'starting' } }, { status: 200, body: { id: 'p1', status: 'succeeded', output } });
    expect((await makeErrorOf(generate('replicate'))).type).toBe('DataError');
  });

  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  test.each([
    [{ images: [`data:image/png;base64,${PNG}`] }], [{ images: [PNG] }], [{ data: [{ b64_json: PNG, url: null }] }], [{ images: [{ url: `data:image/png;base64,${PNG}` }] }], [{ image: PNG }],
    [{ images: [` data:image/png;base64, ${PNG} `] }], [{ images: [`data:;base64,${PNG}`] }], [{ images: [`image/png;base64,${PNG}`] }], [{ images: [`base64,${PNG}`] }], [{ images: [PNG.replaceAll('+', '-').replaceAll('/', '_')] }],
  ])('DeepInfra’s bytes in %j', async (body) => {
    make.answer({ status: 200, body: { request_id: 'r1', inference_status: { status: 'succeeded', cost: 0.002 }, ...body } });
    const bundle = await generate('deepinfra', { tier: 'draft' });
    expect(bundle).toMatchObject({ status: 'completed', image_count: 1, fileName: 'r1.png', cost_usd: 0.002 });
    expect((bundle['data'] as Buffer).toString('base64')).toBe(PNG);
    expect(make.sent).toHaveLength(1);
  }); // prettier-ignore

  test.each([[{ image_url: 'https://delivery-eu1.bfl.ai/a.jpeg?sig=x', status: 'ok' }], [{ image_urls: ['https://delivery-eu1.bfl.ai/a.jpeg?sig=x'] }], [{ data: [{ url: 'https://delivery-eu1.bfl.ai/a.jpeg?sig=x' }] }]])('DeepInfra’s link in %j', async (body) => {
    make.answer({ status: 200, body: { request_id: 'r1', ...body } });
    expect(await generate('deepinfra', { download: false })).toMatchObject({ status: 'completed', image_url: 'https://delivery-eu1.bfl.ai/a.jpeg?sig=x', image_count: 1 });
  });

  test.each([[{ images: [] }], [{ status: 'ok' }], [{ images: null, inference_status: { status: 'succeeded' } }], [{ inference_status: { status: 'failed' } }]])('DeepInfra’s success with %j is no picture', async (body) => {
    make.answer({ status: 200, body: { request_id: 'r1', ...body } });
    expect((await makeErrorOf(generate('deepinfra'))).message).toContain('DeepInfra answered without an image.');
  });

  // withceleste/celeste-python PR 426
  test.each(['Reasoning', 'Generating', 'Upscaling', ''])('BFL’s word %j goes on', async (word) => {
    make.answer({ status: 200, body: { id: 'j1' } }, { status: 200, body: { id: 'j1', status: word, result: null } }, { status: 200, body: { id: 'j1', status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/a.png' } } });
    expect(await generate('bfl', { download: false })).toMatchObject({ status: 'completed' });
    expect(make.sent).toHaveLength(3);
  });
});

describe('a filter’s refusal ends the module with its reason, and nothing is asked twice', () => {
  test.each(PROVIDERS)('%s', async (name) => {
    const error = await makeErrorOf(generate(name, { prompt: 'forbidden-prompt' }));
    expect(error.type).toBe('DataError');
    expect(error.message).toMatch(/stopped by .*filter.* Job: .*Change the prompt or the input image, then run the module again, which buys another image\.$/);
    expect(make.starts()).toBe(1);
  });

  test('BFL’s reasons, and which of the two it was', async () => {
    expect((await makeErrorOf(generate('bfl', { prompt: 'forbidden-prompt' }))).message).toMatch(/^The prompt or an input image was stopped by the content filter of Black Forest Labs: Violence\. /);
    expect((await makeErrorOf(generate('bfl', { prompt: 'forbidden-picture' }))).message).toMatch(/^The finished image was stopped by the content filter of Black Forest Labs: Derivative Works Filter\. /);
  });

  test.each(["KeyError: 'sample'", 'NSFW content detected.', 'The input or output was flagged as sensitive. (E005)'])('Replicate’s words %j', async (error) => {
    make.answer({ status: 201, body: { id: 'p1', status: 'starting' } }, { status: 200, body: { id: 'p1', status: 'failed', error } });
    expect((await makeErrorOf(generate('replicate'))).message).toContain('content filter');
    make.answer({ status: 201, body: { id: 'p1', status: 'starting' } }, { status: 200, body: { id: 'p1', status: 'failed', error: 'CUDA out of memory' } });
    expect((await makeErrorOf(generate('replicate'))).message).toMatch(/^CUDA out of memory\. Job: /);
  });
});

test.each(EMPTY_REASONS.map((reason) => [reason]))('a provider’s error of %j is no reason, and none beside an image', async (reason) => {
  make.answer({ status: 201, body: { id: 'p1', status: 'starting', error: reason } }, { status: 200, body: { id: 'p1', status: 'failed', error: reason } });
  expect((await makeErrorOf(generate('replicate'))).message).toMatch(/^Replicate could not make the image\. Job: /);
  make.answer({ status: 200, body: { id: 'j1', polling_url: '' } }, { status: 200, body: { id: 'j1', status: 'Error', details: { error: reason } } });
  expect((await makeErrorOf(generate('bfl'))).message).toMatch(/^Black Forest Labs could not make the image\. /);
  make.answer({ status: 200, body: { request_id: 'r1', inference_status: { status: 'failed' }, error: reason, detail: reason } });
  expect((await makeErrorOf(generate('deepinfra'))).message).toMatch(/^DeepInfra answered without an image\. /);
  make.answer({ status: 201, body: { id: 'p1', status: 'starting' } }, { status: 200, body: { id: 'p1', status: 'succeeded', error: reason, output: 'https://replicate.delivery/a.png' } });
  expect((await generate('replicate', { download: false }))['status']).toBe('completed');
});

test.each([
  ['bfl', { tier: 'final' }, 0.02, 'allows $0.02, and at Black Forest Labs it can cost up to $0.03'],
  ['deepinfra', { tier: 'final' }, 0, 'allows $0, and at DeepInfra it can cost up to $0.015'],
  ['replicate', { tier: 'final', megapixels: '4' }, 0.03, 'Raise the maximum'],
  ['bfl', { tier: 'edit', input_image: 'https://example.com/a.png' }, 0.01, 'Nothing was started'],
] as const)('%s %j: over a maximum cost of $%d nothing is bought; up to it, one image is', async (name, wish, cap, words) => {
  const error = await makeErrorOf(generate(name, { ...wish, max_usd: cap }));
  expect(error).toMatchObject({ type: 'DataError', message: expect.stringContaining(words) as string });
  expect(error.message).toMatch(/^The field Maximum cost allows .* by the prices of \d{4}-\d\d-\d\d\. Nothing was started\./);
  expect(make.sent).toHaveLength(0);
  const atMost = Number(/up to \$([\d.]+)/.exec(error.message)?.[1]);
  expect(await generate(name, { ...wish, max_usd: atMost, download: false })).toMatchObject({ status: 'completed' });
  expect(make.starts()).toBe(1);
});

describe('before anything is sent', () => {
  test.each([
    ['bfl', { prompt: ' ' }, 'The field Prompt is empty'], ['bfl', { tier: 'draft' }, 'The field Tier '], ['bfl', { size: 'huge' }, 'The field Size '], ['bfl', { megapixels: '3' }, 'The field Megapixels '],
    ['bfl', { tier: 'edit' }, 'the field Input image is empty'], ['bfl', { tier: 'edit', input_image: 'no link' }, 'The field Input image needs a file, or a link'],
    ['bfl', { tier: 'ultra', megapixels: '1' }, 'Black Forest Labs has no Ultra (FLUX 1.1 Pro Ultra) image of 1 megapixel in 1:1. Nearest: 4 megapixels in 1:1 at Black Forest Labs, or'],
    ['deepinfra', { megapixels: '4' }, 'DeepInfra has no Final (FLUX.2 Pro) image of 4 megapixels in 1:1. Nearest:'], ['replicate', { tier: 'draft', megapixels: '2' }, 'Replicate has no Draft'],
  ] as const)('%s %j', async (name, values, words) => {
    const error = await makeErrorOf(generate(name, values));
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/\{\{|undefined/);
    expect(make.sent).toHaveLength(0);
  }); // prettier-ignore
});

describe('the file', () => {
  test.each(PROVIDERS)('%s: a picture that can not be fetched is not lost, and not bought again', async (name) => {
    providers[name].account.faults.add({ on: 'file', answer: 403, body: '<Error/>' });
    const error = await makeErrorOf(generate(name));
    expect(error.type).toBe('DataError');
    expect(error.message).toMatch(/does not hand it over.*Job: (https:\/\/api\.|deepinfra:)\S+.*running this module again buys a second one.*https:\/\//);
  });

  test('what is no picture is not handed on as one', async () => {
    providers.bfl.account.faults.add({ on: 'file', answer: 200, body: '<html>Sign in</html>' });
    expect((await makeErrorOf(generate('bfl'))).message).toContain('is no image');
  });
});
