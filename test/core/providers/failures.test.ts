import { PROVIDERS, jobHasEnded, type ProviderName } from '../../../core/providers/job.js';
import { NetworkError } from '../../../core/api/network_error.js';
import { PUBLIC_BASE_URLS } from '../../../core/providers/hosts.js';
import { providerWith } from '../../../core/providers/providers.js';
import { expectReadable, failure, recorded, response } from '../../helpers/core.js';
import { ended, providerWorld, requestTo, SECOND_MS, type ProviderWorld } from './provider_world.js';

/** Real failures of others (the issue is named at each), tried on the adapters. */
let world: ProviderWorld;
beforeEach(async () => void (world = await providerWorld()));
afterEach(() => world.emulators.close());

/** An adapter at its public address, on a wire that answers with `answers` in turn. */
function scripted(name: ProviderName, answers: readonly (ReturnType<typeof response> | Error)[], now = () => Date.UTC(2026, 10, 25)) {
  const wire = recorded((_, index) => {
    const answer = answers[Math.min(index, answers.length - 1)];
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error('Nothing to answer');
    return answer;
  });
  return { wire, provider: providerWith(name, { transport: wire.transport, apiKey: 'fake-key-0123456789', baseUrl: PUBLIC_BASE_URLS[name], now, deadlineMs: Infinity }) };
}

const BFL_STARTED = { id: 'j1', polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=j1', cost: 3, input_mp: 0, output_mp: 1 };
const job = (provider: ProviderName, lookUpUrl: string | null = null) => ({ provider, id: 'j1', lookUpUrl });

describe('a paid request is never sent twice', () => {
  const LOST = new NetworkError(true, true);
  test.each(PROVIDERS)('%s: an answer that is lost is told as such', async (name) => {
    world[name].account.faults.add({ on: 'start', drop: true });
    const error = await failure(() => world.provider(name).start(requestTo(name)));
    expect(error).toMatchObject({ kind: 'start_unknown', canRetry: false });
    expect(error.nextStep).toContain('or you may pay twice');
    expectReadable(error);
    expect(world.posts()).toHaveLength(1);
  });

  test.each([
    [500, { detail: 'Internal Server Error' }], [502, '<html>Bad Gateway</html>'], [503, { detail: 'Service Unavailable' }], [504, ''], [408, ''], [460, ''], [499, ''],
    // pollinations/pollinations#8201: a gateway's page in place of an answer
    [530, '<!doctype html><title>error code: 1033</title>'],
    [200, '<html>Welcome</html>'], [200, '[]'], [200, {}], [201, 'null'],
  ])('HTTP %i with %j may have started something, at every provider', async (status, body) => {
    for (const name of PROVIDERS) {
      const { wire, provider } = scripted(name, [response(status, body)]);
      // DeepInfra answers with the picture or says that there is none: an empty object is a failed job.
      if (name === 'deepinfra' && status < 300 && JSON.stringify(body) === '{}') {
        expect(await provider.start(requestTo(name))).toMatchObject({ status: 'failed', images: [] });
        continue;
      }
      const error = await failure(() => provider.start(requestTo(name)));
      expect([name, error.kind, error.canRetry, wire.sent.length]).toEqual([name, 'start_unknown', false, 1]);
      expectReadable(error);
      expect(error.message).not.toMatch(/[<>{}]/);
    }
  }); // prettier-ignore

  test.each([
    ['bfl', '{"id":"j1","polling_url":"https://api.eu2.bfl.ai/v1/get_result?id=j1","cost":NaN}', { id: 'j1', status: 'queued' }],
    ['deepinfra', '{"request_id":9007199254740993,"images":["data:image/png;base64,iVBORw0KGgo="],"inference_status":{"status":"succeeded","cost":NaN}}', { id: '9007199254740993', status: 'completed', images: [expect.anything()] }],
    ['replicate', '{"id":"j1","status":"starting","urls":{"get":"https://api.replicate.com/v1/predictions/j1"},"metrics":{"predict_time":NaN}}', { id: 'j1', status: 'queued' }],
  ] as const)('%s: what was bought is not lost for a number that is none', async (name, words, seen) => {
    expect(await scripted(name, [response(200, words)]).provider.start(requestTo(name))).toMatchObject(seen);
  }); // prettier-ignore

  test.each([
    ['bfl', 429, { detail: 'You have exceeded the number of active tasks (24)' }, 'rate_limited'],
    // Seen at BFL in October 2026; the one failure of a server that surely began nothing.
    ['bfl', 503, { detail: 'The service is over capacity and temporarily shedding requests' }, 'unavailable'],
    ['deepinfra', 429, { error: { message: 'Model busy, retry later' } }, 'rate_limited'],
    ['deepinfra', 423, { detail: { error: 'Model is not available' } }, 'unavailable'],
    ['replicate', 429, { detail: 'Request was throttled. Your rate limit resets in ~10s.', status: 429 }, 'rate_limited'],
  ] as const)('%s %i, where nothing was accepted, says so and may be tried again', async (name, status, body, kind) => {
    const { wire, provider } = scripted(name, [response(status, body)]);
    const error = await failure(() => provider.start(requestTo(name)));
    expect([error.kind, error.canRetry, wire.sent.length]).toEqual([kind, true, 1]);
    expect(error.nextStep).toContain('Nothing was started.');
    expectReadable(error);
  });

  test.each([504, 524, 408, 499])('HTTP %i that advises to try again is told without that advice (report AgnesAI-Models#92)', async (status) => {
    for (const name of PROVIDERS) {
      const { wire, provider } = scripted(name, [response(status, { detail: 'The queue is full. Please try again in 2 minutes.' }, { 'retry-after': '1' })]);
      const error = await failure(() => provider.start(requestTo(name)));
      expect([error.kind, error.canRetry, wire.sent.length]).toEqual(['start_unknown', false, 1]);
      expect(error.problem).toMatch(/\(HTTP \d+\): The queue is full\. The image may be made and billed all the same\.$/);
    }
  });

  test('the same words from another provider, and another 503 from BFL, are no such promise', async () => {
    const shedding = response(503, { detail: 'temporarily shedding requests' });
    expect((await failure(() => scripted('replicate', [shedding]).provider.start(requestTo('replicate')))).kind).toBe('start_unknown');
  });

  test('a connection that was never made started nothing', async () => {
    for (const name of PROVIDERS) {
      const { provider } = scripted(name, [NetworkError.from(Object.assign(new Error(''), { errors: [{ code: 'ECONNREFUSED' }] }))]);
      expect(await failure(() => provider.start(requestTo(name)))).toMatchObject({ kind: 'unreachable', canRetry: true });
    }
  });

  // elizaOS/eliza#21205: a download's 30 seconds for a request that lasts as long as the picture takes
  test('the slow request gets all the time that is left, and is not begun with too little', async () => {
    const nowMs = Date.UTC(2026, 10, 25);
    const at = (leftMs: number) => {
      const wire = recorded(() => { throw LOST; }); // prettier-ignore
      return { wire, provider: providerWith('deepinfra', { transport: wire.transport, apiKey: 'fake-key', baseUrl: PUBLIC_BASE_URLS.deepinfra, now: () => nowMs, deadlineMs: nowMs + leftMs }) };
    };
    const long = at(90_000);
    expect((await failure(() => long.provider.start(requestTo('deepinfra')))).kind).toBe('start_unknown');
    expect(long.wire.sent[0]?.timeoutMs).toBe(90_000);
    const short = at(3_000);
    expect(await failure(() => short.provider.start(requestTo('deepinfra')))).toMatchObject({ kind: 'timed_out', canRetry: true });
    expect(short.wire.sent).toHaveLength(0);
  });
});

test.each<[ProviderName, number, number]>([['bfl', 20_000, 10_000], ['replicate', 20_000, 10_000], ['deepinfra', 600_000, 10_000]])('a start at %s may take %s ms of a long step, and a look or a check %s ms', async (name, startMs, readMs) => {
  const wire = recorded(() => { throw new NetworkError(false, true); }); // prettier-ignore
  const provider = providerWith(name, { transport: wire.transport, apiKey: 'fake-key', baseUrl: PUBLIC_BASE_URLS[name], now: () => 0, deadlineMs: 600_000 });
  await provider.start(requestTo(name)).catch(() => null);
  await provider.checkKey().catch(() => null);
  expect(wire.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([startMs, readMs]);
});

describe('looking', () => {
  // SillyTavern PR 5681, black-forest-labs/blackforest#8, black-forest-labs/flux#471: the address as it came, once
  test('BFL is asked at the cluster that it named, with the query as it came', async () => {
    const { wire, provider } = scripted('bfl', [response(200, { ...BFL_STARTED, polling_url: `${BFL_STARTED.polling_url}&sig=a%2Bb` }), response(200, { id: 'j1', status: 'Pending' })]);
    await provider.look(await provider.start(requestTo('bfl')));
    expect(wire.sent[1]?.url).toBe('https://api.eu2.bfl.ai/v1/get_result?id=j1&sig=a%2Bb');
  });

  // tobert/kaibo#170: the key sent to whatever address came back
  test.each([
    'https://api.bfl.ai.evil.test/v1/get_result?id=j1', 'http://api.bfl.ai/v1/get_result?id=j1', 'https://evil.test/', 'https://user:pass@api.bfl.ai/v1/get_result?id=j1',
    'https://delivery-eu1.bfl.ai/v1/get_result?id=j1', 'https://api.bfl.ai:8443/v1/get_result?id=j1', 'file:///etc/passwd', 'javascript:alert(1)', '',
  ])('an address that is not BFL’s API (%s) never gets the key', async (pollingUrl) => {
    const { wire, provider } = scripted('bfl', [response(200, { ...BFL_STARTED, polling_url: pollingUrl }), response(200, { id: 'j1', status: 'Pending' })]);
    const started = await provider.start(requestTo('bfl'));
    await provider.look(started);
    expect(wire.sent[1]?.url).toBe('https://api.bfl.ai/v1/get_result?id=j1');
    const error = await failure(() => provider.look(job('bfl', pollingUrl || 'nonsense')));
    expect([error.kind, wire.sent.length]).toEqual(['bad_input', 2]);
  }); // prettier-ignore

  test('the same at Replicate', async () => {
    const body = { id: 'j1', status: 'starting', output: null, urls: { get: 'https://evil.test/v1/predictions/j1' } };
    const { wire, provider } = scripted('replicate', [response(201, body)]);
    await provider.look(await provider.start(requestTo('replicate')));
    expect(wire.sent[1]?.url).toBe('https://api.replicate.com/v1/predictions/j1');
  });

  test('a redirect is not followed', async () => {
    for (const name of ['bfl', 'replicate'] as const) {
      const { wire, provider } = scripted(name, [response(302, '', { location: 'https://evil.test/' })]);
      expect((await failure(() => provider.look(job(name)))).kind).toBe('unavailable');
      expect(wire.sent).toHaveLength(1);
    }
  });

  // withceleste/celeste-python PR 426: new words polled as failures, final words polled for ever
  test.each([
    ['Pending', 'queued'], ['Reasoning', 'running'], ['Generating', 'running'], ['Upscaling', 'running'], ['', 'running'], [null, 'running'], [3, 'running'],
    ['Error', 'failed'], ['Failed', 'failed'], ['failed', 'failed'], ['Request Moderated', 'moderated'], ['Content Moderated', 'moderated'],
  ])('BFL’s word %j means %s', async (word, status) => {
    const { provider } = scripted('bfl', [response(200, { id: 'j1', status: word, result: null })]);
    expect((await provider.look(job('bfl'))).status).toBe(status);
  }); // prettier-ignore

  test.each([
    ['starting', 'queued'], ['processing', 'running'], ['queued-in-space', 'running'], [null, 'running'],
    ['failed', 'failed'], ['canceled', 'cancelled'], ['aborted', 'cancelled'],
  ])('Replicate’s word %j means %s', async (word, status) => {
    const { provider } = scripted('replicate', [response(200, { id: 'j1', status: word, output: null })]);
    expect((await provider.look(job('replicate'))).status).toBe(status);
  }); // prettier-ignore

  test('an answer counts before its status code: a final state under HTTP 503', async () => {
    const body = { id: 'j1', status: 'Content Moderated', result: null, details: { 'Moderation Reasons': ['Violence'] } };
    expect(await scripted('bfl', [response(503, body)]).provider.look(job('bfl'))).toMatchObject({ status: 'moderated' });
    expect(await failure(() => scripted('bfl', [response(503, { detail: 'down' })]).provider.look(job('bfl')))).toMatchObject({ kind: 'unavailable', canRetry: true });
  });

  test('a job that BFL does not know (yet) is not called failed', async () => {
    for (const answer of [response(200, { id: 'j1', status: 'Task not found' }), response(404, { detail: 'Not Found' })]) {
      expect((await failure(() => scripted('bfl', [answer]).provider.look(job('bfl')))).kind).toBe('not_found');
    }
  });

  // ShmuelRonen/ComfyUI_Flux_1.1_RAW_API#11, vercel/ai PR 20060, FMXExpress/PasClaw PR 445, n8n-io/n8n#13188, deepfates/mcp-replicate#7: `starting` with null taken for the result
  test('a start that answers without a picture goes on, and its job is found again days of polling later', async () => {
    for (const name of ['bfl', 'replicate'] as const) {
      const started = await world.provider(name).start(requestTo(name));
      expect(jobHasEnded(started)).toBe(false);
      world[name].account.clock.advance(9 * 60 * SECOND_MS);
      expect(await world.provider(name).look({ provider: name, id: started.id, lookUpUrl: started.lookUpUrl })).toMatchObject({ status: 'completed' });
      expect(world[name].account.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    }
  });
});

describe('a picture that is not there', () => {
  // gelasdev/ComfyUI-FLUX-BFL-API#1 and #11, replicate/replicate-python#453, studie-tech/TheNinjaRPG#1024
  test.each(['forbidden-prompt', 'forbidden-picture'])('the filter (%s) is its own outcome, at all three', async (word) => {
    const prompt = `A lighthouse, ${word}`;
    for (const [name, wish] of [['bfl', {}], ['deepinfra', { tier: 'final' }], ['deepinfra', {}], ['replicate', {}]] as const) {
      const done = await ended(world, await world.provider(name).start(requestTo(name, { prompt, wish })));
      expect([name, done.status, done.images]).toEqual([name, 'moderated', []]);
      expect(done.error).toMatch(/filter/);
    }
    expect(world.posts()).toHaveLength(4);
  });

  test('the filter’s reasons are shown, and its settled cost of nothing counts', async () => {
    const done = await ended(world, await world.provider('bfl').start(requestTo('bfl', { prompt: 'forbidden-prompt' })));
    expect(done).toMatchObject({ error: 'The prompt or an input image was stopped by the content filter of Black Forest Labs: Violence.', costMicroUsd: 0 });
  });

  test.each(["KeyError: 'sample'", 'NSFW content detected. Try running it again.', 'The input or output was flagged as sensitive. (E005)'])('Replicate’s words for a filter: %s', async (error) => {
    const { provider } = scripted('replicate', [response(200, { id: 'j1', status: 'failed', output: null, error })]);
    expect((await provider.look(job('replicate'))).status).toBe('moderated');
  });

  test.each(['Input validation error: image could not be opened', 'CUDA out of memory', "KeyError: 'result'", ''])('other words are a plain failure: %j', async (error) => {
    const { provider } = scripted('replicate', [response(200, { id: 'j1', status: 'failed', output: null, error })]);
    expect((await provider.look(job('replicate'))).status).toBe('failed');
  });

  test('success without an image is a failure', async () => {
    for (const result of [null, {}, { sample: null }, { sample: '' }, { sample: 'soon' }]) {
      expect(await scripted('bfl', [response(200, { id: 'j1', status: 'Ready', result })]).provider.look(job('bfl'))).toMatchObject({ status: 'failed', images: [] });
    }
    for (const output of [null, '', [], [null], {}]) {
      expect(await scripted('replicate', [response(200, { id: 'j1', status: 'succeeded', output })]).provider.look(job('replicate'))).toMatchObject({ status: 'failed', images: [] });
    }
    for (const body of [{ images: [] }, { status: 'ok' }, { images: null, inference_status: { status: 'succeeded' } }, { data: [{ b64_json: null, url: null }] }]) {
      expect(await scripted('deepinfra', [response(200, body)]).provider.start(requestTo('deepinfra'))).toMatchObject({ status: 'failed', images: [] });
    }
  });

  test('after an hour, Replicate has removed it, and says so', async () => {
    const started = await world.provider('replicate').start(requestTo('replicate'));
    world.replicate.account.clock.advance(2 * 60 * 60 * SECOND_MS);
    expect(await world.provider('replicate').look(started)).toMatchObject({ status: 'failed', error: 'Replicate has removed the image: it keeps one for an hour.' });
  });
});

// replicate/replicate-javascript#328, replicate/replicate-python#377 and #382
test.each([
  ['https://replicate.delivery/a.png'], [['https://replicate.delivery/a.png']], [[['https://replicate.delivery/a.png']]],
  [{ url: 'https://replicate.delivery/a.png' }], [[{ url: 'https://replicate.delivery/a.png' }]], [{ image: 'https://replicate.delivery/a.png' }],
])('Replicate’s output %j is one picture', async (output) => {
  const { provider } = scripted('replicate', [response(200, { id: 'j1', status: 'succeeded', output })]);
  expect(await provider.look(job('replicate'))).toMatchObject({ status: 'completed', images: [{ url: 'https://replicate.delivery/a.png' }] });
}); // prettier-ignore

// transformrs/transformrs#20, huggingface/huggingface.js PR 2397
test.each([
  [{ images: ['data:image/png;base64,iVBORw0KGgo='] }, 'base64'], [{ images: ['iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='] }, 'base64'],
  [{ image_url: 'https://delivery-eu1.bfl.ai/results/a.jpeg?sig=x', status: 'ok' }, 'url'], [{ image_urls: ['https://delivery-eu1.bfl.ai/a.jpeg'] }, 'url'],
  [{ data: [{ b64_json: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' }] }, 'base64'], [{ data: [{ url: 'https://a.test/b.png' }] }, 'url'], [{ images: [{ url: 'https://a.test/b.png' }] }, 'url'],
] as const)('DeepInfra’s answer %j is one picture', async (body, where) => {
  const { provider } = scripted('deepinfra', [response(200, { ...body, request_id: 'r1' })]);
  const done = await provider.start(requestTo('deepinfra'));
  expect([done.status, done.images.length, done.images[0]?.[where] !== null]).toEqual(['completed', 1, true]);
}); // prettier-ignore

// nodetool-ai/nodetool#5196, juspay/neurolink#1189: quick retries keep a small account throttled
test('a small account at Replicate is told how long to wait, with a reserve', async () => {
  world.replicate.account.balanceUsd = 2;
  const replicate = world.provider('replicate');
  await replicate.start(requestTo('replicate'));
  const error = await failure(() => replicate.start(requestTo('replicate')));
  expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs: 11_000, canRetry: true });
  expect(error.problem).toContain('less than $5.0 in credit');
  world.replicate.account.clock.advance(error.retryAfterMs ?? 0);
  await replicate.start(requestTo('replicate'));
});

test.each([
  [{ retry_after: 10 }, {}, 11_000], [{}, { 'Retry-After': '5' }, 6_000], [{ detail: 'Your rate limit resets in ~30s.' }, {}, 31_000], [{ retry_after: 10 }, { 'Retry-After': '99' }, 11_000], [{}, {}, null],
])('how long to wait after %j %j', async (body, headers, expected) => {
  const { provider } = scripted('replicate', [response(429, body, headers)]);
  expect((await failure(() => provider.start(requestTo('replicate')))).retryAfterMs).toBe(expected);
});

describe('an account without credit', () => {
  test.each([['bfl', 'final'], ['deepinfra', 'draft'], ['replicate', 'final']] as const)('at %s', async (name, tier) => {
    world[name].account.balanceUsd = 0;
    // Below five dollars the limit comes first at Replicate; an empty account meets it with its second job.
    const error = await failure(() => world.provider(name).start(requestTo(name, { wish: { tier } })));
    expect(error).toMatchObject({ kind: 'out_of_credits', canRetry: false });
    expectReadable(error);
  });

  // monarch-initiative/dismech#11691, diegosouzapw/OmniRoute#10116, xai's "available credits are exhausted"
  test.each([
    [400, 'You have insufficient credits to make this request. Please purchase more credits'], [401, 'You exceeded your current quota, please check your plan and billing details'],
    [403, 'Your credit balance is too low'], [403, 'Your team’s credits have been exhausted'], [429, 'insufficient_quota'], [422, 'Not enough credits'],
  ])('at every provider under HTTP %i: %s', async (status, detail) => {
    for (const name of PROVIDERS) expect((await failure(() => scripted(name, [response(status, { detail })]).provider.start(requestTo(name)))).kind).toBe('out_of_credits');
  }); // prettier-ignore

  test.each([[403, 'Insufficient permissions'], [400, 'insufficient_image_quality'], [422, 'low contrast'], [429, 'Too many requests']])('and not for other words: HTTP %i, %s', async (status, detail) => {
    for (const name of PROVIDERS) expect((await failure(() => scripted(name, [response(status, { detail })]).provider.start(requestTo(name)))).kind).not.toBe('out_of_credits');
  });

  test('what a server’s own fault says of credits takes nothing back: something may have started', async () => {
    expect((await failure(() => scripted('replicate', [response(500, { detail: 'Insufficient credit' })]).provider.start(requestTo('replicate')))).kind).toBe('start_unknown');
    expect((await failure(() => scripted('replicate', [response(302, { detail: 'Insufficient credit' })]).provider.start(requestTo('replicate')))).kind).toBe('start_unknown');
  });

  test.each([400, 401, 402, 403, 429])('DeepInfra says it in words, whatever the status (%i)', async (status) => {
    const { provider } = scripted('deepinfra', [response(status, { detail: { error: 'You need positive balance to do inference' } })]);
    expect((await failure(() => provider.start(requestTo('deepinfra')))).kind).toBe('out_of_credits');
  });
});

test.each([
  [403, { detail: 'Rate limit exceeded' }, 'rate_limited', /limit is reached: Rate limit exceeded\./], [401, { error: { message: 'Denied', code: 'quota_exceeded' } }, 'rate_limited', /limit is reached: Denied\./],
  [403, { detail: 'Your subscription is inactive!' }, 'rejected', /refused the request: Your subscription is inactive!/], [401, { detail: 'Bad token' }, 'bad_key', /does not accept the API key/],
] as const)('a %i that says %j asks for another key only where the key is at fault', async (status, body, kind, words) => {
  const error = await failure(() => scripted('bfl', [response(status, body)]).provider.start(requestTo('bfl')));
  expect([error.kind, error.problem]).toEqual([kind, expect.stringMatching(words)]);
}); // prettier-ignore

test.each([['<html><title>Attention Required!</title></html>', 'unavailable'], ['', 'unavailable'], ['{"detail":"Not authenticated"}', 'bad_key'], ['{}', 'bad_key']])('a 403 tells of the key only where the provider itself has answered: %s', async (body, kind) => {
  for (const name of PROVIDERS) {
    const error = await failure(() => scripted(name, [response(403, body)]).provider.start(requestTo(name)));
    expect(error).toMatchObject({ kind, message: expect.not.stringContaining('<') });
    expectReadable(error);
  }
});

describe('what goes wrong is said without what must not be said', () => {
  test('an echo of whole pictures is cut to place and sentence', async () => {
    const detail = [{ loc: ['body', 'input_image'], msg: 'Invalid base64 image', type: 'value_error', input: 'A'.repeat(130_000) }];
    const error = await failure(() => scripted('bfl', [response(422, { detail })]).provider.start(requestTo('bfl')));
    expect([error.kind, error.problem]).toEqual(['rejected', 'Black Forest Labs refused the request: input_image: Invalid base64 image.']);
    const inText = await failure(() => scripted('bfl', [response(422, { detail: `Bad image ${'A'.repeat(130_000)}` })]).provider.start(requestTo('bfl')));
    expect(inText.message.length).toBeLessThan(500);
  });

  test('the key and signed links never come back, whoever repeats them', async () => {
    const words = 'Bad key fake-key-0123456789 for https://delivery-eu1.bfl.ai/a.png?sig=SECRETSIGNATURE';
    for (const name of PROVIDERS) {
      const refused = await failure(() => scripted(name, [response(400, { detail: words })]).provider.start(requestTo(name)));
      expect(refused.message).not.toMatch(/fake-key|SECRETSIGNATURE/);
    }
    const failed = await scripted('replicate', [response(200, { id: 'j1', status: 'failed', error: words })]).provider.look(job('replicate'));
    expect(failed.error).not.toMatch(/fake-key|SECRETSIGNATURE/);
  });

  // pollinations/pollinations#10885: JSON inside JSON, shown raw to a person
  test('an error inside an error is unpacked', async () => {
    const inner = JSON.stringify({ error: { message: 'No active flux servers available' } });
    const error = await failure(() => scripted('deepinfra', [response(400, { error: { message: inner } })]).provider.start(requestTo('deepinfra')));
    expect(error.problem).toBe('DeepInfra refused the request: No active flux servers available.');
  });

  test.each([
    [{ detail: 'Words' }], [{ detail: { error: 'Words' } }], [{ detail: [{ loc: ['body'], msg: 'Words' }] }], [{ error: { message: 'Words' } }], [{ error: 'Words' }], [{ message: 'Words' }], [{ title: 'Words' }],
  ])('the sentence is found in %j', async (body) => {
    const error = await failure(() => scripted('replicate', [response(400, body)]).provider.start(requestTo('replicate')));
    expect(error.problem).toBe('Replicate refused the request: Words.');
  });
});

// withceleste/celeste-python#372: the settled cost, zero included, over that of the start
test('the last cost that BFL names is the one', async () => {
  const look = async (body: object) => (await scripted('bfl', [response(200, { id: 'j1', status: 'Ready', result: { sample: 'https://a.test/b.png' }, ...body })]).provider.look(job('bfl'))).costMicroUsd;
  expect([await look({ cost: 4.5 }), await look({ cost: 0 }), await look({ cost: null }), await look({})]).toEqual([45_000, 0, null, null]);
});

describe('words and numbers that no provider has', () => {
  const looked = (name: 'bfl' | 'replicate', body: object) =>
    providerWith(name, { transport: recorded(() => response(200, body)).transport, apiKey: 'fake-key', baseUrl: PUBLIC_BASE_URLS[name], now: () => 0, deadlineMs: 25_000 }).look({ provider: name, id: '1', lookUpUrl: null });
  const started = (body: object) =>
    providerWith('deepinfra', { transport: recorded(() => response(200, body)).transport, apiKey: 'fake-key', baseUrl: PUBLIC_BASE_URLS.deepinfra, now: () => 0, deadlineMs: 25_000 }).start(requestTo('deepinfra'));

  test.each(['constructor', '__proto__', 'toString'])('a state called %s is an unknown one', async (status) => {
    expect((await looked('bfl', { id: '1', status })).status).toBe('running');
    expect((await looked('replicate', { id: '1', status })).status).toBe('running');
    expect((await started({ status, images: [`data:image/png;base64,${'iVBORw0KGgo'.repeat(10)}`] })).status).toBe('completed');
  });

  test('a link that leads nowhere is no picture', async () => {
    expect(await looked('bfl', { id: '1', status: 'Ready', result: { sample: 'http://[' } })).toMatchObject({ status: 'failed', images: [] });
    expect(await looked('replicate', { id: '1', status: 'succeeded', output: 'https://' })).toMatchObject({ status: 'failed', images: [] });
    expect(await started({ image_url: 'http://[', status: 'ok' })).toMatchObject({ status: 'failed', images: [] });
  });

  test('a cost beyond every number is none', async () => {
    expect((await looked('bfl', { id: '1', status: 'Pending', cost: 1e308 })).costMicroUsd).toBeNull();
    expect((await started({ images: [`data:image/png;base64,${'iVBORw0KGgo'.repeat(10)}`], inference_status: { cost: 1e308 } })).costMicroUsd).toBeNull();
  });
});
