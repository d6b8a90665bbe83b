import fc from 'fast-check';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { errorFromResponse } from '../../../core/api/error_from_response.js';
import { expectReadable, response, type Headers } from '../../helpers/core.js';

const NOW_MS = 1_711_036_740_000;
const error = (endpoint: EndpointName, status: number, body: unknown = '', headers: Headers = {}) =>
  errorFromResponse(endpoint, response(status, body, { 'X-Request-Id': 'req_fake_1', ...headers }), NOW_MS);
const NAMES = Object.keys(ENDPOINTS) as EndpointName[];
const INSUFFICIENT = {
  error: 'Insufficient credits. Required: 10, Available: 3', insufficientCredits: true, requiredCredits: 10, availableCredits: 3,
  breakdown: [{ nodeId: 'a', nodeLabel: 'Prompt', credits: 0 }, { nodeId: 'n', nodeLabel: 'Text to Image', credits: 10 }, { nodeId: 'm', credits: 2 }],
}; // prettier-ignore

describe('each refusal says what to do', () => {
  test.each<[string, EndpointName, number, unknown, string, RegExp]>([
    ['400 in words', 'trigger', 400, { error: 'At least one node must be provided' }, 'rejected', /^Wireflow refused the request: At least one node must be provided\. Correct the fields/],
    ['400 as an object', 'execute', 400, { error: { type: 'invalid_request_error', message: 'Bad seed', code: 'missing_fields' } }, 'rejected', /Bad seed\. Correct/],
    ['400 for an inactive workflow', 'trigger', 400, { error: 'Workflow is not active' }, 'rejected', /activate it/],
    ['400 with spaces around its words', 'trigger', 400, { error: '  Bad\n seed. ' }, 'rejected', /request: Bad seed\. Correct/],
    ['400 with a question inside', 'trigger', 400, { error: 'Why? It is so' }, 'rejected', /: Why\? It is so\. Correct/],
    ['400 with nothing', 'trigger', 400, '', 'rejected', /^Wireflow refused the request\. Correct/],
    ['422 with violations', 'run', 422, { error: { code: 'invalid_graph', message: 'Invalid graph.' }, violations: [{ rule: 'x', message: 'Node n1 has no input' }] }, 'rejected', /Invalid graph\. Node n1 has no input\./],
    ['400 with a validator’s issues', 'trigger', 400, { error: { name: 'ZodError', issues: [{ path: ['prompt'], message: 'Too long' }] } }, 'rejected', /^Wireflow refused the request: prompt: Too long\. Correct/],
    ['400 as a list', 'trigger', 400, { error: ['Too long', 'Too wide'] }, 'rejected', /request: Too long; Too wide\. Correct/],
    ['400 with a code alone', 'trigger', 400, { error: { code: 'missing_fields' } }, 'rejected', /request: missing_fields\. Correct/],
    ['400 with a problem document', 'trigger', 400, { type: 'about:blank', title: 'Invalid', status: 400, detail: 'Too long' }, 'rejected', /request: Invalid: Too long\. Correct/],
    ['400 behind a byte order mark', 'trigger', 400, '\ufeff{"error":"Too long"}', 'rejected', /request: Too long\. Correct/],
    ['400 as a text in JSON', 'trigger', 400, '"Too long"', 'rejected', /request: Too long\. Correct/],
    ['422 with errors beside', 'trigger', 422, { errors: [{ message: 'Too long', path: ['prompt'] }] }, 'rejected', /request: prompt: Too long\. Correct/],
    ['422 with details', 'trigger', 422, { detail: [{ loc: ['body', 'prompt'], msg: 'Too long' }] }, 'rejected', /request: prompt: Too long\. Correct/],
    ['422 with violations alone, said once', 'run', 422, { violations: [{ message: 'Node n1 has no input' }] }, 'rejected', /request: Node n1 has no input\. Correct/],
    ['500 of a start, with issues', 'trigger', 500, { error: { issues: [{ message: 'Too long' }] } }, 'start_unknown', /\(HTTP 500\): Too long\. The execution may have started\./],
    ['401', 'poll', 401, { error: 'Invalid API key' }, 'bad_key', /does not accept the API key.*Create a key under Settings > API Keys in Wireflow \(https:\/\/www\.wireflow\.ai\/docs\/\S+\), then reconnect/],
    ['401 for a month’s limit', 'poll', 401, { error: { message: 'Monthly limit reached for this plan' } }, 'rate_limited', /^Wireflow’s limit of requests is reached: Monthly limit reached for this plan\. The step is tried again/],
    ['403 for a quota', 'usage', 403, { error: 'API quota exceeded' }, 'rate_limited', /limit of requests is reached: API quota exceeded\. /],
    ['403 for a limit, of a start', 'trigger', 403, { error: 'Rate limit exceeded' }, 'rate_limited', /: Rate limit exceeded\. Nothing was started; /],
    ['403 for a limit, in a code', 'poll', 403, { error: { message: 'Forbidden', code: 'rate_limit_exceeded' } }, 'rate_limited', /^Wireflow’s limit of requests is reached\. The/],
    ['403 without credits, in a code', 'run', 403, { error: { message: 'Forbidden', code: 'insufficient_credits' } }, 'out_of_credits', /^The Wireflow account has too few credits\. Nothing/],
    ['403 for a plan', 'poll', 403, { message: 'Upgrade your plan to use the API' }, 'rejected', /^Wireflow refused the request: Upgrade your plan to use the API\. The key can stay: look at the account’s plan/],
    ['401 for a trial that is over', 'poll', 401, { error: 'Trial expired' }, 'rejected', /^Wireflow refused the request: Trial expired\. The key can stay/],
    ['401 for a key, with advice about the account', 'poll', 401, { error: 'Invalid API key. Make sure your account is active and not suspended.' }, 'bad_key', /does not accept the API key/],
    ['403 for an account that is not active', 'poll', 403, { error: 'Your account is not active' }, 'rejected', /is not active\. The key can stay/],
    ['403 for a version', 'poll', 403, { error: 'Upgrade to a newer API version' }, 'forbidden', /newer API version/],
    ['403 for an unpaid bill, of a start', 'trigger', 403, { error: 'Account suspended: unpaid invoice' }, 'rejected', /unpaid invoice\. Nothing was started\. Look at the account’s plan/],
    ['403 for an unpaid bill, of a start with a key', 'run', 403, { error: 'Account suspended: unpaid invoice' }, 'rejected', /unpaid invoice\. Nothing was started\. The key can stay: look/],
    ['403 that names a quota beside a scope', 'poll', 403, { error: 'Missing scope; quota unaffected' }, 'forbidden', /missing a permission/],
    ['401, expired', 'poll', 401, { error: { message: 'API key has expired' } }, 'bad_key', /has expired.*reconnect/],
    ['402', 'trigger', 402, INSUFFICIENT, 'out_of_credits', /needs 10, and 3 are available; the most expensive part is “Text to Image” with 10\. Nothing was started\. Add credits in Wireflow \(https:\/\/www\.wireflow\.ai\/docs\/\S+\), then run/],
    ['402, numbers inside', 'run', 402, { error: { type: 'insufficient_credits_error', message: 'x', requiredCredits: 10, availableCredits: 3 } }, 'out_of_credits', /needs 10, and 3 are available\./],
    ['402, numbers under data, by other names', 'run', 402, { data: { required: 10, available: 3, breakdown: [{ label: 'Flux', credits: 9 }] } }, 'out_of_credits', /needs 10, and 3 are available; the most expensive part is “Flux” with 9\./],
    ['402, a part that has only an id', 'run', 402, { breakdown: [{ nodeId: 'node-7', credits: 9 }] }, 'out_of_credits', /too few credits; the most expensive part is “node-7” with 9\./],
    ['402 with half of the numbers', 'run', 402, { error: 'No.', requiredCredits: 10 }, 'out_of_credits', /too few credits \(Wireflow says: No\)\. Nothing/],
    ['402 with the other half', 'run', 402, { error: 'No.', availableCredits: 3 }, 'out_of_credits', /too few credits \(Wireflow says: No\)\. Nothing/],
    ['402 in words', 'run', 402, { error: 'A paid plan is needed after the first image.' }, 'out_of_credits', /too few credits \(Wireflow says: A paid plan is needed after the first image\)\./],
    ['402 with nothing', 'run', 402, {}, 'out_of_credits', /too few credits\. Nothing/],
    ['400 that says it of the credits', 'trigger', 400, { error: 'You have insufficient credits to make this request' }, 'out_of_credits', /too few credits \(Wireflow says: You have insufficient credits/],
    ['401 that says it of the quota', 'run', 401, { error: { code: 'insufficient_quota' } }, 'out_of_credits', /too few credits \(Wireflow says: insufficient_quota\)/],
    ['403 that says it of the balance', 'execute', 403, { error: { message: 'Your credit balance is too low' } }, 'out_of_credits', /Nothing was started/],
    ['403 that says it of a permission', 'run', 403, { error: 'Insufficient permissions' }, 'forbidden', /missing a permission/],
    ['500 that says it of the credits', 'trigger', 500, { error: 'Insufficient credits' }, 'start_unknown', /may have started/],
    ['403, poll', 'poll', 403, { error: 'Forbidden' }, 'forbidden', /scope executions:read or workflows:read\), or the execution belongs to another account\. Create a key with that scope/],
    ['403, run', 'run', 403, { error: 'Forbidden: Cannot resume execution you do not own' }, 'forbidden', /workflows:execute.*\(Wireflow says: Forbidden: Cannot resume execution you do not own\)\. Create/],
    ['403 that says no more than that', 'poll', 403, { error: ' Forbidden. ' }, 'forbidden', /another account\. Create/],
    ['403 that says more', 'poll', 403, { error: 'On this plan it is forbidden' }, 'forbidden', /\(Wireflow says: On this plan it is forbidden\)\. Create/],
    ['403, usage', 'usage', 403, '', 'forbidden', /usage:read/],
    ['403 of a webhook', 'trigger', 403, '', 'forbidden', /webhook is enabled/],
    ['404, workflow', 'run', 404, { error: 'Workflow not found' }, 'not_found', /no such workflow/],
    ['404, webhook', 'trigger', 404, {}, 'not_found', /no such webhook, or it is switched off/],
    ['404, execution', 'poll', 404, {}, 'not_found', /no such execution/],
    ['404, account', 'listWorkflows', 404, {}, 'not_found', /did not recognise this request/],
    ['405', 'poll', 405, '', 'not_found', /no such execution/],
    ['410', 'trigger', 410, '', 'not_found', /no such webhook/],
    ['409', 'execute', 409, { error: { type: 'conflict_error', code: 'stale_write' } }, 'conflict', /already working on this: stale_write\. Wait a moment/],
    ['413', 'trigger', 413, 'FUNCTION_PAYLOAD_TOO_LARGE', 'too_large', /more than Wireflow takes.*Shorten/],
    ['418', 'listWorkflows', 418, { message: 'teapot!' }, 'rejected', /HTTP 418\): teapot! Check/],
    ['301', 'listWorkflows', 301, '', 'unavailable', /another address \(HTTP 301\)/],
    ['500', 'listWorkflows', 500, { error: 'boom' }, 'unavailable', /problem of its own \(HTTP 500\): boom\. Nothing is lost: the step is tried again/],
    ['502 in HTML', 'poll', 502, '<html><h1>Bad gateway</h1></html>', 'unavailable', /\(HTTP 502\)\. Nothing is lost/],
    ['304, asked by nobody', 'poll', 304, '', 'unavailable', /\(HTTP 304\)\. Nothing is lost/],
    ['408', 'listWorkflows', 408, '', 'unavailable', /run again/],
  ])('%s', (_name, endpoint, status, body, kind, words) => {
    const refusal = error(endpoint, status, body);
    expect(refusal).toMatchObject({ kind, status, requestId: 'req_fake_1' });
    expect(refusal.message).toMatch(words);
    expect(refusal.message).toMatch(/ \(Request ID: req_fake_1\)$/);
    expectReadable(refusal);
  }); // prettier-ignore

  test('a webhook needs no key, so its 401 asks for none', () => {
    expect(error('trigger', 401, { error: 'Unauthorized' })).toMatchObject({ kind: 'forbidden' });
    expect(error('trigger', 401).message).not.toMatch(/key/i);
  });

  test('a node without a price is not called the most expensive', () => {
    expect(error('run', 402, { ...INSUFFICIENT, breakdown: [{ nodeLabel: 'Flux' }] }).message).not.toMatch(/most expensive/);
  });

  test('only what may succeed by itself may be tried again', () => {
    const retried = [301, 304, 400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 503].filter((status) => error('listWorkflows', status).canRetry);
    expect(retried).toEqual([304, 429, 500, 503]);
  });

  test('the request id of the body will do', () => {
    expect(errorFromResponse('poll', response(500, { error: 'x', requestId: 'req_body' }), NOW_MS).requestId).toBe('req_body');
    expect(errorFromResponse('poll', response(500, { request_id: 'req_body' }), NOW_MS).requestId).toBe('req_body');
    expect(errorFromResponse('poll', response(500, ''), NOW_MS).message).not.toMatch(/Request ID/);
  });
});

describe('a limit says when it ends', () => {
  test.each<[string, Headers, unknown, number | null, RegExp]>([
    ['Retry-After', { 'Retry-After': '45' }, {}, 45_000, /It can go on in 45 seconds\./],
    ['one second', { 'Retry-After': '1' }, {}, 1000, /in a second\./],
    ['at once', { 'Retry-After': '0' }, {}, 0, /in a second\./],
    ['X-RateLimit-Reset', { 'X-RateLimit-Reset': String(NOW_MS / 1000 + 30) }, {}, 30_000, /in 30 seconds/],
    ['the body\'s point in time', {}, { error: 'Too many workflow executions. Please try again later.', retryAfter: 1_711_036_800 }, 60_000, /try again later\. It can go on in 60 seconds/],
    ['nearly two minutes', { 'Retry-After': '119' }, {}, 119_000, /in 119 seconds/],
    ['two minutes', { 'Retry-After': '120' }, {}, 120_000, /in 2 minutes/],
    ['nearly two hours', { 'Retry-After': '7140' }, {}, 7_140_000, /in 119 minutes/],
    ['two hours', { 'Retry-After': '7200' }, {}, 7_200_000, /in 2 hours/],
    ['minutes', { 'Retry-After': '600' }, {}, 600_000, /in 10 minutes/],
    ['hours', { 'Retry-After': '20000' }, {}, 20_000_000, /in 6 hours/],
    ['nobody knows', {}, 'nothing', null, /reached\. The step is tried again by itself/],
  ])('%s', (_name, headers, body, retryAfterMs, words) => {
    const refusal = error('poll', 429, body, headers);
    expect(refusal).toMatchObject({ kind: 'rate_limited', canRetry: true, retryAfterMs });
    expect(refusal.message).toMatch(words);
    expectReadable(refusal);
  });
});

describe('whether a run was started', () => {
  const STARTS = NAMES.filter((name) => ENDPOINTS[name].starts);
  test('trigger, execute and run are the starts', () => expect(STARTS).toEqual(['trigger', 'execute', 'run']));

  test.each(STARTS)('%s: after a failure of the server nobody knows, so it is never repeated by itself', (name) => {
    for (const status of [301, 302, 303, 307, 308, 408, 460, 499, 500, 502, 503, 504, 505, 507, 511, 520, 524, 530, 598, 599]) {
      const refusal = error(name, status, '<html>');
      expect(refusal).toMatchObject({ kind: 'start_unknown', canRetry: false });
      expect(refusal.message).toMatch(/may have started.*pay twice/s);
      expectReadable(refusal);
    }
  });
  test.each(STARTS)('%s: what may have been started is not to be sent again, whatever the reply advises (report AgnesAI-Models#92)', (name) => {
    const advice = (words: string) => error(name, 504, { error: { type: 'origin_gateway_timeout', retryable: true, retry_after: 120, message: words } }, { 'Retry-After': '2' });
    for (const words of ['Please try again.', 'Please retry in 2 minutes', 'Temporarily overloaded; resubmit your request!']) expect(advice(words).problem).toBe('Wireflow has a problem of its own (HTTP 504). The execution may have started.');
    expect(advice('The queue is full. Please try again later. See the status page.').problem).toBe('Wireflow has a problem of its own (HTTP 504): The queue is full. See the status page. The execution may have started.');
    expect(advice('It goes against the rules').problem).toContain(': It goes against the rules.');
    expect(advice('Please try again.').canRetry).toBe(false);
  });
  test.each(STARTS)('%s: a 503 that says when to come back has started nothing', (name) => {
    expect(error(name, 503, {}, { 'Retry-After': '5' })).toMatchObject({ kind: 'unavailable', canRetry: true, retryAfterMs: 5000 });
    expect(error(name, 503, '<html>', { 'Retry-After': '5' })).toMatchObject({ kind: 'start_unknown' });
    expect(error(name, 500, '', { 'Retry-After': '5' })).toMatchObject({ kind: 'start_unknown' });
    expect(error(name, 503, '', { 'X-RateLimit-Reset': '1711036800' })).toMatchObject({ kind: 'start_unknown' });
  });
  test.each(STARTS)('%s: a refusal says that nothing was started', (name) => {
    for (const status of [402, 429]) expect(error(name, status).message).toMatch(/Nothing was started/);
  });
});

describe('a refusal that is not Wireflow’s own word', () => {
  const PAGE = '<!DOCTYPE html><html><title>Just a moment...</title></html>';
  const OTHERS: readonly (readonly [string, unknown, Headers])[] = [
    ['a firewall’s page', PAGE, { 'cf-mitigated': 'challenge' }],
    ['a page without a name', PAGE, {}],
    ['the hosting, in JSON', { error: { code: '403', message: 'Forbidden' } }, { 'x-vercel-error': 'FORBIDDEN' }],
    ['the hosting, by its code alone', { error: { code: 'DEPLOYMENT_NOT_FOUND', message: 'x' } }, {}],
    ['the hosting, in plain text', 'The deployment could not be found.\n\nDEPLOYMENT_NOT_FOUND', {}],
    ['a gateway', { message: 'Forbidden' }, { 'x-amzn-errortype': 'ForbiddenException' }],
    ['a list of numbered errors', { success: false, errors: [{ code: 10000, message: 'Authentication error' }] }, {}],
    ['a store, in XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', {}],
    ['a proxy', 'Access denied', { 'proxy-authenticate': 'Basic' }],
    ['a cache', PAGE, { 'x-cache': 'Error from cloudfront' }],
  ];
  test.each(OTHERS)('%s says nothing about a key, a scope, a webhook or credits', (_who, body, headers) => {
    for (const status of [401, 402, 403, 404, 405, 407, 410, 451]) {
      for (const name of NAMES.filter((each) => each !== 'mediaUploadPut')) {
        const refusal = error(name, status, body, headers);
        expect(refusal).toMatchObject({ kind: 'unavailable', canRetry: true, status });
        expect(refusal.message).not.toMatch(/API key|scope|webhook|credits|no such/i);
        expectReadable(refusal);
      }
    }
  });

  test('neither does an empty reply without the request id that Wireflow sends with everything', () => {
    const refusal = (headers: Headers) => errorFromResponse('poll', response(401, '', headers), NOW_MS).kind;
    expect([refusal({}), refusal({ 'X-Request-Id': 'req_1' })]).toEqual(['unavailable', 'bad_key']);
  });

  test.each([400, 403, 404, 409, 500, 503])('the store for large files is not Wireflow: its %s is no word about the key', (status) => {
    const refusal = error('mediaUploadPut', status, { error: 'Forbidden' });
    expect(refusal).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(refusal.message).toMatch(/store for large files.*Nothing was started/);
    expectReadable(refusal);
  });
});

test.each([409, 422, 400])('a %s that speaks of the idempotency key tells that there was a start before', (status) => {
  expect(error('run', status, { error: { code: 'x', message: 'Idempotency key was used with another body' } })).toMatchObject({ kind: 'start_unknown', canRetry: false });
  expect(error('poll', status, { error: 'Idempotency key' }).kind).not.toBe('start_unknown');
});

describe('every status on every endpoint is a sentence', () => {
  test.each(NAMES)('%s', (name) => {
    for (const status of [100, 204, 301, 304, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 599]) {
      for (const body of ['', '<html>\n<body>x</body></html>', '{"error": "cut', { error: null }, { error: {} }, { error: 'No\n such   thing' }, { error: { message: 'Why?' } }, [], null, { error: { message: { a: 1 } } }]) {
        expectReadable(error(name, status, body));
      }
    }
  });

  test('somebody else\'s text is kept short, and an emoji is not cut in two', () => {
    const long = error('run', 400, { error: '🌊'.repeat(5000) });
    expect([...long.message].length).toBeLessThan(500);
    expect(long.message).not.toMatch(/\p{Cs}/u);
    expect(long.message).toMatch(/🌊… Correct/u);
    expect(error('run', 402, { ...INSUFFICIENT, breakdown: [{ nodeLabel: 'x'.repeat(9000), credits: 5 }] }).message.length).toBeLessThan(500);
  });

  test('whatever the body holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.integer({ min: 300, max: 599 }), fc.jsonValue(), fc.constantFrom('error', 'message', 'breakdown', 'violations', 'retryAfter', '__proto__'), (name, status, value, key) => {
        const { message, kind } = error(name, status, JSON.stringify({ [key]: value }));
        expect(kind).toMatch(/^[a-z_]+$/);
        expect(message.replace(JSON.stringify(value), '')).not.toMatch(/\[object/);
        expect(message.length).toBeLessThan(2000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('somebody else’s words end as a sentence ends, once', () => {
  test.each([
    ['Bad', 'Bad.'], ['Bad.', 'Bad.'], ['Bad..', 'Bad.'], ['Bad .', 'Bad.'], ['Bad,', 'Bad.'], ['Bad: ', 'Bad.'], ['Bad -', 'Bad.'], ['Bad!', 'Bad!'], ['Bad…', 'Bad…'], ['ダメ。', 'ダメ。'], ['不好！', '不好！'], ['لماذا؟', 'لماذا؟'], ['He said "no."', 'He said "no."'], ['Bad (see docs.)', 'Bad (see docs.)'], ['[Flux] Bad', '[Flux] Bad.'],
  ])('“%s”', (said, shown) => expect(error('poll', 400, { error: { message: said } }).problem).toBe(`Wireflow refused the request: ${shown}`)); // prettier-ignore
  test.each(['.', '…', ' - ', '[object Object]'])('“%s” says nothing', (said) => expect(error('poll', 400, { error: { message: said } }).problem).toBe('Wireflow refused the request.'));
});
