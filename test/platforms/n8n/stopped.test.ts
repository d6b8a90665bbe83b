import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { execute, type FakeOptions } from './fake_host.js';

/** Far longer than a stop may go unnoticed. */
const HANGS_MS = 20_000;
const AT_ONCE_MS = 1_500;

let emulator: Emulator;
beforeAll(async () => void (emulator = await startEmulator({ pictures: 'plain', durationMs: 60_000, limits: { requestsPerMinute: 1_000_000, executionsPerMinute: Infinity, executionsPerDay: Infinity } })));
afterEach(() => {
  emulator.reset();
  jest.restoreAllMocks();
});
afterAll(() => emulator.close());

/** A step that somebody stops, as soon as the service has been asked what `when` names. */
async function stopped(parameters: Record<string, unknown>, when: string, count: number, onStop: () => void = () => undefined) {
  const stop = new AbortController();
  const asked = () => emulator.requests.filter(({ endpoint }) => endpoint === when).length > 0;
  const options: FakeOptions = { items: Array.from({ length: count }, () => ({ json: {} })), parameters, credential: { apiKey: emulator.keys.full, baseUrl: emulator.url }, signal: stop.signal, continueOnFail: true };
  const step = execute(options);
  while (!asked()) await new Promise((resolve) => setTimeout(resolve, 5));
  // Some moments into whatever comes next.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = emulator.requests.length;
  onStop();
  const beganMs = performance.now();
  stop.abort();
  const items = await step;
  const tookMs = performance.now() - beganMs;
  return { items, tookMs, askedAfter: emulator.requests.slice(before).map(({ endpoint }) => endpoint) };
}

const GENERATE = { resource: 'image', operation: 'generate', webhook: 'whk_local_text_to_image', prompt: 'A boat', wait: true };
const WAIT = { resource: 'execution', operation: 'wait' };

describe('an execution that is stopped', () => {
  test('ends the wait at once: the ids are there, and nothing is asked any more, however long each was on its way', async () => {
    const now = Date.now.bind(Date);
    const { items, tookMs, askedAfter } = await stopped(GENERATE, 'trigger', 1, () => jest.spyOn(Date, 'now').mockImplementation(() => now() + 12_000));
    expect(items.map(({ json }) => json['executionId'])).toEqual(emulator.executions.map(({ id }) => id));
    expect(items[0]?.json['message']).toContain('The workflow was stopped');
    expect({ tookMs: tookMs < AT_ONCE_MS, askedAfter }).toEqual({ tookMs: true, askedAfter: [] });
  });

  test('looks at no other of its items either', async () => {
    const now = Date.now.bind(Date);
    // The first item's wait goes on when the others have been started.
    const last = () => emulator.executions.length === 3;
    const stop = new AbortController();
    const step = execute({ items: [{ json: {} }, { json: {} }, { json: {} }], parameters: GENERATE, credential: { apiKey: emulator.keys.full, baseUrl: emulator.url }, signal: stop.signal });
    while (!last()) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 12_000);
    const before = emulator.requests.length;
    stop.abort();
    expect((await step).map(({ json }) => json['executionId'])).toEqual(emulator.executions.map(({ id }) => id));
    expect(emulator.requests.slice(before)).toEqual([]);
  });

  test('waits for no answer to a look, and begins with no other item', async () => {
    const { id } = emulator.addExecution({ status: 'RUNNING' });
    emulator.fault({ on: 'poll', delayMs: HANGS_MS, times: Infinity });
    const { items, tookMs, askedAfter } = await stopped({ ...WAIT, executionId: id }, 'poll', 3);
    expect({ tookMs: tookMs < AT_ONCE_MS, askedAfter, items: items.length <= 1 }).toEqual({ tookMs: true, askedAfter: [], items: true });
  });

  test('waits for no picture, and asks for no other', async () => {
    const { id } = emulator.addExecution({});
    emulator.fault({ on: 'image', delayMs: HANGS_MS, times: Infinity });
    const { tookMs, askedAfter } = await stopped({ resource: 'execution', operation: 'get', executionId: id, download: true }, 'image', 3);
    expect({ tookMs: tookMs < AT_ONCE_MS, askedAfter }).toEqual({ tookMs: true, askedAfter: [] });
  });

  test('that had not started anything yet starts nothing', async () => {
    emulator.fault({ on: 'estimate', delayMs: 300, times: Infinity });
    const { tookMs, askedAfter } = await stopped({ ...GENERATE, options: { maxCredits: 100 } }, 'estimate', 3);
    expect({ tookMs: tookMs < AT_ONCE_MS, askedAfter, started: emulator.executions.length }).toEqual({ tookMs: true, askedAfter: [], started: 0 });
  });
});
