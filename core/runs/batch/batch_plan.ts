import type { WireflowClient } from '../../api/client.js';
import type { LockingMemory } from '../../memory.js';
import type { WireflowError } from '../../model/errors.js';
import type { Execution } from '../../model/execution.js';
import type { Owner } from '../owner.js';
import type { StartPlan } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';

/** One of the runs that a step means. */
export interface BatchItem {
  /** Its place in the person's list, from 1: with the Only Once ID it tells the run from all others. */
  readonly number: number;
  /** What is asked for, by which a list that has changed is noticed. */
  readonly prompt: string;
  start(): Promise<Execution>;
}

export interface BatchPlan extends Pick<StartPlan, 'action' | 'runId' | 'maxCredits' | 'unestimated' | 'uncertainCost' | 'wait' | 'deadlineMs' | 'canLookAgain' | 'workflow' | 'onStarted'> {
  readonly items: readonly BatchItem[];
  /** The webhook that is started, to know its earlier runs by. */
  readonly address: string;
}

/** What a batch does its work with, and the key that its Only Once ID makes. */
export interface BatchStep {
  readonly client: WireflowClient;
  readonly memory: LockingMemory;
  readonly clock: Clock;
  readonly plan: BatchPlan;
  readonly owner: Owner;
  /** Null where the person maps no Only Once ID: then no two runs are ever merged. */
  readonly key: string | null;
}

/** A run that has been started, by this step or by an earlier one. */
export interface StartedItem {
  readonly as: 'started';
  /** As last seen. */
  readonly execution: Execution;
  readonly startedAtMs: number;
  readonly isEarlier: boolean;
  /** Whether an earlier step with this Only Once ID, and not an earlier look of this one, has started it. */
  readonly isReplayed?: boolean;
  /** Whether all that the service tells of the run has been asked for. */
  readonly isWhole?: boolean;
}

/** A prompt that has no run: the service refused it; its start may have arrived; or it has not been started, or not yet. */
export interface UnstartedItem {
  readonly as: 'refused' | 'may_have_started' | 'not_started';
  /** Why; null for one whose turn has not come. */
  readonly error: WireflowError | null;
  /** Which attempt under its key is free, from 0. */
  readonly attempt: number;
}

export type ItemState = StartedItem | UnstartedItem;
