import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor } from './client.js';

const world = emulatorFor(() => startEmulator({ clock: 'manual', limits: { requestsPerMinute: Infinity, executionsPerMinute: Infinity } }));
const workflow = () => world.emulator.workflow('text-to-image');

describe('who may do what', () => {
  test.each([
    ['no key', {}, 'Missing Authorization header'],
    ['a word that is no key', { authorization: 'Bearer local-emulator-malformed' }, 'Invalid API key format. Expected: Bearer sk-...'],
    ['a key without Bearer', { authorization: 'sk-local-emulator-full' }, 'Invalid API key format. Expected: Bearer sk-...'],
    ['a key nobody has', { authorization: 'Bearer sk-local-emulator-unknown' }, 'Invalid API key'],
    ['a key that has expired', { authorization: 'Bearer sk-local-emulator-expired' }, 'API key has expired'],
  ])('%s gets 401 in the documentation’s words', async (_, headers, error) => {
    const answer = await ask(world.emulator, '/workflows', { key: null, headers: headers as Record<string, string> });
    expect(answer).toMatchObject({ status: 401, body: { error } });
  });

  test.each([
    ['noExecute', 'POST', '/execute'],
    ['noExecute', 'POST', '/run'],
    ['noExecutions', 'GET', '/executions'],
    ['readOnly', 'POST', '/run'],
  ] as const)('the key %s is refused %s …%s, and is not told which scope is missing', async (key, method, path) => {
    const answer = await ask(world.emulator, `/workflows/${workflow().id}${path}`, { method, key: world.emulator.keys[key] });
    expect(answer).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('the balance and uploads need scopes of their own', async () => {
    const { keys } = world.emulator;
    expect((await ask(world.emulator, '/developer/usage', { key: keys.noUsage })).status).toBe(403);
    expect((await ask(world.emulator, '/media/upload', { key: keys.readOnly, body: {} })).status).toBe(403);
    expect((await ask(world.emulator, '/developer/usage')).status).toBe(200);
  });

  test('a key that only reads can read', async () => {
    const key = world.emulator.keys.readOnly;
    for (const path of ['/workflows', '/workflows/executions', `/workflows/${workflow().id}/run`]) {
      expect((await ask(world.emulator, path, { key })).status).toBe(200);
    }
  });
});

describe('the webhook', () => {
  test('tells what it belongs to, and starts nothing by that', async () => {
    const answer = await ask(world.emulator, `/workflow/${workflow().webhookId}/trigger`, { key: null });
    const message = 'Webhook is configured. Use POST to trigger execution.';
    expect(answer).toMatchObject({ status: 200, body: { workflowId: workflow().id, name: workflow().name, isActive: true, message } });
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('may be called from any web page; the rest of the API may not', async () => {
    const path = `/workflow/${workflow().webhookId}/trigger`;
    const preflight = await ask(world.emulator, path, { method: 'OPTIONS', key: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect((await ask(world.emulator, path, { body: {}, key: null })).headers.get('access-control-allow-origin')).toBe('*');
    expect((await ask(world.emulator, '/workflows')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is not found under the plural path', async () => {
    const answer = await ask(world.emulator, `/workflows/${workflow().webhookId}/trigger`, { body: {}, key: null });
    expect(answer.status).toBe(404);
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('is found by the workflow’s own id, and no longer by its webhook id once it is off', async () => {
    const { id, webhookId } = workflow();
    workflow().webhookEnabled = false;
    expect(await ask(world.emulator, `/workflow/${webhookId}/trigger`, { body: {}, key: null })).toMatchObject({
      status: 404,
      body: { error: 'Workflow not found' },
    });
    expect((await ask(world.emulator, `/workflow/${id}/trigger`, { body: {}, key: null })).status).toBe(202);
    const listed = (await ask(world.emulator, '/workflows')).body as { id: string; webhookId: string | null }[];
    expect(listed.find((each) => each.id === id)?.webhookId).toBeNull();
  });

  test('of an inactive workflow starts nothing', async () => {
    workflow().isActive = false;
    const answer = await ask(world.emulator, `/workflow/${workflow().webhookId}/trigger`, { body: {}, key: null });
    expect(answer).toMatchObject({ status: 400, body: { error: 'Workflow is not active' } });
    expect(world.emulator.executions).toHaveLength(0);
  });

  test.each(['{not json', '[1]', '"text"'])('refuses the body %s', async (body) => {
    expect((await ask(world.emulator, `/workflow/${workflow().webhookId}/trigger`, { body, key: null })).status).toBe(400);
    expect(world.emulator.executions).toHaveLength(0);
  });
});

describe('every request', () => {
  test('gets an X-Request-Id of its own, and is kept with its answer', async () => {
    const one = await ask(world.emulator, '/workflows?isActive=true');
    const other = await ask(world.emulator, '/nowhere', { body: { a: 1 }, headers: { 'x-note': 'kept' } });
    const ids = [one, other].map((answer) => answer.headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
    expect(world.emulator.requests).toMatchObject([
      { method: 'GET', path: '/api/v1/workflows', query: { isActive: 'true' }, endpoint: 'listWorkflows', status: 200, requestId: ids[0] },
      { method: 'POST', endpoint: 'unknown', status: 404, body: '{"a":1}', headers: { 'x-note': 'kept' }, requestId: ids[1] },
    ]);
  });

  test('with another method than the path takes gets 405, and one over 4.5 MB the hosting edge’s plain 413', async () => {
    expect((await ask(world.emulator, '/workflows', { method: 'DELETE' })).status).toBe(405);
    const large = await ask(world.emulator, `/workflow/${workflow().webhookId}/trigger`, { body: { prompt: 'x'.repeat(4_800_000) }, key: null });
    expect(large).toMatchObject({ status: 413, body: expect.stringContaining('FUNCTION_PAYLOAD_TOO_LARGE') });
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('larger than anything that the service takes is not read to its end', async () => {
    const body = 'x'.repeat(40 * 1024 * 1024);
    const answered = await ask(world.emulator, '/nowhere', { body, key: null }).catch(() => null);
    expect(answered === null || answered.status === 413).toBe(true);
    expect(world.emulator.requests).toHaveLength(0);
  });
});

test('what is kept is bounded, until a reset', async () => {
  const emulator = await startEmulator({ maxKeptBytes: 50_000 });
  const start = () => ask(emulator, `/workflow/${workflowOf(emulator)}/trigger`, { body: { prompt: 'x'.repeat(20_000) }, key: null });
  const statuses = [await start(), await start(), await start(), await ask(emulator, '/workflows')].map(({ status }) => status);
  expect(statuses).toEqual([202, 202, 507, 507]);
  expect(emulator.requests).toHaveLength(2);
  emulator.reset();
  expect((await start()).status).toBe(202);
  await emulator.close();
});

const workflowOf = (emulator: Emulator) => emulator.workflow('text-to-image').webhookId;
