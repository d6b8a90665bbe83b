import { WireflowClient } from '../../../core/api/client.js';
import { NetworkError } from '../../../core/api/network_error.js';
import { BASE_URL, expectReadable, failure, FAKE_KEY, FAKE_WEBHOOK, recorded, response } from '../../helpers/core.js';
import { HandClock, NOON_MS } from '../../helpers/hand_clock.js';

const STARTED = response(202, { executionId: 'exec_1', status: 'queued' });

/** A client whose step has `leftMs` left. */
function client(leftMs: number, answer: () => ReturnType<typeof response> = () => STARTED) {
  const clock = new HandClock();
  const wire = recorded(answer);
  return { clock, wire, client: new WireflowClient({ transport: wire.transport, baseUrl: BASE_URL, apiKey: FAKE_KEY, now: clock.now, deadlineMs: NOON_MS + leftMs }) };
}

describe('a request never outlives the step', () => {
  test.each([[25_000, 20_000, 10_000], [12_000, 12_000, 10_000], [5_000, 5_000, 5_000]])('with %s ms left a start may take %s ms and a read %s ms', async (leftMs, startMs, readMs) => {
    const { client: it, wire } = client(leftMs);
    await it.trigger(FAKE_WEBHOOK, {});
    await it.poll('exec_1');
    expect(wire.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([startMs, readMs]);
  });

  test('each of several requests has what the ones before it left', async () => {
    const { client: it, wire, clock } = client(8_000, () => ((clock.atMs += 3_000), STARTED));
    await it.poll('exec_1');
    await it.poll('exec_1');
    expect(wire.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([8_000, 5_000]);
  });

  test('without a deadline the usual times hold', async () => {
    const wire = recorded(() => STARTED);
    const it = new WireflowClient({ transport: wire.transport, baseUrl: BASE_URL, apiKey: FAKE_KEY });
    await it.run('cm_fake', {});
    await it.listExecutions(null, {}, { page: 1, offset: 0 }).catch(() => null);
    expect(wire.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([20_000, 10_000]);
  });
});

describe('with too little time left nothing is begun: a start needs five seconds, a read one', () => {
  test('a read fits into the last second', async () => {
    const { client: it, wire } = client(1_000);
    await it.poll('exec_1');
    expect(wire.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([1_000]);
  });

  test.each([4_999, 999, 0, -5_000])('%s ms before the end a start is not sent, and surely has not happened', async (leftMs) => {
    const { client: it, wire } = client(leftMs);
    const error = await failure(() => it.trigger(FAKE_WEBHOOK, {}));
    expect(error).toMatchObject({ kind: 'timed_out', canRetry: true });
    expect(error.message).toMatch(/Nothing was started/);
    expect(error.message).not.toMatch(/may have started/);
    expectReadable(error);
    expect(wire.sent).toEqual([]);
  });

  test('nor is a read', async () => {
    const { client: it, wire } = client(999);
    const error = await failure(() => it.poll('exec_1'));
    expect(error).toMatchObject({ kind: 'timed_out', canRetry: true });
    expect(error.message).not.toMatch(/start/i);
    expect(wire.sent).toEqual([]);
  });

  test('nor the second path of a look, where the first took all the time', async () => {
    const { client: it, wire, clock } = client(5_000, () => ((clock.atMs += 4_500), response(404, {})));
    expect(await failure(() => it.poll('exec_1'))).toMatchObject({ kind: 'timed_out' });
    expect(wire.sent).toHaveLength(1);
  });
});

test('a start that was cut off by the deadline may have happened', async () => {
  const { client: it } = client(6_000, () => { throw NetworkError.from({ name: 'TimeoutError' }); });
  expect(await failure(() => it.trigger(FAKE_WEBHOOK, {}))).toMatchObject({ kind: 'start_unknown', canRetry: false });
}); // prettier-ignore

describe('requireKey', () => {
  test('lets a connection with a key pass, and says where to get one otherwise', async () => {
    expect(() => client(9_000).client.requireKey()).not.toThrow();
    const keyless = new WireflowClient({ transport: recorded(() => STARTED).transport, baseUrl: BASE_URL, apiKey: null });
    expect(keyless.hasKey).toBe(false);
    const error = await failure(() => keyless.requireKey());
    expect(error).toMatchObject({ kind: 'no_key' });
    expectReadable(error);
  });
});
