import { rememberStart } from '../../../core/watching/own_starts.js';
import { Random } from '../../random.js';
import { Account, webhookOf, type ListKind } from './account.js';
import { ForgetfulMemory } from './forgetful_memory.js';
import { HOUR_MS, SECOND_MS, type Run } from './history.js';
import { SimulatedZap, type Trigger, type ZapPlan } from './simulated_zap.js';

export interface Scenario {
  readonly name: string;
  readonly kind: ListKind;
  readonly runs: readonly Run[];
  readonly zaps: readonly ZapPlan[];
  readonly seed: number;
}

export interface Simulated {
  readonly account: Account;
  readonly zaps: readonly SimulatedZap[];
  readonly memory: ForgetfulMemory;
  readonly forgotten: number;
}

/** The machines that Zapier runs a step on agree on the time up to this; the service's clock is off by minutes. */
const LARGEST_MACHINE_SKEW_MS = 2 * SECOND_MS;
const FORGETS_EVERY_MS = [4 * HOUR_MS, 20 * HOUR_MS] as const;
/** After the last run has ended the Zaps poll on, so that the last ones arrive. */
const LAST_POLLS_MS = 2 * HOUR_MS;
const AT_ONCE_SHARE = 0.05;

/** Lives through a scenario: runs start and end, Zaps poll, the platform forgets now and then. */
export async function simulate({ kind, runs, zaps: plans, seed }: Scenario, trigger?: Trigger): Promise<Simulated> {
  const random = new Random(seed);
  const account = new Account(runs, kind, seed + 1);
  let machineSkewMs = 0;
  const now = () => account.nowMs + machineSkewMs;
  const memory = new ForgetfulMemory(now);
  const zaps = plans.map((plan) => new SimulatedZap(plan, account, memory, now, trigger));
  const untilMs = Math.max(...runs.map(({ endMs }) => endMs)) + LAST_POLLS_MS;
  // Without a list, what was started elsewhere or forgotten can't be known: only the watch is forgotten there.
  const isForgotten = kind.paths === 'none' ? (key: string) => !key.startsWith('started:') : undefined;
  let [forgotten, nextRun] = [0, 0];
  let nextForgetMs = account.nowMs + random.between(...FORGETS_EVERY_MS);

  const startUpTo = async (ms: number) => {
    for (; nextRun < runs.length && (runs[nextRun] as Run).startMs <= ms; nextRun += 1) {
      const { id, workflowId, startMs } = runs[nextRun] as Run;
      if (kind.paths !== 'none') continue;
      const machineMs = startMs + random.between(-LARGEST_MACHINE_SKEW_MS, LARGEST_MACHINE_SKEW_MS);
      await rememberStart(memory, id, random.chance(0.5) ? workflowId : webhookOf(workflowId), machineMs);
    }
  };

  for (;;) {
    const [first, second] = [...zaps].sort((a, b) => a.nextPollMs - b.nextPollMs) as [SimulatedZap, SimulatedZap];
    if (first.nextPollMs > untilMs) break;
    account.nowMs = Math.max(account.nowMs, first.nextPollMs);
    if (account.nowMs >= nextForgetMs) {
      memory.forgetAll(isForgotten);
      forgotten += 1;
      nextForgetMs = account.nowMs + random.between(...FORGETS_EVERY_MS);
    }
    await startUpTo(account.nowMs);
    machineSkewMs = random.between(-LARGEST_MACHINE_SKEW_MS, LARGEST_MACHINE_SKEW_MS);
    // Two Zaps may poll at the same moment, and then write over each other's memory.
    const polling = second && second.turnedOn && random.chance(AT_ONCE_SHARE) ? [first, second] : [first];
    await Promise.all(polling.map((zap) => zap.poll()));
    for (const zap of polling) zap.nextPollMs = account.nowMs + random.between(...zap.plan.everyMs);
  }
  return { account, zaps, memory, forgotten };
}
