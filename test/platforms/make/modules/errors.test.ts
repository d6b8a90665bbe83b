import { errorFromResponse } from '../../../../core/api/error_from_response.js';
import { base } from '../../../../platforms/make/base.js';
import { ENDPOINTS, type EndpointName } from '../../../../core/api/endpoints.js';
import { makeErrorType } from '../../../../platforms/make/errors/types.js';
import { errorTable } from '../../../../platforms/make/errors/table.js';
import { inMakeWords } from '../../../../platforms/make/words.js';
import { evaluate } from '../../../../emulators/make/iml/evaluate.js';
import { render } from '../../../../emulators/make/iml/render.js';
import { readTemplate } from '../../../../emulators/make/iml/template.js';
import { errorNotes } from '../../../../platforms/make/errors/notes.js';
import { QUOTING_A_START } from '../../../../platforms/make/errors/said.js';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request notes before its reply; its key is a pattern that finds nothing here. */
const NOTED_BEFORE = { ...QUOTING_A_START, key: '/(?!)/' };

/** What a person reads on Make for this reply. */
function onMake(endpoint: EndpointName, { status, body, headers = {} }: Reply) {
  // What starts nothing has the base's table, and notes what is its own.
  const table = ENDPOINTS[endpoint].starts ? errorTable(endpoint) : (base.response.error as ReturnType<typeof errorTable>);
  const { type, message } = table[`${status}`] ?? table;
  const reply = { body, headers, statusCode: status, temp: NOTED_BEFORE };
  const scope = { ...reply, temp: { ...NOTED_BEFORE, ...(render(errorNotes(endpoint), reply) as object) } };
  return { type: render(type, scope), message: readTemplate(message).map((part) => (typeof part === 'string' ? part : String(evaluate(part, scope)))).join('') };
}

const inCore = (endpoint: EndpointName, { status, body = '', headers = {} }: Reply) =>
  errorFromResponse(endpoint, { status, header: (name) => headers[name.toLowerCase()] ?? null, text: typeof body === 'string' ? body : JSON.stringify(body) }, 0);

/** Those with words of their own, and those that nobody expects. */
const STATUSES = [400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 418, 422, 425, 451, 460, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520, 522, 524, 529, 530, 561, 598, 599];

const ENDPOINT_NAMES = ['trigger', 'run', 'poll', 'listWorkflows', 'estimate', 'describeInputs', 'mediaUpload', 'usage'] as const satisfies readonly EndpointName[];

const REPLIES: readonly (readonly [what: string, reply: Omit<Reply, 'status'>])[] = [
  ['nothing', {}],
  ['nothing but advice to send it again', { body: { error: { message: 'Please try again.' } } }],
  ['advice beside a reason', { body: { error: { message: 'The queue is full. Please try again later.' } } }],
  ['no advice, for all its letters', { body: { error: { message: 'It goes against the rules.' } } }],
  ['an HTML page', { body: '<html>502</html>' }],
  ['a text', { body: { error: 'Workflow not found' } }],
  ['the newer envelope', { body: { error: { type: 'invalid_request_error', message: 'A field is missing.', code: 'missing' } } }],
  ['a request id', { headers: { 'x-request-id': 'req_1' } }],
];

describe.each(ENDPOINT_NAMES)('errors of %s', (endpoint) => {
  test.each(REPLIES)('say what the core says, when the reply holds %s', (_what, reply) => {
    for (const status of STATUSES) {
      const [make, core] = [onMake(endpoint, { status, ...reply }), inCore(endpoint, { status, ...reply })];
      expect(make.message).toBe(`[${status}] ${inMakeWords(core.message)}`);
      expect(make.type).toBe(makeErrorType(core.kind));
    }
  });

  test('keep what the core says of a limit, with Make’s own next step and the wait in seconds', () => {
    const reply = { status: 429, headers: { 'retry-after': '41' }, body: { error: 'Too many requests' } };
    const make = onMake(endpoint, reply);
    expect(make).toMatchObject({ type: 'RateLimitError', message: expect.stringContaining(inCore(endpoint, reply).problem) });
    expect(make.message).toContain('in 41 seconds');
    expect(make.message.includes('Nothing was started.')).toBe(ENDPOINTS[endpoint].starts);
  });

  test('name both numbers when credits are missing', () => {
    const reply = { status: 402, body: { error: 'Insufficient credits. Required: 10, Available: 3', requiredCredits: 10, availableCredits: 3 } };
    expect(onMake(endpoint, reply)).toMatchObject({ type: 'OutOfSpaceError', message: expect.stringContaining('this execution needs 10, and 3 are available') });
  });

  test('are read for a status that nobody expects', () => {
    expect(onMake(endpoint, { status: 418 }).message).toContain('418');
  });
});

test('an expired key is told from a wrong one, and an inactive workflow from a bad field', () => {
  expect(onMake('run', { status: 401, body: { error: 'API key has expired' } }).message).toContain('The Wireflow API key has expired.');
  expect(onMake('run', { status: 401, body: { error: 'Invalid API key' } }).message).toContain('does not accept the API key');
  expect(onMake('run', { status: 400, body: { error: 'Workflow is not active' } }).message).toContain('activate it');
});

test.each(['Rate limit exceeded', 'API quota exceeded', 'Monthly limit reached for this plan', 'You exceeded the daily request limit', 'Too many requests', 'The daily limit has been exceeded', 'Request was throttled', 'Quota exhausted'])('“%s” under a 401 or 403 is a limit: no scenario ends for it, and no other key is asked for', (error) => {
  for (const endpoint of ['run', 'poll', 'listWorkflows', 'trigger'] as const) {
    for (const status of [401, 403]) {
      expect(inCore(endpoint, { status, body: { error } }).kind).toBe('rate_limited');
      const { type, message } = onMake(endpoint, { status, body: { error } });
      expect(type).toBe('RateLimitError');
      expect(message).toMatch(status === 401 ? /^\[401\] Wireflow’s limit of requests is reached\. .*Make runs the scenario again later\./ : / But Wireflow speaks of a limit: then .*Make runs the scenario again later\./);
      // A webhook is used without one.
      expect(/the key can stay/i.test(message)).toBe(ENDPOINTS[endpoint].auth === 'key');
    }
  }
  for (const body of [{ error: 'Invalid API key: limited' }, { error: 'Invalid API key', rateLimit: { limit: 60, rate_limit_remaining: 59 } }]) {
    expect([inCore('run', { status: 401, body }).kind, onMake('run', { status: 401, body }).type]).toEqual(['bad_key', 'InvalidAccessTokenError']);
  }
});

test('an Only Once ID that the service knows tells of a start before, on starts alone', () => {
  for (const status of [400, 409, 422]) {
    const reply = { status, body: { error: 'Idempotency key was used with another request' } };
    expect(onMake('run', reply).message).toContain('The execution may have started. Look at the workflow’s executions');
    expect(onMake('run', reply).message).not.toMatch(/Correct the fields|Wait a moment/);
    expect(onMake('estimate', reply).message).not.toContain('may have started');
  }
});

test('a look before a start says at every status that nothing was started', () => {
  for (const status of STATUSES) {
    const reply = { headers: {}, body: { error: 'no' }, statusCode: status, temp: NOTED_BEFORE };
    const scope = { ...reply, temp: { ...NOTED_BEFORE, ...(render(errorNotes('describeInputs', { isBeforeStart: true }), reply) as object) } };
    const table = base.response.error as ReturnType<typeof errorTable>;
    const message = String(render((table[`${status}`] ?? table).message, scope));
    expect(message.split('Nothing was started.')).toHaveLength(2);
  }
});
