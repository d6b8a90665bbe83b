import type { EmulatorOptions } from '../../../emulators/wireflow/index.js';
import type { Cost } from '../cost.js';

/** What the worker is to do. */
export interface TriggerInput {
  /** How many executions each account has, all measured in turn. */
  readonly histories: readonly number[];
  readonly list: NonNullable<EmulatorOptions['executionList']>;
  readonly polls: number;
  readonly warmUpPolls: number;
}

/** What a poll of one account took. */
export interface PollCost extends Cost {
  readonly requests: number;
  readonly cacheCalls: number;
  /** Executions that it brought: a trigger that brings nothing would be fast as well. */
  readonly fresh: number;
  /** CPU time of a poll in an app that has nothing else, with the same requests and as many cache calls, right after it. */
  readonly aloneCpuMs: number;
}
