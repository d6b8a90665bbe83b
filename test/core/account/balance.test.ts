import { creditBalance } from '../../../core/account/balance.js';
import type { EndpointName } from '../../../core/api/endpoints.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { clientOf, failure, recorded, response } from '../../helpers/core.js';

const WORKFLOWS = response(200, [{ id: 'cm_a', name: 'A' }, { id: 'cm_b', name: 'B' }]);
const ESTIMATE = response(200, { estimatedCredits: 5, availableCredits: 77 });

/** A service that answers each call as told, and whatever else with its own fault. */
function service(answers: Partial<Record<EndpointName, HttpResponse>>) {
  const wire = recorded(({ endpoint }) => answers[endpoint as EndpointName] ?? response(500, ''));
  return { balance: () => creditBalance(clientOf(wire)), asked: () => wire.sent.map(({ url }) => url.replace(/.*\/v1/, '')) };
}

test('the balance is what the service says it is, in one request', async () => {
  const { balance, asked } = service({ usage: response(200, { data: { balance: 9 } }) });
  expect([await balance(), asked()]).toEqual([9, ['/developer/usage']]);
});

test('a balance of nothing is a balance', async () => {
  expect(await service({ usage: response(200, { credits: 0 }), listWorkflows: WORKFLOWS, estimate: ESTIMATE }).balance()).toBe(0);
});

describe('where the balance call gives nothing, an estimate of any workflow names it', () => {
  test.each([
    ['is not there', response(404, {})],
    ['may not be used by this key', response(403, {})],
    ['refuses', response(400, {})],
    ['answers in words that nobody knows', response(200, { plan: 'Pro' })],
    ['answers with a page', response(200, '<html>')],
  ])('because it %s', async (_why, usage) => {
    const { balance, asked } = service({ usage, listWorkflows: WORKFLOWS, estimate: ESTIMATE });
    expect(await balance()).toBe(77);
    expect(asked()).toEqual(['/developer/usage', '/workflows', '/workflows/cm_a/estimate']);
  });

  test('an empty account counts here too', async () => {
    expect(await service({ usage: response(404, {}), listWorkflows: WORKFLOWS, estimate: response(200, { estimatedCredits: 5, availableCredits: 0 }) }).balance()).toBe(0);
  });
});

describe('where neither gives it, the person reads about the balance', () => {
  const usage = response(403, { error: 'Missing scope' });
  test.each([
    ['there is no workflow to estimate', { listWorkflows: response(200, []) }],
    ['the workflows may not be listed', { listWorkflows: response(403, {}) }],
    ['the estimate names no balance', { listWorkflows: WORKFLOWS, estimate: response(200, { estimatedCredits: 5 }) }],
    ['the estimate is refused', { listWorkflows: WORKFLOWS, estimate: response(400, {}) }],
    ['the workflow is gone by then', { listWorkflows: WORKFLOWS, estimate: response(404, {}) }],
  ])('when %s', async (_why, answers) => {
    const error = await failure(service({ usage, ...answers }).balance);
    expect(error).toMatchObject({ kind: 'forbidden' });
    expect(error.message).toMatch(/usage:read/);
  });
});

describe('what has nothing to do with the balance is not covered up', () => {
  test.each([['a bad key', response(401, {}), 'bad_key'], ['a limit', response(429, {}), 'rate_limited'], ['a fault of the service', response(500, ''), 'unavailable']])('%s', async (_what, usage, kind) => {
    const { balance, asked } = service({ usage, listWorkflows: WORKFLOWS, estimate: ESTIMATE });
    expect(await failure(balance)).toMatchObject({ kind });
    expect(asked()).toHaveLength(1);
  });

  test('nor a limit that is met on the way to the estimate', async () => {
    expect(await failure(service({ usage: response(404, {}), listWorkflows: response(429, {}) }).balance)).toMatchObject({ kind: 'rate_limited', canRetry: true });
  });

  test('nor a mistake in this program', async () => {
    const wire = recorded(() => { throw new RangeError('bug'); });
    await expect(creditBalance(clientOf(wire))).rejects.toThrow(RangeError);
    expect(wire.sent).toHaveLength(1);
  }); // prettier-ignore
});
