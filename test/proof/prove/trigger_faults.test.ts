// Faults of the trigger that `npm run prove` has found, each in its smallest form.
import { endedExecutions, type EndedRequest } from '../../../core/watching/ended_executions.js';
import { WireflowClient } from '../../../core/api/client.js';
import { imageOutputs } from '../../../core/outputs/image_output.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import { rememberStart, startedSince } from '../../../core/watching/own_starts.js';
import { HOUR_MS, ListingService, MINUTE_MS, SECOND_MS, type ListingOptions } from '../../helpers/listing_service.js';
import { BASE_URL, FAKE_KEY, mapMemory } from '../../helpers/core.js';

function world(options: Partial<ListingOptions>, skewMs = 0) {
  const service = new ListingService({ requestsPerMinute: 60, ...options });
  const memory = mapMemory();
  const client = () => new WireflowClient({ transport: service.transport, baseUrl: BASE_URL, apiKey: FAKE_KEY, now: () => service.nowMs + skewMs });
  const zap = () => {
    const fired = new Map<string, number>();
    const poll = async (purpose: EndedRequest['purpose'] = 'new') => {
      for (const { id, outputs } of await endedExecutions(client(), memory, { workflowId: null, purpose })) {
        if (!fired.has(id)) fired.set(id, outputs.filter(({ kind }) => kind === 'image').length);
      }
    };
    return { fired, poll };
  };
  return { service, memory, zap, client };
}

test('a run is not taken for one without images because the clocks differ', async () => {
  const { service, zap } = world({ outputs: 'none' }, 4 * MINUTE_MS);
  const { poll, fired } = zap();
  await poll('known');
  service.start('late', { takesMs: 20 * SECOND_MS, outputAtMs: service.nowMs + 60 * SECOND_MS });
  for (let look = 0; look < 8; look += 1) {
    service.nowMs += 30 * SECOND_MS;
    await poll();
  }
  expect([...fired]).toEqual([['late', 1]]);
});

test('a list without images does not have the same runs looked up at every poll', async () => {
  const { service, zap } = world({ outputs: 'none' });
  const { poll, fired } = zap();
  await poll('known');
  for (let index = 0; index < 400; index += 1) service.start(`run_${index}`, { startsAtMs: service.nowMs + index * 20 * SECOND_MS });
  for (let look = 0; look < 70; look += 1) {
    service.nowMs += 2 * MINUTE_MS;
    await poll();
  }
  expect(fired.size).toBe(400);
  service.sent.length = 0;
  await poll();
  expect(service.sent.length).toBeLessThanOrEqual(5);
});

test('a run that takes longer than the list is read back fires for each Zap of the connection', async () => {
  const { service, zap } = world({});
  const [often, seldom] = [zap(), zap()];
  await often.poll('known');
  await seldom.poll('known');
  service.start('long', { takesMs: 3 * HOUR_MS - MINUTE_MS });
  for (let minute = 5; minute <= 240; minute += 5) {
    service.nowMs += 5 * MINUTE_MS;
    await often.poll();
    if (minute % 15 === 0) await seldom.poll();
  }
  expect([[...often.fired.keys()], [...seldom.fired.keys()]]).toEqual([['long'], ['long']]);
});

test('a backlog holds up neither what is new nor what has waited', async () => {
  const { service, zap } = world({ outputs: 'none' });
  const { poll, fired } = zap();
  for (let index = 0; index < 240; index += 1) service.start(`old_${String(index).padStart(3, '0')}`, { startsAtMs: service.nowMs - (index + 1) * 40 * SECOND_MS });
  service.start('new', { startsAtMs: service.nowMs - 10 * SECOND_MS, takesMs: SECOND_MS });
  await poll();
  expect([fired.has('new'), fired.has('old_239')]).toEqual([true, false]);
  for (let look = 0; look < 8; look += 1) {
    service.nowMs += 2 * MINUTE_MS;
    await poll();
  }
  expect(fired.size).toBe(241);
});

test('a Zap for each image does not fire for images of runs that were over when it was turned on', async () => {
  const { service, client, memory } = world({ outputs: 'none' });
  service.start('before', { startsAtMs: service.nowMs - HOUR_MS, images: 4 });
  const ids = async (purpose: 'known' | 'new') =>
    (await endedExecutions(client(), memory, { workflowId: null, purpose, tellsImagesApart: true }))
      .map((execution) => executionOutput(execution, () => null))
      .flatMap((output) => imageOutputs(output).map(({ id }) => id));
  const known = new Set(await ids('known'));
  service.nowMs += MINUTE_MS;
  const seen = await ids('new');
  expect(known.size).toBe(4);
  expect(seen.filter((id) => !known.has(id))).toEqual([]);
});

test('remembering a start asks the platform a few times only, however many there were lately, and all are found again', async () => {
  const memory = mapMemory();
  const nowMs = Date.parse('2026-03-20T12:00:00.000Z');
  let most = 0;
  for (let run = 0; run < 60; run += 1) {
    let calls = 0;
    const counted = { ...memory, get: async (key: string) => ((calls += 1), memory.get(key)) };
    await rememberStart(counted, `exec_${run}`, 'whk_fake', nowMs);
    most = Math.max(most, calls);
  }
  expect(most).toBeLessThanOrEqual(15);
  expect((await startedSince(memory, nowMs - MINUTE_MS, nowMs)).length).toBe(60);
});
