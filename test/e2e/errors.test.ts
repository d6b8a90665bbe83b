import type { FaultRule } from '../../emulators/wireflow/index.js';
import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

const GENERATE = 'creates.generate_image.operation.perform';
const FIND = 'searches.find_execution.operation.perform';
const COMPLETED = 'triggers.execution_completed.operation.perform';
const WEBHOOK = 'whk_local_text_to_image';

let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.close());

const generate = () => world.zap.run<ExecutionOutput>(GENERATE, { webhook: WEBHOOK, prompt: 'A boat' });
const IN_FIVE_MINUTES_S = () => Math.floor(Date.now() / 1000) + 300;

describe('Generate Image', () => {
  test.each<[string, Omit<FaultRule, 'on'>, string, RegExp]>([
    ['400', { status: 400, body: { error: 'Workflow is not active' } }, 'HaltedError', /Workflow is not active.*activate it/],
    ['402', { status: 402, body: { error: 'Insufficient credits. Required: 10, Available: 3', requiredCredits: 10, availableCredits: 3, breakdown: [{ nodeLabel: 'Text to Image', credits: 10 }] } }, 'HaltedError', /needs 10, and 3 are available.*“Text to Image” with 10.*Nothing was started.*credits-and-billing/],
    ['403', { status: 403, body: { error: 'Forbidden' } }, 'AppError', /does not let this webhook be used/],
    ['404', { status: 404, body: { error: 'Workflow not found' } }, 'AppError', /no such webhook.*Settings > Webhook/],
    ['409', { status: 409, body: { error: { type: 'conflict_error', message: 'Busy' } } }, 'AppError', /Busy/],
    ['413', { status: 413, body: 'FUNCTION_PAYLOAD_TOO_LARGE' }, 'HaltedError', /more than Wireflow takes/],
    ['422', { status: 422, body: { error: { message: 'Invalid graph' }, violations: [{ message: 'Node gen-1 has no model' }] } }, 'HaltedError', /Invalid graph.*Node gen-1 has no model/],
    ['500', { status: 500, body: { error: 'Oops' } }, 'HaltedError', /may have started.*pay twice/],
    ['503 without a time', { status: 503, body: '<html>busy</html>' }, 'HaltedError', /may have started/],
    ['a lost reply', { drop: 'after' }, 'HaltedError', /may have started/],
    ['HTML in place of JSON', { html: true, status: 200 }, 'HaltedError', /may have started/],
    ['an empty reply', { empty: true, status: 202 }, 'HaltedError', /may have started/],
  ])('%s', async (_what, fault, name, sentence) => {
    world.emulator.fault({ on: 'trigger', ...fault });
    const error = await errorOf(generate());
    expect(error.message).toMatch(sentence);
    expect(error.name).toBe(name);
    expect(error.message).not.toContain(WEBHOOK);
    expect(error.message).not.toMatch(/undefined|\[object|NaN| at .*:\d+/);
    expect(world.emulator.requests.filter(({ endpoint }) => endpoint === 'trigger')).toHaveLength(1);
  });

  test.each<[string, () => Omit<FaultRule, 'on'>, number]>([
    ['Retry-After in seconds', () => ({ status: 429, headers: { 'retry-after': '7' }, body: { error: 'Too many' } }), 7],
    ['Retry-After as a date', () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 300_000).toUTCString() }, body: { error: 'Too many' } }), 300],
    ['only X-RateLimit-Reset', () => ({ status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(IN_FIVE_MINUTES_S()) }, body: { error: 'Too many' } }), 300],
    ['only the body', () => ({ status: 429, headers: { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '0' }, body: { error: 'Too many', retryAfter: IN_FIVE_MINUTES_S() } }), 300],
    ['503 with Retry-After', () => ({ status: 503, headers: { 'retry-after': '30' }, body: { error: 'Busy' } }), 30],
  ])('waits as long as the service says by %s', async (_what, fault, seconds) => {
    world.emulator.fault({ on: 'trigger', ...fault() });
    const error = await errorOf(generate());
    expect(error.name).toBe('ThrottledError');
    expect(error.delay).toBeGreaterThan(seconds - 5);
    expect(error.delay).toBeLessThanOrEqual(seconds);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('waits and tries again when nothing listens, since nothing can have started', async () => {
    process.env['WIREFLOW_BASE_URL'] = 'http://127.0.0.1:1/api/v1';
    const error = await errorOf(generate());
    expect(error).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/connection to Wireflow failed.*Nothing was started/) });
  });

  test('a redirect is not followed', async () => {
    world.emulator.fault({ on: 'trigger', status: 301, headers: { location: 'https://elsewhere.example/' } });
    expect((await errorOf(generate())).message).toMatch(/another address/);
  });
});

describe('Find Execution', () => {
  const find = () => world.zap.run(FIND, { execution_id: 'exec_fake' });
  test.each<[string, Omit<FaultRule, 'on'>, string, RegExp]>([
    ['401', { status: 401, body: { error: 'Invalid API key' } }, 'ExpiredAuthError', /Create a key/],
    ['403', { status: 403, body: { error: { type: 'authentication_error', message: 'Missing scope' } } }, 'AppError', /executions:read or workflows:read/],
    ['500', { status: 500, body: 'x' }, 'ThrottledError', /HTTP 500/],
    ['a dropped connection', { drop: 'before' }, 'ThrottledError', /connection to Wireflow failed/],
    ['HTML', { html: true, status: 200 }, 'AppError', /not JSON: “<.*”/],
  ])('%s', async (_what, fault, name, sentence) => {
    world.emulator.fault({ on: 'poll', ...fault });
    const error = await errorOf(find());
    expect(error.message).toMatch(sentence);
    expect(error.name).toBe(name);
    expect(error.message).not.toContain(world.emulator.keys.full);
  });

  test('quotes the request ID that support asks for', async () => {
    world.emulator.fault({ on: 'poll', status: 500, headers: { 'x-request-id': 'req_fake_77' }, body: { error: 'x' } });
    expect((await errorOf(find())).message).toContain('Request ID: req_fake_77');
  });

  test('names the scope that a key lacks', async () => {
    const error = await errorOf(world.withKey(world.emulator.keys.noExecutions).run(COMPLETED));
    expect(error.message).toMatch(/scope executions:read/);
  });

  test('says where to get a key when there is none', async () => {
    const error = await errorOf(world.keyless.run(FIND, { execution_id: 'exec_fake' }));
    expect(error).toMatchObject({ name: 'ExpiredAuthError', message: expect.stringMatching(/needs a Wireflow API key.*Settings > API Keys/) });
  });
});
