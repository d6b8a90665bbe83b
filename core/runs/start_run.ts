import type { WireflowClient } from '../api/client.js';
import { assertAffordable, costInWords } from './cost_cap.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, unknownExecution, type Execution } from '../model/execution.js';
import { lookAgain, type Verdict } from './requeue.js';
import type { LockingMemory } from '../memory.js';
import { earlierRun, runKey, startOnce, type ClaimedRun } from './run_id_claim.js';
import { couldNotLook, waitForEnd, type Clock } from './wait_for_end.js';

export const WAITS = ['no', 'up_to_25_s', 'until_finished'] as const;
export type Wait = (typeof WAITS)[number];

/** A step that starts a run gives up looking again after this long. */
const LONGEST_WAIT_MS = 60 * 60_000;
const STARTED_BEFORE = 'A step with this Run ID has started this run before; nothing new was started.';

export interface StartPlan {
  /** The workflow or webhook, as part of what a Run ID stands for. */
  readonly target: string;
  /** Null where the person maps none: then no two runs are ever merged. */
  readonly runId: string | null;
  /** Null for no cap. */
  readonly maxCredits: number | null;
  readonly wait: Wait;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Whether the platform can run the step again later: not while somebody watches it in the editor. */
  readonly canLookAgain: boolean;
  /** The workflow's id, for the estimate. */
  workflowId(): Promise<string>;
  start(idempotencyKey: string | undefined): Promise<Execution>;
  /** Told of each run that was started now, once its Run ID stands for it. */
  onStarted?(executionId: string): Promise<void>;
}

/**
 * Starts a run as its plan says: within the cap, once per Run ID, and waited for.
 *
 * @returns the run as last seen, or how long to wait before the step is run again with the same Run ID
 * @throws WireflowError before anything is started, or `start_unknown`
 */
export async function startRun(client: WireflowClient, memory: LockingMemory, clock: Clock, plan: StartPlan): Promise<Verdict> {
  if (plan.wait !== 'no' || plan.maxCredits !== null) client.requireKey();
  const key = plan.runId === null ? undefined : runKey(plan.target, plan.runId);
  const earlier = key === undefined ? null : await earlierRun(memory, key, clock.now());
  const { run, note } = earlier === null ? await startNow(client, memory, clock, plan, key) : { run: earlier, note: STARTED_BEFORE };
  // Beside the wait and not before it; that a run is not remembered is no error of its start.
  const remembering = run.started === null ? undefined : plan.onStarted?.(run.executionId).catch(() => undefined);
  const verdict = await waitAsPlanned(client, memory, clock, plan, key, run);
  await remembering;
  // Said last, since every look at the run brings a message of its own.
  return 'execution' in verdict && note !== null ? { execution: withNote(verdict.execution, note) } : verdict;
}

async function waitAsPlanned(client: WireflowClient, memory: LockingMemory, clock: Clock, plan: StartPlan, key: string | undefined, run: ClaimedRun): Promise<Verdict> {
  const first = run.started ?? (await lookAtEarlier(client, run));
  if (plan.wait === 'no') return { execution: first };

  const seen = await waitForEnd(client, clock, first, { startedAtMs: run.startedAtMs, deadlineMs: plan.deadlineMs });
  if (plan.wait === 'up_to_25_s' || hasEnded(seen.status)) return { execution: seen };
  // Without a Run ID the step would not find its run again, and start another one.
  if (key === undefined) return { execution: { ...seen, message: 'The run goes on. To wait until it has finished, map a Run ID, or use Find Execution.' } };
  if (!plan.canLookAgain) return { execution: seen };
  // Nor would it where the platform has not kept the Run ID.
  const kept = await earlierRun(memory, key, clock.now()).catch(() => null);
  if (kept?.executionId !== seen.id) return { execution: { ...seen, message: 'The run goes on; find it later by its Execution ID.' } };
  return lookAgain(seen, { sinceMs: run.startedAtMs, nowMs: clock.now(), longestWaitMs: LONGEST_WAIT_MS });
}

interface Begun {
  readonly run: ClaimedRun;
  /** What the person should know about the start. */
  readonly note: string | null;
}

async function startNow(client: WireflowClient, memory: LockingMemory, clock: Clock, plan: StartPlan, key: string | undefined): Promise<Begun> {
  const note = plan.maxCredits === null ? null : await checkCost(client, plan, plan.maxCredits);
  if (key !== undefined) {
    const run = await startOnce(memory, key, clock.now(), () => plan.start(key));
    return { run, note: run.started === null ? STARTED_BEFORE : note };
  }
  const startedAtMs = clock.now();
  const started = await plan.start(undefined);
  return { run: { executionId: started.id, started, startedAtMs }, note };
}

/** @returns what to tell the person about an estimate that is only a lower bound */
async function checkCost(client: WireflowClient, plan: StartPlan, maxCredits: number): Promise<string | null> {
  const estimate = await client.estimate(await plan.workflowId());
  assertAffordable(estimate, maxCredits);
  return estimate.isComplete ? null : `The estimate is a lower bound: ${costInWords(estimate)}.`;
}

/** The run exists, whatever happens here: its id must reach the person. What passes by itself may end the step all the same. */
async function lookAtEarlier(client: WireflowClient, { executionId }: ClaimedRun): Promise<Execution> {
  const unknown = unknownExecution(executionId);
  // Without a key a run can't be looked at; its id is what the person needs.
  if (!client.hasKey) return unknown;
  return client.poll(executionId).catch((error: unknown) => {
    if (!(error instanceof WireflowError) || error.canRetry) throw error;
    return { ...unknown, message: couldNotLook(error) };
  });
}

function withNote(execution: Execution, note: string): Execution {
  const said = execution.message?.trim().replace(/\.$/, '') ?? '';
  return { ...execution, message: said === '' ? note : `${said}. ${note}` };
}
