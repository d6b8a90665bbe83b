import type { MakeError } from '../../../emulators/make/index.js';
import { TABLE_READINGS, makeErrorOf, startMakeWorld, type Bundle, type MakeWorld } from './make_world.js';

/** Every module that calls Wireflow once, with values that suit it. */
const MODULES: readonly (readonly [module: string, values: (world: MakeWorld) => Bundle, starts: boolean])[] = [
  ['generateImage', ({ emulator }) => ({ webhook: emulator.workflow('chain').webhookId, prompt: 'x' }), true],
  ['runWorkflow', ({ emulator }) => ({ wf_workflow: emulator.workflow('chain').id }), true],
  ['waitForExecution', () => ({ execution_id: 'exec_1' }), false],
  ['getExecution', () => ({ execution_id: 'exec_1' }), false],
  ['listWorkflows', () => ({}), false],
  ['estimateRun', ({ emulator }) => ({ workflow: emulator.workflow('chain').id }), false],
  ['getCreditBalance', () => ({}), false],
  ['makeApiCall', () => ({ url: '/workflows', method: 'GET' }), false],
];
const WITH_KEY = MODULES.filter(([module]) => module !== 'generateImage');

const BALANCE_WORDS = /needs 10, and 3 are available|Required: 10, Available: 3/;

describe.each(TABLE_READINGS)('errors (those of the base are $baseErrors)', (readings) => {
  const failing = async (module: (typeof MODULES)[number], fault: object): Promise<{ error: MakeError; world: MakeWorld }> => {
    const world = await startMakeWorld({ readings });
    // A start is looked at before: what is tried here is the start itself.
    world.emulator.fault({ times: 99, ...(module[2] ? { on: ['trigger', 'run'] } : {}), ...fault });
    return { error: await makeErrorOf(world.all(module[0], module[1](world))), world };
  };

  describe.each(MODULES.map((module) => ({ name: module[0], module })))('$name', ({ module }) => {
    const [name, , starts] = module;

    test.each([
      [400, /^DataError$/, /activate|refused/i],
      [402, /^OutOfSpaceError$/, BALANCE_WORDS],
      [404, /^DataError$/, /./],
      [409, /^DataError$/, /./],
      [413, /^DataError$/, /./],
      [422, /^DataError$/, /./],
      [429, /^RateLimitError$/, /limit/i],
    ])('%i', async (status, type, message) => {
      const { error } = await failing(module, { status });
      // While waiting for a run nothing may be retried by Make as a whole; looking alone is harmless.
      if (name === 'waitForExecution' && status === 429) return expect(['RateLimitError', 'DataError']).toContain(error.type);
      expect(error.type).toMatch(type);
      expect(error.message).toMatch(message);
      expect(error.message).toContain(String(status));
    });

    test.each([500, 502, 503, 504])('%i', async (status) => {
      const { error } = await failing(module, { status });
      if (starts) {
        expect(error.isRetriedByMake).toBe(false);
        expect(error.message).toMatch(/may have started/);
      } else expect(['ConnectionError', 'DataError']).toContain(error.type);
    });

    test('an HTML page with an error status becomes a sentence', async () => {
      const { error } = await failing(module, { status: 503, html: true });
      expect(error.message).not.toContain('<');
      expect(error.message.length).toBeGreaterThan(20);
    });

    test('no error and no log shows the key', async () => {
      for (const status of [400, 401, 403, 500]) {
        const { error, world } = await failing(module, { status });
        expect(`${error.message} ${error.stack}`).not.toContain(world.emulator.keys.full);
        expect(JSON.stringify(world.engine.log)).not.toContain(world.emulator.keys.full);
        expect(world.engine.log.every(({ shown }) => shown !== null)).toBe(true);
      }
    });
  });

  test.each(WITH_KEY.map(([module, values]) => ({ module, values })))('$module: a key that is refused stops the scenario', async ({ module, values }) => {
    for (const kind of ['unknown', 'expired', 'malformed'] as const) {
      const world = await startMakeWorld({ readings });
      const connection = { ...world.connection, data: { apiKey: world.emulator.keys[kind] } };
      const error = await makeErrorOf(world.engine.run(module, values(world), { connection }));
      expect(error).toMatchObject({ type: 'InvalidAccessTokenError', message: expect.stringContaining('reconnect') });
      if (kind === 'expired') expect(error.message).toContain('expired');
      expect(world.emulator.executions).toHaveLength(0);
    }
  });

  test('a key that lacks a scope is told which', async () => {
    const world = await startMakeWorld({ readings });
    const connection = { ...world.connection, data: { apiKey: world.emulator.keys.noExecute } };
    const error = await makeErrorOf(world.engine.run('runWorkflow', { wf_workflow: world.emulator.workflow('chain').id }, { connection }));
    expect(error).toMatchObject({ type: 'RuntimeError', message: expect.stringContaining('workflows:execute') });
  });

  test('too few credits: nothing starts, and the numbers are told', async () => {
    for (const profile of ['docs', 'modern'] as const) {
      const world = await startMakeWorld({ readings, profile, credits: 1 });
      const error = await makeErrorOf(world.one('runWorkflow', { wf_workflow: world.emulator.workflow('chain').id }));
      expect(error).toMatchObject({ type: 'OutOfSpaceError', message: expect.stringMatching(/needs \d+, and 1 are available/) });
      expect(world.emulator.executions).toHaveLength(0);
    }
  });

  test.each([
    ['Retry-After', { headers: { 'retry-after': '41' } }, /41 seconds/],
    ['nothing but a reset time', { headers: { 'retry-after': '', 'x-ratelimit-reset': '4102444800' } }, /limit/],
    ['a time in the body', { headers: { 'retry-after': '' }, body: { error: 'Too many requests', retryAfter: 4102444800 } }, /Too many requests/],
    ['a time in the body, in the newer envelope', { headers: { 'retry-after': '' }, body: { error: { type: 'rate_limit', message: 'Slow down', retryAfter: 4102444800 } } }, /Slow down/],
  ])('a 429 that says when by %s is left to Make to repeat, since nothing started', async (_, fault, words) => {
    const world = await startMakeWorld({ readings });
    world.emulator.fault({ status: 429, ...fault });
    const error = await makeErrorOf(world.one('runWorkflow', { wf_workflow: world.emulator.workflow('chain').id }));
    expect(error).toMatchObject({ type: 'RateLimitError', isRetriedByMake: true, message: expect.stringMatching(words) });
    expect(world.emulator.executions).toHaveLength(0);
  });
});

describe('the connection', () => {
  test('is tested by a free call, and named after the account', async () => {
    for (const profile of ['docs', 'modern'] as const) {
      const { engine, emulator } = await startMakeWorld({ profile });
      const connection = await engine.connect('apiKey', { apiKey: emulator.keys.full });
      expect(connection.label).toMatch(/^key [0-9a-f]{6}$/);
      expect(emulator.executions).toHaveLength(0);
      expect(JSON.stringify(engine.log)).not.toContain(emulator.keys.full);
    }
  });

  test('is refused with a bad key, and an empty one asks nobody', async () => {
    const { engine, emulator } = await startMakeWorld();
    for (const apiKey of [emulator.keys.unknown, emulator.keys.expired, emulator.keys.malformed]) {
      const error = await makeErrorOf(engine.connect('apiKey', { apiKey }));
      expect(error).toMatchObject({ type: 'InvalidAccessTokenError' });
      expect(error.message).not.toContain(apiKey);
    }
    const before = emulator.requests.length;
    expect(await makeErrorOf(engine.connect('apiKey', { apiKey: '' }))).toMatchObject({ type: 'BundleValidationError' });
    expect(emulator.requests).toHaveLength(before);
  });

  test('takes a key that was pasted with blanks, or with the word Bearer', async () => {
    const { engine, emulator } = await startMakeWorld();
    for (const apiKey of [` ${emulator.keys.full}\n`, `Bearer ${emulator.keys.full}`]) {
      const connection = await engine.connect('apiKey', { apiKey });
      await engine.run('listWorkflows', {}, { connection });
    }
  });
});

describe('Make an API call', () => {
  test.each(['/workflows', 'workflows', '  //workflows'])('calls %j below Wireflow’s address', async (url) => {
    const { one } = await startMakeWorld();
    expect(await one('makeApiCall', { url, method: 'GET' })).toMatchObject({ statusCode: 200, body: expect.any(Array) });
  });

  test('sends what is typed: method, query, headers and body', async () => {
    const { one, emulator } = await startMakeWorld();
    const body = '{"prompt":"{{connection.apiKey}} 🎈"}';
    await one('makeApiCall', { url: `/workflow/${emulator.workflow('chain').webhookId}/trigger`, method: 'POST', body, qs: [{ key: 'a', value: 'x y&z' }], headers: [{ key: 'Content-Type', value: 'application/json' }, { key: 'X-Own', value: '1' }] });
    expect(emulator.requests.at(-1)).toMatchObject({ method: 'POST', body, query: { a: 'x y&z' }, headers: { 'x-own': '1', 'content-type': 'application/json' } });
  });

  test.each(['@evil.example/x', '.evil.example/x', '//evil.example/x', 'https://evil.example/x', '\\\\evil.example/x', '/../../x', ':8080/x', '/%2e%2e/x', '?x', '#x', '\t//evil.example'])('%j never leads the key to another host', async (url) => {
    const world = await startMakeWorld();
    // A request to another host would be a fault of the engine's transport, which this lets through as what it is.
    const outcome = await makeErrorOf(world.one('makeApiCall', { url, method: 'GET' })).catch((error: unknown) => error);
    expect(String(outcome)).not.toContain('leaves Wireflow');
    for (const { headers } of world.emulator.requests) expect(headers['host']).toBe(new URL(world.emulator.origin).host);
  });

  test('the key of the connection stands above one that is typed', async () => {
    const { one, emulator } = await startMakeWorld();
    await one('makeApiCall', { url: '/workflows', method: 'GET', headers: [{ key: 'Authorization', value: 'Bearer other' }, { key: 'authorization', value: 'Bearer other' }] });
    expect(emulator.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${emulator.keys.full}`);
  });
});
