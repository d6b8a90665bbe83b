// In a process of its own: what each step costs, and what it costs to send the same requests and do nothing else.
import type { Zap } from '../../../demo/zap.js';
import app from '../../../index.js';
import { countRequestsTo } from '../../../demo/request_count.js';
import { enterService } from '../app_world.js';
import { costOf, type Cost } from '../cost.js';
import { processInput, processOutput } from '../fresh_process.js';
import type { SentRequest } from '../service/commands.js';
import { startServiceProcess } from '../service/process.js';
import { bareApp } from './bare_app.js';
import { FLUX, stepCases } from './cases.js';
import type { BlockCosts, StepCosts, StepsInput } from './costs.js';

/** Longer than the time within which starts are remembered together, so that every run finds the memory as a first one does. */
const BETWEEN_RUNS_MS = 10 * 60_000;

const { blocks: blockCount, runsPerBlock, warmUpRuns } = processInput<StepsInput>();
const serviceProcess = startServiceProcess();
const service = await serviceProcess.call('start', { clock: 'real', durationMs: 1 });
const executionId = await serviceProcess.call('addHistory', 20, 60_000);
const { time, connect } = enterService(service, Date.now());
const cacheCalls = countRequestsTo(new URL(service.rpcUrl).host);

const made = await connect(app, true).run<{ job_address: string }>('creates.generate_flux_image.operation.perform', FLUX);
const job = made.job_address;

let sequence: readonly SentRequest[] = [];
let calls = 0;
const zaps = {
  bare: connect(bareApp(() => sequence, () => calls, app), true),
  alone: connect(bareApp(() => sequence, () => calls), true),
  aloneUncached: connect(bareApp(() => sequence, () => 0), true),
};
const all: StepCosts[] = [];
let run = 0;
for (const { name, method, hasKey, inputData } of stepCases(service, executionId, job)) {
  const zap = connect(app, hasKey);
  const ours = () => {
    time.nowMs += BETWEEN_RUNS_MS;
    return zap.run(method, inputData((run += 1)));
  };
  const bareMethod = `${method.split('.')[0]}.bare.operation.perform`;
  const bare = (zap: Zap) => () => zap.run(bareMethod);
  const contenders = { ours, bare: bare(zaps.bare), alone: bare(zaps.alone), aloneUncached: bare(zaps.aloneUncached) };

  await ours();
  await serviceProcess.call('takeRequests');
  const callsBefore = cacheCalls.count;
  await ours();
  sequence = await serviceProcess.call('takeRequests');
  calls = cacheCalls.count - callsBefore;
  for (const one of Object.values(contenders)) await costOf(warmUpRuns, one);
  const blocks: BlockCosts[] = [];
  for (let block = 0; block < blockCount; block += 1) {
    const costs: Record<string, Cost> = {};
    for (const [who, one] of Object.entries(contenders)) costs[who] = await costOf(runsPerBlock, one);
    blocks.push(costs as unknown as BlockCosts);
  }
  all.push({ name, requests: sequence.length, cacheCalls: calls, blocks });
}
serviceProcess.close();
processOutput(all);
