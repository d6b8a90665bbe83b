import type { EndpointName } from '../../../core/api/endpoints.js';
import { recentExecutions } from '../../../core/watching/list_or_own_starts.js';
import { RequestBudget } from '../../../core/watching/request_budget.js';
import { rememberStart } from '../../../core/watching/own_starts.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { clientOf, expectReadable, failure, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { HandClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

const WORKFLOWS = response(200, [{ id: 'cm_a', name: 'A', webhookId: 'whk_fake_a' }, { id: 'cm_b', name: 'B' }]);
const NO_LIST = { listExecutions: response(404, {}), listWorkflowExecutions: response(404, {}), listWorkflows: WORKFLOWS };

/** A connection that has started four runs, at a service with these answers. */
async function connection(answers: Partial<Record<EndpointName, HttpResponse>>) {
  const [memory, clock] = [mapMemory(), new HandClock()];
  await rememberStart(memory, 'through_id', 'cm_a', NOON_MS - MINUTE_MS);
  await rememberStart(memory, 'through_webhook', 'whk_fake_a', NOON_MS - 2 * MINUTE_MS);
  await rememberStart(memory, 'of_another', 'cm_b', NOON_MS - 3 * MINUTE_MS);
  await rememberStart(memory, 'long_ago', 'cm_a', NOON_MS - 23 * HOUR_MS);
  await rememberStart(memory, 'too_long_ago', 'cm_a', NOON_MS - 25 * HOUR_MS);
  const wire = recorded(({ endpoint }) => answers[endpoint as EndpointName] ?? response(500, ''));
  const client = clientOf(wire, FAKE_KEY, clock.now);
  const budgetOf = (maxRequests: number) => new RequestBudget(client, { maxRequests, maxMs: 9_000 });
  const recent = (workflowId: string | null, needsSome = false, backToMs = NOON_MS - HOUR_MS, budget = budgetOf(20)) =>
    recentExecutions(client, memory, { workflowId, backToMs, maxPages: 1, budget, keptRequests: 0, mayEndEarly: true }, needsSome);
  return { recent, wire, memory, budgetOf };
}
const ids = ({ listed }: { listed: readonly { id: string }[] }) => listed.map(({ id }) => id);

test('where the service lists executions, its list counts, and what it says of their state', async () => {
  const { recent } = await connection({ listExecutions: response(200, [{ id: 'exec_1', status: 'COMPLETED', workflowId: 'cm_a' }]), listWorkflows: WORKFLOWS });
  const found = await recent(null);
  expect(ids(found)).toEqual(['exec_1']);
  expect(found).toMatchObject({ tellsState: true, said: expect.arrayContaining([expect.stringMatching(/Wireflow’s list/)]) });
});

describe('where it lists none, the runs of this connection count', () => {
  test('the newest first, each to be looked up, and the log says so', async () => {
    const found = await (await connection(NO_LIST)).recent(null);
    expect(ids(found)).toEqual(['through_id', 'through_webhook', 'of_another']);
    expect(found).toMatchObject({ tellsState: false, said: [expect.stringMatching(/that this connection has started/)] });
    expect(found.listed[0]).toMatchObject({ status: 'queued', startedAt: new Date(NOON_MS - MINUTE_MS).toISOString(), workflowId: null });
  });

  test('of one workflow, whether they were started through it or through its webhook', async () => {
    const { recent } = await connection(NO_LIST);
    expect(ids(await recent('cm_a'))).toEqual(['through_id', 'through_webhook']);
    expect(ids(await recent('cm_b'))).toEqual(['of_another']);
    expect((await recent('cm_b')).listed[0]?.workflowId).toBe('cm_b');
    expect(ids(await recent('cm_deleted'))).toEqual([]);
  });

  test.each([['of one workflow', 'cm_a'], ['of all', null]])('each request counts towards those of the poll: %s', async (_name, workflowId) => {
    const { recent, wire, budgetOf } = await connection(NO_LIST);
    const [most, budget] = [8, budgetOf(8)];
    expect(ids(await recent(workflowId, false, NOON_MS - HOUR_MS, budget))).toContain('through_webhook');
    let left = 0;
    while (budget.take()) left += 1;
    expect(wire.sent.length + left).toBe(most);
  });

  test('as far back as was asked for, and never more than a day', async () => {
    const { recent } = await connection(NO_LIST);
    expect(ids(await recent('cm_a', false, 0))).toEqual(['through_id', 'through_webhook', 'long_ago']);
    expect(ids(await recent('cm_a', false, NOON_MS - 90_000))).toEqual(['through_id']);
  });

  test('if there are none, a Zap just goes on; a person who waits for an example reads what to do', async () => {
    const { recent, memory } = await connection(NO_LIST);
    expect(ids(await recent('cm_b', true))).toEqual(['of_another']);
    memory.kept.clear();
    expect(ids(await recent('cm_a'))).toEqual([]);
    const error = await failure(() => recent('cm_a', true));
    expect(error).toMatchObject({ kind: 'no_execution_list' });
    expect(error.message).toMatch(/still fires for executions that Generate Image or Run Workflow start with this connection/);
    expectReadable(error);
  });
});

test.each([[401, 'bad_key'], [403, 'forbidden'], [429, 'rate_limited'], [500, 'unavailable']] as const)('a %s is no missing list: it is told', async (status, kind) => {
  const { recent } = await connection({ ...NO_LIST, listExecutions: response(status, {}) });
  expect(await failure(() => recent(null))).toMatchObject({ kind });
});
