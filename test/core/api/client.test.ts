import { inspect } from 'node:util';
import fc from 'fast-check';
import type { WireflowClient } from '../../../core/api/client.js';
import { WireflowError } from '../../../core/model/errors.js';
import { NetworkError } from '../../../core/api/network_error.js';
import { promptBody } from '../../../core/fields/prompt_body.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { BASE_URL, clientOf, expectReadable, failure, FAKE_KEY, FAKE_WEBHOOK, recorded, response } from '../../helpers/core.js';

const STARTED = response(202, { executionId: 'exec_1', status: 'queued' });
const POLLED = response(200, { status: 'RUNNING' });
const answering = (...responses: ReturnType<typeof response>[]) => recorded((_request, index) => responses[index] ?? POLLED);
const CALLS = {
  trigger: (client: ReturnType<typeof clientOf>) => client.trigger(FAKE_WEBHOOK, { prompt: 'x' }),
  triggerInfo: (client: ReturnType<typeof clientOf>) => client.triggerInfo(FAKE_WEBHOOK),
  execute: (client: ReturnType<typeof clientOf>) => client.execute('cm_fake', { nodes: [], edges: [] }),
  run: (client: ReturnType<typeof clientOf>) => client.run('cm_fake', { n: 1 }),
  describeInputs: (client: ReturnType<typeof clientOf>) => client.describeInputs('cm_fake'),
  poll: (client: ReturnType<typeof clientOf>) => client.poll('exec_1'),
  listExecutions: (client: ReturnType<typeof clientOf>) => client.listExecutions(null, { limit: '5' }, { page: 1, offset: 0 }),
  listWorkflowExecutions: (client: ReturnType<typeof clientOf>) => client.listExecutions('cm_fake', {}, { page: 1, offset: 0 }),
  listWorkflows: (client: ReturnType<typeof clientOf>) => client.listWorkflows(),
  getWorkflow: (client: ReturnType<typeof clientOf>) => client.getWorkflow('cm_fake'),
  estimate: (client: ReturnType<typeof clientOf>) => client.estimate('cm_fake'),
  balance: (client: ReturnType<typeof clientOf>) => client.balance(),
};
const KEYLESS = ['trigger', 'triggerInfo'];
const EACH = Object.entries(CALLS);

describe('what is sent', () => {
  test.each([
    ['trigger', 'POST', '/workflow/whk_fake0123456789/trigger', '{"prompt":"x"}'], ['triggerInfo', 'GET', '/workflow/whk_fake0123456789/trigger', undefined],
    ['execute', 'POST', '/workflows/cm_fake/execute', '{"nodes":[],"edges":[]}'], ['run', 'POST', '/workflows/cm_fake/run', '{"inputs":{"n":1}}'],
    ['describeInputs', 'GET', '/workflows/cm_fake/run', undefined], ['poll', 'GET', '/workflows/executions/exec_1/poll', undefined],
    ['listExecutions', 'GET', '/workflows/executions?limit=5', undefined], ['listWorkflowExecutions', 'GET', '/workflows/cm_fake/executions', undefined],
    ['listWorkflows', 'GET', '/workflows', undefined], ['getWorkflow', 'GET', '/workflows/cm_fake', undefined],
    ['estimate', 'POST', '/workflows/cm_fake/estimate', '{}'], ['balance', 'GET', '/developer/usage', undefined],
  ] as const)('%s: %s %s', async (name, method, path, body) => {
    const wire = answering(response(500, ''));
    await failure(() => CALLS[name](clientOf(wire)));
    expect(wire.sent).toHaveLength(1);
    expect(wire.sent[0]).toMatchObject({ method, url: `${BASE_URL}${path}` });
    expect(wire.sent[0]?.body).toBe(body);
    expect(wire.sent[0]?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
    expect(wire.sent[0]?.timeoutMs).toBeLessThan(25_000);
  }); // prettier-ignore

  test.each(EACH)('%s sends the key only where it is needed', async (name, call) => {
    const wire = answering(response(500, ''));
    await failure(() => call(clientOf(wire)));
    const all = JSON.stringify(wire.sent);
    if (KEYLESS.includes(name)) expect(all).not.toContain(FAKE_KEY);
    else expect(wire.sent[0]?.headers['authorization']).toBe(`Bearer ${FAKE_KEY}`);
    expect(wire.sent[0]?.url).not.toContain(FAKE_KEY);
  });

  test.each(EACH)('%s without a key works, or says where to get one before anything is sent', async (name, call) => {
    const wire = answering(response(500, ''));
    const error = await failure(() => call(clientOf(wire, null)));
    expectReadable(error);
    expect(wire.sent).toHaveLength(KEYLESS.includes(name) ? 1 : 0);
    if (!KEYLESS.includes(name)) expect(error).toMatchObject({ kind: 'no_key' });
  });

  test('the same idempotency key goes with execute and run', async () => {
    const wire = answering(STARTED, STARTED);
    await clientOf(wire).execute('cm_fake', { nodes: [] }, 'row-7');
    await clientOf(wire).run('cm_fake', {}, 'row-7');
    expect(wire.sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['row-7', 'row-7']);
  });

  test.each(['', '.', '..', '../x', 'a/b', 'a?b', 'a#b', '%2e%2e', '\ud800', 'a b', 'ä'])('an id that would change the path goes nowhere: %j', async (id) => {
    const wire = answering();
    for (const call of [() => clientOf(wire).poll(id), () => clientOf(wire).trigger(id, {}), () => clientOf(wire).getWorkflow(id), () => clientOf(wire).listExecutions(id, {}, { page: 1, offset: 0 })]) {
      const error = await failure(call);
      expect(error.kind).toBe('bad_input');
      expectReadable(error);
    }
    expect(wire.sent).toEqual([]);
  });

  test('a prompt arrives exactly, whatever its characters', async () => {
    const wire = answering();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom('{{', '}}', '"', '\\', '\n', '\r', '\u0000', '\ud83c', '🌊', '\u2028', '%', '<', '$&'), fc.string({ unit: anyCharacter, maxLength: 3 })), { maxLength: 100 }).map((parts) => parts.join('')), async (prompt) => {
        fc.pre(/[^\s\p{Cc}\p{Cf}]/u.test(prompt));
        await clientOf(recorded(async (request) => (await wire.transport(request), STARTED))).trigger(FAKE_WEBHOOK, promptBody({ prompt }));
        const sent = Buffer.from(String(wire.sent.at(-1)?.body), 'utf8').toString('utf8');
        expect(JSON.parse(sent)).toEqual({ prompt: prompt.toWellFormed().replaceAll('\0', '') });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a start is never sent twice, and never called failed when it may have happened', () => {
  const starts = [['trigger', CALLS.trigger], ['execute', CALLS.execute], ['run', CALLS.run]] as const;
  const failures: (readonly [string, () => ReturnType<typeof response>, string])[] = [
    ['a dropped connection', () => { throw NetworkError.from({ code: 'ECONNRESET' }); }, 'start_unknown'],
    ['a time-out', () => { throw NetworkError.from({ name: 'TimeoutError' }); }, 'start_unknown'],
    ['a server error', () => response(502, '<html>'), 'start_unknown'],
    ['an accepted start in HTML', () => response(200, '<html>'), 'start_unknown'],
    ['an accepted start that is cut', () => response(201, '{"executionId": "exec_'), 'start_unknown'],
    ['an accepted start without an id', () => response(202, { status: 'queued' }), 'start_unknown'],
    ['an accepted start without a word', () => response(201, ''), 'start_unknown'],
    ['a refused connection', () => { throw NetworkError.from({ code: 'ECONNREFUSED' }); }, 'unreachable'],
    ['a connection that took too long', () => { throw NetworkError.from({ code: 'UND_ERR_CONNECT_TIMEOUT' }); }, 'timed_out'],
    ['a limit', () => response(429, {}), 'rate_limited'],
    ['a missing webhook', () => response(404, {}), 'not_found'],
  ]; // prettier-ignore
  describe.each(starts)('%s', (_start, call) => {
    test.each(failures)('%s', async (_name, answer, kind) => {
      const wire = recorded(answer);
      const error = await failure(() => call(clientOf(wire)));
      expect(error).toMatchObject({ kind, canRetry: ['unreachable', 'timed_out', 'rate_limited'].includes(kind) });
      expect(wire.sent).toHaveLength(1);
      if (kind === 'start_unknown') expect(error.message).toMatch(/may have started/);
      else expect(error.message).not.toMatch(/may have started/);
      expectReadable(error);
    });

    test.each([
      ['an error beside it', response(200, { success: false, executionId: 'exec_1' })],
      ['a server error', response(500, { error: 'x', data: { execution_id: 'exec_1' } })],
      ['a redirect to it', response(303, '', { Location: '/api/v1/workflows/executions/exec_1' })],
    ])('of unknown fate, but the execution is named: %s', async (_how, answer) => {
      const error = await failure(() => call(clientOf(answering(answer))));
      expect(error).toMatchObject({ kind: 'start_unknown', message: expect.stringMatching(/names the execution exec_1: look at that one/) });
      expectReadable(error);
    });

    test('201 with an empty body and a Location is a start', async () => {
      const wire = answering(response(201, '', { Location: '/api/v1/workflows/executions/exec_1/poll' }));
      await expect(call(clientOf(wire))).resolves.toMatchObject({ id: 'exec_1', status: 'queued' });
    });
  });

  test('a read that fails may be tried again, and says nothing of starts', async () => {
    const error = await failure(() => CALLS.poll(clientOf(recorded(() => { throw NetworkError.from({ type: 'request-timeout' }); }))));
    expect(error).toMatchObject({ kind: 'timed_out', canRetry: true });
    expect(error.message).not.toMatch(/start/i);
  });
});

describe('a look at an execution', () => {
  test('is tried under the second known path where the first is unknown, and the one that answers is used from then on', async () => {
    const wire = recorded(({ url }) => (url.endsWith('/poll') ? response(404, '') : POLLED));
    const client = clientOf(wire);
    await client.poll('exec_1');
    await client.poll('exec_2');
    expect(wire.sent.map(({ url }) => url.slice(BASE_URL.length))).toEqual(['/workflows/executions/exec_1/poll', '/workflows/executions/exec_1', '/workflows/executions/exec_2']);
  });

  test('an unknown execution is not found, and is asked for once under each path', async () => {
    const wire = answering(response(404, {}), response(405, {}), POLLED);
    const client = clientOf(wire);
    expect(await failure(() => client.poll('exec_1'))).toMatchObject({ kind: 'not_found' });
    await client.poll('exec_2');
    expect(wire.sent.map(({ endpoint }) => endpoint)).toEqual(['poll', 'getExecution', 'poll']);
  });

  test.each([401, 403, 429, 500])('a %s is not taken for a missing path', async (status) => {
    const wire = answering(response(status, {}));
    await failure(() => clientOf(wire).poll('exec_1'));
    expect(wire.sent).toHaveLength(1);
  });
});

describe('the workflows of an account', () => {
  const ALL = Array.from({ length: 45 }, (_, index) => ({ id: `cm_${index}`, name: `Workflow ${index}` }));
  const inPages = (form: (items: object[], from: number) => unknown, size = 20, counts = 'page') =>
    recorded(({ url }) => {
      const query = new URL(url).searchParams;
      const from = counts === 'page' ? (Number(query.get('page') ?? 1) - 1) * size : Number(query.get(counts) ?? 0);
      return response(200, form(ALL.slice(from, from + size), from));
    });

  test.each<[string, ReturnType<typeof recorded>]>([
    ['by cursor', inPages((data, from) => ({ data, nextCursor: from + 20 < 45 ? from + 20 : null }), 20, 'cursor')],
    ['by page', inPages((workflows, from) => ({ workflows, pagination: { page: from / 20 + 1, hasMore: from + 20 < 45 } }))],
    ['by total', inPages((items) => ({ items, total: 45 }))],
    ['by offset', inPages((data) => ({ data, total: 45 }), 20, 'offset')],
    ['without a word', inPages((items) => items, 15)],
    ['in tiny pages', inPages((results, from) => ({ results, next: from + 4 < 45 ? `/workflows?page=${from / 4 + 2}` : null }), 4)],
  ])('all come, %s', async (_name, wire) => expect((await clientOf(wire).listWorkflows()).map(({ id }) => id)).toEqual(ALL.map(({ id }) => id)));

  test('each once, also where pages overlap', async () => {
    expect(await clientOf(answering(response(200, [ALL[0], ALL[1], ALL[0]]))).listWorkflows()).toMatchObject([{ id: 'cm_0' }, { id: 'cm_1' }]);
  });

  test('the documented list, bare and short, is one request', async () => {
    const wire = answering(response(200, ALL.slice(0, 9)));
    await clientOf(wire).listWorkflows();
    expect(wire.sent).toHaveLength(1);
  });

  test.each([429, 500, 404, 400])('what has come will do when a later page is answered with %s', async (status) => {
    const wire = recorded((_request, index) => (index === 0 ? response(200, { data: ALL.slice(0, 20), hasMore: true }) : response(status, {})));
    expect(await clientOf(wire).listWorkflows()).toHaveLength(20);
  });
  test('a key that is refused midway is told', async () => {
    const wire = recorded((_request, index) => (index === 0 ? response(200, { data: ALL.slice(0, 20), hasMore: true }) : response(401, {})));
    expect(await failure(() => clientOf(wire).listWorkflows())).toMatchObject({ kind: 'bad_key' });
  });

  test('the last requests of a minute are left to others', async () => {
    const wire = recorded(() => response(200, { data: ALL.slice(0, 20), hasMore: true }, { 'X-RateLimit-Remaining': '1' }));
    await clientOf(wire).listWorkflows();
    expect(wire.sent).toHaveLength(1);
  });
});

describe('a list of executions', () => {
  test.each([404, 405, 410])('a %s means that there is none under this path', async (status) => {
    await expect(CALLS.listExecutions(clientOf(answering(response(status, ''))))).resolves.toBeNull();
  });
  test('any other refusal is an error', async () => {
    expect(await failure(() => CALLS.listExecutions(clientOf(answering(response(403, {})))))).toMatchObject({ kind: 'forbidden' });
  });
});

test('what each call reads, it hands on', async () => {
  const bodies = {
    triggerInfo: { workflowId: 'cm_fake', name: 'Posters', isActive: true }, describeInputs: { inputs: [] }, listExecutions: [], listWorkflowExecutions: { data: [] },
    listWorkflows: [], getWorkflow: { id: 'cm_fake', nodes: [] }, estimate: { estimatedCredits: 5 }, balance: { balance: 9 },
  }; // prettier-ignore
  for (const [name, body] of Object.entries(bodies)) {
    expect(await CALLS[name as keyof typeof bodies](clientOf(answering(response(200, body))))).toBeDefined();
  }
  expect(await CALLS.balance(clientOf(answering(response(200, bodies.balance))))).toBe(9);
});

test('the last reply says how many requests are left, a refusal too', async () => {
  const client = clientOf(answering(response(200, [], { 'X-RateLimit-Remaining': '7' }), response(429, '', { 'X-RateLimit-Remaining': '0', 'Retry-After': '9' })), FAKE_KEY, () => 1000);
  expect([client.limits, client.hasKey, client.now()]).toEqual([{}, true, 1000]);
  await client.listWorkflows();
  expect(client.limits).toEqual({ remaining: 7 });
  await failure(() => client.listWorkflows());
  expect(client.limits).toEqual({ remaining: 0, retryAfterMs: 9000 });
});

describe('no secret is in an error, however it is shown', () => {
  // A key of no known form: only because it is ours can it be told from other words.
  const KEY = `fake-${'k'.repeat(40)}`;
  const OTHER_WEBHOOK = 'whk_fakeothers';
  const leaks: (readonly [string, () => ReturnType<typeof response>])[] = [
    ['a message that repeats them', () => response(400, { error: `Bad call of ${FAKE_WEBHOOK} with ${KEY}` })],
    ['HTML that repeats them', () => response(200, `<html>${FAKE_WEBHOOK} ${KEY}</html>`)],
    ['a reply that is cut inside of the key', () => response(200, `${'x'.repeat(185)} ${KEY}`)],
    ['a message that is cut inside of the key', () => response(500, { error: `${'x'.repeat(280)} ${KEY}` })],
    ['a message that repeats it in JSON\'s own spelling', () => response(400, `{"error": "Bad key ${KEY.replace('fake-', 'fake\\u002d')}"}`)],
    ['a cut list with somebody\'s webhook', () => response(200, `[{"id":"cm","webhookId":"${OTHER_WEBHOOK}","webhookUrl":"https://www.wireflow.ai/api/v1/workflow/plainid77/trigger"`)],
    ['a webhook id of another form', () => response(200, '[{"webhookId": "plainid77"')],
    ['a library\'s error that names the address', () => { throw NetworkError.from(Object.assign(new Error(`request to ${BASE_URL}/workflow/${FAKE_WEBHOOK}/trigger failed with ${KEY}`), { code: 'ECONNRESET' })); }],
  ]; // prettier-ignore
  test.each(leaks)('%s', async (_name, answer) => {
    for (const call of [CALLS.trigger, CALLS.execute, CALLS.listWorkflows]) {
      const error = await failure(() => call(clientOf(recorded(answer), KEY)));
      for (const shown of [error.message, inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), error.stack ?? '']) {
        expect(shown).not.toMatch(/sk-fake|kkkk|plainid77|whk_fake/);
      }
    }
  });

  test('a plain id that serves as a webhook is hidden as well', async () => {
    const wire = answering(response(400, { error: 'Workflow cmplainfake01 is odd' }));
    expect((await failure(() => clientOf(wire).trigger('cmplainfake01', {}))).message).not.toContain('cmplainfake01');
  });
});

test('a fault of the transport that is no network error is not dressed up', async () => {
  await expect(CALLS.poll(clientOf(recorded(() => { throw new RangeError('bug'); })))).rejects.toThrow(RangeError);
  await expect(CALLS.poll(clientOf(recorded(() => { throw NetworkError.from(null); })))).rejects.toThrow(WireflowError);
}); // prettier-ignore

describe('what was put in through a client is not read as a result by it', () => {
  const PUT_IN = 'https://cdn.example/own.png';
  const MADE = 'https://cdn.example/made.png';
  const run = { status: 'COMPLETED', nodeStates: [{ nodeId: 'photo', outputUrl: PUT_IN }, { nodeId: 'gen', outputUrl: MADE }] };
  const links = async (start: (client: WireflowClient) => Promise<unknown>) => {
    const client = clientOf(recorded(({ method }) => response(method === 'POST' ? 202 : 200, method === 'POST' ? { executionId: 'exec_1' } : run)));
    await start(client);
    return (await client.poll('exec_1')).outputs.map(({ url }) => url);
  };

  test.each<[string, (client: WireflowClient) => Promise<unknown>]>([
    ['the trigger', (client) => client.trigger('cm_fake', { prompt: 'x', image_url: `${PUT_IN}?token=1` })],
    ['the trigger, deep inside', (client) => client.trigger('cm_fake', { more: [{ image: PUT_IN }] })],
    ['run', (client) => client.run('cm_fake', { photo: 'https://elsewhere.example/x.png' })],
    ['execute', (client) => client.execute('cm_fake', { nodes: [{ id: 'photo', data: { config: { image: PUT_IN } } }], edges: [] })],
    ['an earlier step', async (client) => client.knowInputs(PUT_IN)],
  ])('by %s', async (_name, start) => expect(await links(start)).toEqual([MADE]));

  test('what a node has saved as its own output is none of it', async () => {
    expect(await links((client) => client.execute('cm_fake', { nodes: [{ id: 'gen', data: { outputs: [{ url: MADE }] } }], edges: [] }))).toEqual([MADE, PUT_IN]);
  });
});
