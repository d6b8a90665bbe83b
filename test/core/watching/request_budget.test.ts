import { RequestBudget } from '../../../core/watching/request_budget.js';
import { clientOf, FAKE_KEY, recorded, response } from '../../helpers/core.js';

let nowMs = 0;
const LIMITS = { maxRequests: 20, maxMs: 10_000 };

function clientWith(remaining?: () => number) {
  return clientOf(recorded(() => response(200, [], remaining ? { 'X-RateLimit-Remaining': String(remaining()) } : {})), FAKE_KEY, () => nowMs);
}
function granted(budget: RequestBudget, kept?: number): number {
  let count = 0;
  while (count < 1000 && budget.take(kept)) count += 1;
  return count;
}

describe('how many requests one poll may send', () => {
  beforeEach(() => {
    nowMs = 0;
  });

  test('while the service says nothing of its limit, fewer than its smallest plan has a minute', () => {
    expect(granted(new RequestBudget(clientWith(), LIMITS))).toBe(8);
    expect(granted(new RequestBudget(clientWith(), { ...LIMITS, maxRequests: 3 }))).toBe(3);
  });

  test('while there is plenty, what the poll asked for', async () => {
    const client = clientWith(() => 500);
    await client.listWorkflows();
    expect(granted(new RequestBudget(client, LIMITS))).toBe(20);
  });

  test('some of what is left stays for the person\'s other steps', async () => {
    let remaining = 7;
    const client = clientWith(() => (remaining -= 1));
    const budget = new RequestBudget(client, LIMITS);
    let sent = 0;
    while (budget.take()) {
      await client.listWorkflows();
      sent += 1;
    }
    expect([sent, remaining]).toEqual([5, 2]);
  });

  test('the first one is always granted, and no more when nothing is left', async () => {
    const client = clientWith(() => 0);
    await client.listWorkflows();
    expect(granted(new RequestBudget(client, LIMITS))).toBe(1);
  });

  test('none begins after the time is up', () => {
    const budget = new RequestBudget(clientWith(), LIMITS);
    expect(budget.take()).toBe(true);
    nowMs = 9_999;
    expect(budget.take()).toBe(true);
    nowMs = 10_000;
    expect(budget.take()).toBe(false);
  });

  test('what is kept for later is not taken now, and is there later', async () => {
    const budget = new RequestBudget(clientWith(), LIMITS);
    expect([granted(budget, 3), granted(budget)]).toEqual([5, 3]);
    let remaining = 10;
    const told = clientWith(() => remaining);
    await told.listWorkflows();
    const second = new RequestBudget(told, LIMITS);
    second.take();
    remaining = 5;
    await told.listWorkflows();
    expect([second.take(3), second.take()]).toEqual([false, true]);
  });
});
