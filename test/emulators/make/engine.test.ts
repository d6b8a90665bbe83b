import { checkApp, clockMovedBy, EngineFault, MakeEngine, MakeError, type Readings, type HttpRequest, type MakeApp } from '../../../emulators/make/index.js';
import type { MakeModule } from '../../../emulators/make/app.js';
import type { Step } from '../../../emulators/make/directives.js';

const BASE = { baseUrl: 'https://service.test/v1', headers: { Authorization: "{{if(connection.key, 'Bearer ' + connection.key, undefined)}}" }, log: { sanitize: ['request.headers.authorization'] } };
const MODULE: MakeModule = { type: 'action', connection: null, communication: [], epoch: null, parameters: [], interface: [], samples: {} };

const appOf = (parts: Partial<MakeApp>): MakeApp => checkApp({ base: BASE, common: {}, connections: {}, modules: {}, rpcs: {}, ...parts });
const moduleOf = (communication: Step | Step[], parts: Partial<MakeModule> = {}): Partial<MakeApp> => ({ modules: { it: { ...MODULE, communication: [communication].flat(), ...parts } } });

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A service that answers from a list, in turn; the last answer stays. */
function engineFor(parts: Partial<MakeApp>, answers: readonly Answer[] | ((request: HttpRequest) => Answer), readings: Partial<Readings> = {}) {
  const sent: HttpRequest[] = [];
  const waits: number[] = [];
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const clock = clockMovedBy({ now: () => nowMs, advance: (ms) => void (waits.push(ms), (nowMs += ms)) });
  const engine = new MakeEngine(appOf(parts), {
    clock,
    readings,
    send: async (request) => {
      const { status = 200, headers = {}, body } = typeof answers === 'function' ? answers(request) : (answers[Math.min(sent.length, answers.length - 1)] ?? {});
      sent.push(request);
      const isText = typeof body === 'string';
      return { status, headers: { 'content-type': isText ? 'text/html' : 'application/json', ...headers }, body: Buffer.from(isText ? body : JSON.stringify(body ?? {})) };
    },
  });
  return { engine, sent, waits, clock };
}

const failure = async (run: Promise<unknown>): Promise<MakeError> =>
  run.then(
    () => Promise.reject(new Error('The run was expected to fail')),
    (error: unknown) => (error instanceof MakeError ? error : Promise.reject(error)),
  );

describe('a request', () => {
  test('inherits the base, and drops what is undefined', async () => {
    const { engine, sent } = engineFor(moduleOf({ url: '/things/{{encodeURL(parameters.id)}}?old=1', encodeUrl: false, qs: { a: 'x y', b: '{{parameters.none}}' }, headers: { 'X-One': '1' } }, { parameters: [{ name: 'id', type: 'text' }, { name: 'none', type: 'text' }] }), [{ body: { ok: true } }]);
    expect(await engine.run('it', { id: 'a/b' })).toEqual([{ ok: true }]);
    expect(sent).toEqual([{ method: 'GET', url: 'https://service.test/v1/things/a%2Fb?a=x+y', headers: { 'x-one': '1' }, body: undefined }]);
  });

  test('carries the key of a connection, and the log hides it', async () => {
    const connections = { account: { parameters: [{ name: 'key', type: 'password', required: true }], communication: [{ url: 'https://service.test/v1/me', headers: { authorization: 'Bearer {{parameters.key}}' }, response: { metadata: { type: 'text', value: '{{body.name}}' } }, log: { sanitize: ['request.headers.authorization'] } }] } };
    const { engine, sent } = engineFor({ connections, ...moduleOf({ url: '/x', method: 'POST', body: { '{{...}}': '{{parameters}}' } }, { connection: 'account' }) }, [{ body: { name: 'me' } }]);
    const connection = await engine.connect('account', { key: 'sk-fake' });
    expect(connection.label).toBe('me');
    await engine.run('it', {}, { connection });
    expect(sent[1]).toEqual({ method: 'POST', url: 'https://service.test/v1/x', headers: { authorization: 'Bearer sk-fake', 'content-type': 'application/json' }, body: '{}' });
    expect(JSON.stringify(engine.log)).toContain('[hidden]');
    expect(JSON.stringify(engine.log)).not.toContain('sk-fake');
  });

  test('of a connection inherits nothing', async () => {
    const connections = { account: { parameters: [], communication: [{ url: '/me' }] } };
    await expect(engineFor({ connections }, []).engine.connect('account', {})).rejects.toThrow(EngineFault);
  });
});

describe('several requests', () => {
  const steps: Step[] = [
    { url: '/one', temp: { a: 'first' }, response: { temp: { b: '{{temp.a}} {{body.id}}' } } },
    { condition: '{{parameters.wanted}}', url: '/two' },
    { response: { output: { b: '{{temp.b}}' } } },
  ];
  const parts = moduleOf(steps, { parameters: [{ name: 'wanted', type: 'boolean', default: true }] });

  test('run in order, hand on what they noted, and the last one gives the bundle', async () => {
    const { engine, sent } = engineFor(parts, [{ body: { id: 7 } }]);
    expect(await engine.run('it', {})).toEqual([{ b: 'first 7' }]);
    expect(sent.map(({ url }) => url)).toEqual(['https://service.test/v1/one', 'https://service.test/v1/two']);
  });

  test('leave out the one whose condition does not hold', async () => {
    const { engine, sent } = engineFor(parts, [{ body: { id: 7 } }]);
    await engine.run('it', { wanted: false });
    expect(sent).toHaveLength(1);
  });

  test('a step without an address does not see the reply of the step before', async () => {
    const { engine } = engineFor(moduleOf([{ url: '/one' }, { response: { output: '{{body.id}}' } }]), [{}]);
    await expect(engine.run('it', {})).rejects.toThrow('body');
  });
});

describe('repeat', () => {
  const step: Step = { url: '/poll', repeat: { condition: "{{temp.status != 'DONE'}}", delay: 7000, limit: 5 }, response: { temp: { status: '{{body.status}}' }, output: '{{temp.status}}' } };

  test('asks again, at its pace, until the condition no longer holds', async () => {
    const { engine, sent, waits } = engineFor(moduleOf(step), [{ body: { status: 'RUNNING' } }, { body: { status: 'RUNNING' } }, { body: { status: 'DONE' } }]);
    expect(await engine.run('it', {})).toEqual(['DONE']);
    expect(sent).toHaveLength(3);
    expect(waits).toEqual([7000, 7000]);
  });

  test.each<[Readings['repeatLimit'], number]>([['calls', 5], ['repeats', 6]])('ends at its limit (counted in %s)', async (repeatLimit, calls) => {
    const { engine, sent } = engineFor(moduleOf(step), [{ body: { status: 'RUNNING' } }], { repeatLimit });
    expect(await engine.run('it', {})).toEqual(['RUNNING']);
    expect(sent).toHaveLength(calls);
  });

  test('an error in between ends the module', async () => {
    const { engine } = engineFor(moduleOf(step), [{ body: { status: 'RUNNING' } }, { status: 429 }]);
    expect(await failure(engine.run('it', {}))).toMatchObject({ type: 'RuntimeError', statusCode: 429 });
  });

  test.each<[string, Partial<MakeApp>, number]>([
    ['40 s', {}, 50],
    ['40 s where only the base asks for more', { base: { ...BASE, timeout: 300_000 } }, 50],
    ['300 s where base and common ask for it', { base: { ...BASE, timeout: 300_000 }, common: { timeout: 300_000 } }, 310],
  ])('a module has %s', async (_, parts, seconds) => {
    const { engine, clock } = engineFor({ ...parts, ...moduleOf({ ...step, repeat: { condition: '{{true}}', delay: 10_000, limit: 1000 } }) }, [{ body: { status: 'RUNNING' } }]);
    const startMs = clock.now();
    const error = await failure(engine.run('it', {}));
    expect(error).toMatchObject({ type: 'ModuleTimeoutError', isRetriedByMake: true });
    expect((clock.now() - startMs) / 1000).toBe(seconds);
  });

  test('together with “valid” is refused: nobody knows which comes first', () => {
    expect(() => appOf(moduleOf({ ...step, response: { valid: '{{true}}' } }))).toThrow(EngineFault);
  });
});

describe('errors', () => {
  const base = { ...BASE, response: { error: { type: 'RuntimeError', message: 'base {{statusCode}}', '402': { type: 'OutOfSpaceError', message: 'base: credits' } } } };
  const step: Step = { url: '/x', response: { error: { message: 'own {{body.error}}', '429': { type: 'RateLimitError', message: 'wait {{headers.`retry-after`}}' } } } };

  test('take the entry of their status, and say what the reply says', async () => {
    const { engine } = engineFor({ base, ...moduleOf(step) }, [{ status: 429, headers: { 'retry-after': '30' } }]);
    expect(await failure(engine.run('it', {}))).toMatchObject({ type: 'RateLimitError', message: 'wait 30', isRetriedByMake: true });
  });

  test.each<[Readings['baseErrors'], string, string]>([
    ['merged', 'OutOfSpaceError', 'base: credits'],
    ['replaced', 'RuntimeError', 'own too few'],
  ])('a step with errors of its own: the base’s are %s', async (baseErrors, type, message) => {
    const { engine } = engineFor({ base, ...moduleOf(step) }, [{ status: 402, body: { error: 'too few' } }], { baseErrors });
    expect(await failure(engine.run('it', {}))).toMatchObject({ type, message });
  });

  test('an HTML page is text to the error table', async () => {
    const { engine } = engineFor(moduleOf({ url: '/x', response: { error: "{{ifempty(body.error, 'no words')}}" } }), [{ status: 503, body: '<html>{{now}}</html>' }]);
    expect(await failure(engine.run('it', {}))).toMatchObject({ message: 'no words' });
  });

  test('valid refuses a reply of a good status', async () => {
    const valid = { condition: '{{if(body.id, true, false)}}', type: 'DataError', message: 'no id' };
    const { engine } = engineFor(moduleOf({ url: '/x', response: { valid } }), [{ body: { id: '' } }]);
    expect(await failure(engine.run('it', {}))).toMatchObject({ type: 'DataError', message: 'no id' });
  });

  test('a type that Make does not let an app raise is refused', async () => {
    const { engine } = engineFor(moduleOf({ url: '/x', response: { error: { type: 'ModuleTimeoutError', message: 'x' } } }), [{ status: 500 }]);
    await expect(engine.run('it', {})).rejects.toThrow(EngineFault);
  });
});

describe('lists', () => {
  const step: Step = {
    url: '/list',
    qs: { size: 2 },
    response: { iterate: { container: '{{body.items}}', condition: '{{item != 3}}' }, output: { n: '{{item}}' }, limit: '{{parameters.limit}}' },
    pagination: { qs: { page: '{{pagination.page}}', cursor: '{{body.next}}' }, condition: '{{if(body.next, true, false)}}' },
  };
  const parts = moduleOf(step, { type: 'search', parameters: [{ name: 'limit', type: 'uinteger' }] });
  const pages: Answer[] = [{ body: { items: [1, 2], next: '{{now}}' } }, { body: { items: [3, 4], next: 'b' } }, { body: { items: [5] } }];

  test('are read page by page, and the cursor is taken as it is', async () => {
    const { engine, sent } = engineFor(parts, pages);
    expect(await engine.run('it', {})).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }, { n: 5 }]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?size=2', '?size=2&page=2&cursor=%7B%7Bnow%7D%7D', '?size=2&page=3&cursor=b']);
  });

  test('end at the limit, without a request too many', async () => {
    const { engine, sent } = engineFor(parts, pages);
    expect(await engine.run('it', { limit: 2 })).toEqual([{ n: 1 }, { n: 2 }]);
    expect(sent).toHaveLength(1);
  });

  test('something that is no list is a fault, and an action has no list at all', async () => {
    await expect(engineFor(parts, [{ body: {} }]).engine.run('it', {})).rejects.toThrow(EngineFault);
    expect(() => appOf(moduleOf(step))).toThrow(EngineFault);
  });
});

describe('a trigger', () => {
  const trigger = { type: 'date', order: 'desc', id: '{{item.id}}', date: '{{item.end}}' } as const;
  const step: Step = { url: '/runs', response: { iterate: '{{body}}', trigger, limit: '{{parameters.limit}}', output: '{{item.id}}' }, pagination: { qs: { page: '{{pagination.page}}' }, condition: '{{length(body) = 2}}' } };
  const parts = moduleOf(step, { type: 'trigger', parameters: [{ name: 'limit', type: 'uinteger', default: 2 }], epoch: { response: { limit: 3, output: { label: '{{item.id}}', date: '{{item.end}}' } } } });
  const run = (id: string, minute: number) => ({ id, end: `2026-01-01T00:0${minute}:00Z` });

  const serve = (runs: { id: string; end: string }[]) => engineFor(parts, ({ url }) => {
    const page = Number(new URL(url).searchParams.get('page') ?? 1);
    const newestFirst = [...runs].sort((a, b) => (a.end < b.end ? 1 : -1));
    return { body: newestFirst.slice((page - 1) * 2, page * 2) };
  });

  test('hands out the oldest first, a few per run, each once, also those of the same moment', async () => {
    const runs = [run('a', 1), run('b', 2), run('c', 2), run('d', 2), run('e', 3)];
    const { engine } = serve(runs);
    const active = engine.activate('it', {}, 'all');
    expect([await active.poll(), await active.poll(), await active.poll(), await active.poll()]).toEqual([['a', 'b'], ['c', 'd'], ['e'], []]);
    runs.push(run('f', 3));
    expect(await active.poll()).toEqual(['f']);
  });

  test('stops paging at what it knows', async () => {
    const runs = [1, 2, 3, 4, 5, 6].map((minute) => run(`r${minute}`, minute));
    const { engine, sent } = serve(runs);
    const active = engine.activate('it', { limit: 100 }, { since: new Date('2026-01-01T00:04:30Z') });
    expect(await active.poll()).toEqual(['r5', 'r6']);
    expect(sent).toHaveLength(2);
  });

  test('overlooks what stands behind an older item, as “desc” says that nothing new can', async () => {
    const runs = [run('a', 2), run('b', 3)];
    const { engine } = engineFor(parts, () => ({ body: [...runs].reverse() }));
    const active = engine.activate('it', {}, { since: new Date('2026-01-01T00:02:30Z') });
    expect(await active.poll()).toEqual(['b']);
    runs.unshift(run('late', 4));
    expect(await active.poll()).toEqual([]);
  });

  test('starts from now on, or from a row of the panel', async () => {
    const runs = [run('old', 1)];
    const { engine } = serve(runs);
    const rows = await engine.epoch('it', {});
    expect(rows).toEqual([{ label: 'old', date: new Date('2026-01-01T00:01:00Z') }]);
    expect(await engine.activate('it', {}, { chosen: rows[0] as never }).poll()).toEqual(['old']);
  });
});

describe('fields', () => {
  const parameters = [
    { name: 'text', type: 'text', label: 'Text', required: true },
    { name: 'size', type: 'select', label: 'Size', options: [{ value: 's' }, { value: 'custom', nested: [{ name: 'width', type: 'uinteger', label: 'Width', required: true, validate: { max: 10 } }] }] },
    { name: 'pairs', type: 'array', label: 'Pairs', spec: [{ name: 'name', type: 'text', label: 'Name', required: true }, { name: 'value', type: 'text' }] },
  ] as const;
  const parts = moduleOf({ response: { output: '{{parameters}}' } }, { parameters });

  test('are checked before anything is sent', async () => {
    const { engine } = engineFor(parts, []);
    expect(await engine.run('it', { text: 'x', size: 'custom', width: '7', pairs: [{ name: 'n', value: 1 }] })).toEqual([{ text: 'x', size: 'custom', width: 7, pairs: [{ name: 'n', value: '1' }] }]);
    for (const values of [{}, { text: '' }, { text: 'x', size: 'xl' }, { text: 'x', size: 'custom' }, { text: 'x', size: 'custom', width: 'seven' }, { text: 'x', size: 'custom', width: 11 }, { text: 'x', pairs: [{ value: 'no name' }] }]) {
      expect(await failure(engine.run('it', values))).toMatchObject({ type: 'BundleValidationError' });
    }
  });

  test('a field that does not exist is a mistake of the test', async () => {
    await expect(engineFor(parts, []).engine.run('it', { text: 'x', width: 7 })).rejects.toThrow(EngineFault);
  });
});

test('a directive that is unknown, misplaced or not modelled is a fault', () => {
  const steps = [{ uri: '/x' }, { timeout: 1 }, { url: '/x', aws: {} }, { response: { outputs: 1 } }, { response: { metadata: {} } }, { repeat: { times: 3 } }, { pagination: { next: 1 } }] as unknown as Step[];
  for (const step of steps) expect(() => appOf(moduleOf(step))).toThrow(EngineFault);
});
