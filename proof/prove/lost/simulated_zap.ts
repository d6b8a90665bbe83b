import { WireflowClient } from '../../../core/api/client.js';
import { endedExecutions, type Outcome } from '../../../core/watching/ended_executions.js';
import { WireflowError } from '../../../core/model/errors.js';
import { imageOutputs } from '../../../core/outputs/image_output.js';
import type { LockingMemory } from '../../../core/memory.js';
import { executionOutput, type ExecutionOutput } from '../../../core/outputs/execution_output.js';
import type { Transport } from '../../../core/api/transport.js';
import { BASE_URL, type Account } from './account.js';

const FAKE_KEY = 'sk-fake-0123456789abcdef';

/** The product's, or one with a fault planted in it. */
export type Trigger = typeof endedExecutions;

export interface ZapPlan {
  readonly name: string;
  readonly workflowId: string | null;
  readonly outcome: Outcome;
  /** Fires for each image by itself. */
  readonly perImage: boolean;
  /** When it is turned on, true time. */
  readonly onMs: number;
  /** Its polls are this far apart, ms. */
  readonly everyMs: readonly [shortest: number, longest: number];
}

/** What a Zap does with what a trigger hands over: drops the ids that it has seen, and runs once for each other. */
export class SimulatedZap {
  /** By run, or by link where each image fires: what it ran for, and how often. */
  readonly fired = new Map<string, { readonly output: ExecutionOutput; times: number }>();
  readonly #seen = new Set<string>();
  readonly requests: number[] = [];
  readonly memoryCalls: number[] = [];
  failedPolls = 0;
  /** The true times between which its first poll took what was there for known; null before that. */
  turnedOn: { readonly fromMs: number; readonly toMs: number } | null = null;
  nextPollMs: number;

  constructor(
    readonly plan: ZapPlan,
    readonly account: Account,
    readonly memory: LockingMemory & { readonly calls: number },
    /** What the platform's machine takes for the present. */
    readonly now: () => number,
    readonly trigger: Trigger = endedExecutions,
  ) {
    this.nextPollMs = plan.onMs;
  }

  /** One poll as Zapier makes it; a failure leaves everything to the next. */
  async poll(): Promise<void> {
    const { workflowId, outcome } = this.plan;
    const [fromMs, calls] = [this.account.nowMs, this.memory.calls];
    let sent = 0;
    const transport: Transport = (request) => {
      sent += 1;
      return this.account.transport(request);
    };
    const client = new WireflowClient({ transport, baseUrl: BASE_URL, apiKey: FAKE_KEY, now: this.now });
    try {
      const purpose = this.turnedOn === null ? 'known' : 'new';
      const executions = await this.trigger(client, this.memory, { workflowId, outcome, purpose, tellsImagesApart: this.plan.perImage });
      this.#take(executions.map((execution) => executionOutput(execution, () => null)), purpose === 'new');
      this.turnedOn ??= { fromMs, toMs: this.account.nowMs };
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      this.failedPolls += 1;
    }
    this.requests.push(sent);
    this.memoryCalls.push(this.memory.calls - calls);
  }

  #take(outputs: readonly ExecutionOutput[], fires: boolean): void {
    // A repeated id within one poll is dropped like one that was seen before; here it counts against us.
    const items = outputs.flatMap((output) => (this.plan.perImage ? imageOutputs(output).map(({ id, url }) => ({ id, what: url, output })) : [{ id: output.id, what: output.id, output }]));
    const inThisPoll = new Set<string>();
    for (const { id, what, output } of items) {
      const fired = this.fired.get(what);
      if (inThisPoll.has(id) && fired) fired.times += 1;
      else if (fires && !this.#seen.has(id)) this.fired.set(what, { output, times: (fired?.times ?? 0) + 1 });
      this.#seen.add(id);
      inThisPoll.add(id);
    }
  }
}
