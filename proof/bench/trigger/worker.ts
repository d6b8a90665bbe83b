// In a process of its own: polls Execution Completed as a Zap does, long after it was switched on, and says what it costs.
import app from '../../../index.js';
import { countRequestsTo } from '../../../demo/request_count.js';
import { enterService } from '../app_world.js';
import { costOf } from '../cost.js';
import { processInput, processOutput } from '../fresh_process.js';
import type { SentRequest } from '../service/commands.js';
import { startServiceProcess } from '../service/process.js';
import { bareApp } from '../steps/bare_app.js';
import type { PollCost, TriggerInput } from './costs.js';

const START_MS = Date.UTC(2026, 2, 20, 12);
/** One run, and one poll, in five minutes: the window that a poll looks back upon is full with the shortest history. */
const EVERY_MS = 5 * 60_000;
const METHOD = 'triggers.execution_completed.operation.perform';

const { histories, list, polls, warmUpPolls } = processInput<TriggerInput>();
// One after another: the app knows one service at a time.
const accounts: (() => Promise<PollCost>)[] = [];
for (const history of histories) accounts.push(await newAccount(history));
const all: PollCost[][] = accounts.map(() => []);
for (let index = -warmUpPolls; index < polls; index += 1) {
  for (const [which, account] of accounts.entries()) {
    const cost = await account();
    if (index >= 0) all[which]!.push(cost);
  }
}
processOutput(all);

/**
 * An account with a Zap that has just been switched on.
 *
 * @returns lets five minutes pass, in which a run ends, and polls; says what the poll cost
 */
async function newAccount(history: number): Promise<() => Promise<PollCost>> {
  const serviceProcess = startServiceProcess();
  const service = await serviceProcess.call('start', { clock: 'manual', startAt: START_MS, executionList: list });
  await serviceProcess.call('addHistory', history, EVERY_MS);
  const [requests, cacheCalls] = [service.url, service.rpcUrl].map((url) => countRequestsTo(new URL(url).host)) as [{ count: number }, { count: number }];
  const world = enterService(service, START_MS);
  const zap = world.connect(app, true);
  let nowMs = START_MS;
  let sequence: readonly SentRequest[] = [];
  let calls = 0;
  const alone = world.connect(bareApp(() => sequence, () => calls), true);
  const ids = async (meta: object) => (await zap.run<{ id: string }[]>(METHOD, {}, { ...meta })).map(({ id }) => id);
  const seen = new Set(await ids({ isPopulatingDedupe: true }));

  return async () => {
    nowMs += EVERY_MS;
    await serviceProcess.call('advance', EVERY_MS);
    await serviceProcess.call('addHistory', 1, EVERY_MS);
    enterService(service, nowMs);
    await serviceProcess.call('takeRequests');
    const before = [requests.count, cacheCalls.count] as const;
    let found: string[] = [];
    const cost = await costOf(1, async () => (found = await ids({})));
    const fresh = found.filter((id) => !seen.has(id)).length;
    found.forEach((id) => seen.add(id));
    const counted = { requests: requests.count - before[0], cacheCalls: cacheCalls.count - before[1] };
    sequence = await serviceProcess.call('takeRequests');
    calls = counted.cacheCalls;
    const { cpuMs: aloneCpuMs } = await costOf(1, () => alone.run('triggers.bare.operation.perform'));
    return { ...cost, ...counted, fresh, aloneCpuMs };
  };
}
