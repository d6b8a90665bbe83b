import { errorFromResponse } from '../../../../core/api/error_from_response.js';
import { ENDPOINTS, type EndpointName } from '../../../../core/api/endpoints.js';
import { makeErrorType } from '../../../../platforms/make/errors/types.js';
import { ERROR_STATUSES, errorTable } from '../../../../platforms/make/errors/table.js';
import { inMakeWords } from '../../../../platforms/make/words.js';
import { evaluate } from '../../../../emulators/make/iml/evaluate.js';
import { render } from '../../../../emulators/make/iml/render.js';
import { readTemplate } from '../../../../emulators/make/iml/template.js';
import { ERROR_NOTES } from '../../../../platforms/make/errors/notes.js';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a person reads on Make for this reply. */
function onMake(endpoint: EndpointName, { status, body, headers = {} }: Reply) {
  const table = errorTable(endpoint);
  const { type, message } = table[`${status}`] ?? table;
  const reply = { body, headers, statusCode: status, temp: {} };
  const scope = { ...reply, temp: render(ERROR_NOTES, reply) };
  return { type: render(type, scope), message: readTemplate(message).map((part) => (typeof part === 'string' ? part : String(evaluate(part, scope)))).join('') };
}

const inCore = (endpoint: EndpointName, { status, body = '', headers = {} }: Reply) =>
  errorFromResponse(endpoint, { status, header: (name) => headers[name.toLowerCase()] ?? null, text: typeof body === 'string' ? body : JSON.stringify(body) }, 0);

const ENDPOINT_NAMES = ['trigger', 'run', 'poll', 'listWorkflows', 'estimate'] as const satisfies readonly EndpointName[];

const REPLIES: readonly (readonly [what: string, reply: Omit<Reply, 'status'>])[] = [
  ['nothing', {}],
  ['an HTML page', { body: '<html>502</html>' }],
  ['a text', { body: { error: 'Workflow not found' } }],
  ['the newer envelope', { body: { error: { type: 'invalid_request_error', message: 'A field is missing.', code: 'missing' } } }],
  ['a request id', { headers: { 'x-request-id': 'req_1' } }],
];

describe.each(ENDPOINT_NAMES)('errors of %s', (endpoint) => {
  test.each(REPLIES)('say what the core says, when the reply holds %s', (_what, reply) => {
    for (const status of ERROR_STATUSES.filter((one) => one !== 429)) {
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
