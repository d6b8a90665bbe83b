import type { Cost } from '../cost.js';

/** What the worker is to do. */
export interface StepsInput {
  readonly blocks: number;
  readonly runsPerBlock: number;
  readonly warmUpRuns: number;
}

/** What the worker has found about a step. */
export interface StepCosts {
  readonly name: string;
  /** Of one run, to Wireflow. */
  readonly requests: number;
  /** Of one run, to Zapier's cache. */
  readonly cacheCalls: number;
  readonly blocks: readonly BlockCosts[];
}

/** What a run costs on average, measured one after the other. */
export interface BlockCosts {
  readonly ours: Cost;
  /** A bare step in an app with our definition, with as many requests and cache calls. */
  readonly bare: Cost;
  /** A bare step in an app that has nothing else, with as many requests and cache calls. */
  readonly alone: Cost;
  /** The same without the cache calls. */
  readonly aloneUncached: Cost;
}
