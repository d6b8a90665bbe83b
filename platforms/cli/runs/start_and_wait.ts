import { accountOf } from '../../../core/api/account.js';
import { WireflowError } from '../../../core/model/errors.js';
import { hasEnded, type Execution } from '../../../core/model/execution.js';
import { imagesOf } from '../../../core/model/images.js';
import { madeBefore, type Reuse, type ReusePlan } from '../../../core/runs/made_before.js';
import type { StartAction } from '../../../core/runs/run_key.js';
import { startRun, withNotes, type StartVerdict } from '../../../core/runs/start_run.js';
import { waitAndLearn } from '../../../core/runs/wait_and_learn.js';
import type { Target } from '../../../core/runs/workflow_of_address.js';
import { downloadImage } from '../files/download.js';
import { imageExtension } from '../files/image_bytes.js';
import { untilInterrupted } from './interruption.js';
import type { RunOptions } from './run_options.js';
import type { Session } from './session.js';

/** What is started, read and checked before anything is sent. */
export interface Start {
  /** The kind of start, as part of what an Only Once ID stands for. */
  readonly action: StartAction;
  /** The webhook or workflow that it is started through, to know its earlier runs by. */
  readonly address: string;
  /** The workflow's id where it is known without asking: replies may leave it out. */
  readonly knownWorkflowId: string | null;
  /** The workflow that is started, however it was addressed. */
  workflow(): Promise<Target>;
  /** What is sent that the estimate of the saved workflow does not know, in words. */
  readonly unestimated: readonly string[];
  /** Everything that decides what is made, with a mark in place of each picture. @throws WireflowError where one can't be had */
  inputs(): Promise<unknown>;
  start(idempotencyKey: string | undefined): Promise<Execution>;
}

/** A start has to end within this; the wait for the images comes on top of it. */
const START_MS = 60_000;
const MS_PER_S = 1000;
/** The core's wait begins no look this close to its end. */
const LAST_LOOK_MS = 2_000;

/**
 * Starts a run within its cap, once per Only Once ID, and waits for it as long as the options say.
 *
 * @param onProgress told what is being done
 * @throws WireflowError before anything is started, or `start_unknown`; Interrupted
 */
export async function startAndWait(session: Session, start: Start, { runId, maxCredits, waitMs, afterFailure, reuse, uncertainCost }: RunOptions, onProgress: (doing: string) => void): Promise<Execution> {
  const { client, memory, clock } = session;
  if (waitMs !== null || reuse !== 'off') client.requireKey();
  const begun = startRun(client, memory, clock, {
    action: start.action,
    runId,
    afterFailure,
    maxCredits,
    unestimated: start.unestimated,
    uncertainCost,
    reuse: reuse === 'off' ? null : await reusePlan(session, start, reuse),
    wait: 'no',
    deadlineMs: clock.now() + START_MS,
    canLookAgain: false,
    workflow: start.workflow,
    start: async (idempotencyKey) => {
      // What Ctrl-C has come before is not begun any more, though nobody waits for it.
      if (session.signal.aborted) throw new WireflowError({ kind: 'unavailable', problem: 'Interrupted.', nextStep: 'Nothing was started.' });
      session.stage = { at: 'starting' };
      try {
        const execution = await start.start(idempotencyKey);
        session.stage = { at: 'started', executionId: execution.id };
        return execution;
      } catch (error) {
        session.stage = { at: 'before' };
        throw error;
      }
    },
  });
  const { execution: first, notes } = await untilInterrupted(begun, session.signal, () => session.stage).then(startedOf);
  session.stage = { at: 'started', executionId: first.id };
  const known = { ...first, workflowId: first.workflowId ?? start.knownWorkflowId };
  if (waitMs === null || hasEnded(known.status)) return known;
  onProgress(`Started ${known.id}; waiting up to ${Math.round(waitMs / MS_PER_S)} seconds for it to finish.`);
  const ended = await waitOn(session, known, waitMs, start.address);
  return withNotes({ ...ended, workflowId: ended.workflowId ?? start.knownWorkflowId }, notes);
}

/** How a run is found that this machine has made before from the same; null where it is to be made anew. */
async function reusePlan({ client, baseUrl, signal }: Session, { action, address, inputs }: Start, reuse: Reuse): Promise<ReusePlan | null> {
  // What a picture shows can't be told: then the start has a sentence for that, or the picture is made anew.
  const said = await inputs().catch(() => null);
  const before = said === null ? null : madeBefore(reuse, { account: accountOf(client), target: `${action}\n${address}`, inputs: said });
  if (before === null) return null;
  const isPicture = (url: string) => downloadImage(url, baseUrl, signal).then((bytes) => imageExtension(bytes) !== null, () => false); // prettier-ignore
  return { ...before, isThere: async ({ outputs }) => (await Promise.all(imagesOf(outputs).map(({ url }) => isPicture(url)))).every(Boolean) };
}

/**
 * Looks at a run until it has ended or the time is up.
 *
 * @param address what it was started through, where that is known
 * @throws Interrupted
 */
export async function waitOn(session: Session, execution: Execution, waitMs: number, address = execution.workflowId ?? undefined): Promise<Execution> {
  const { client, memory, clock, signal } = session;
  const nowMs = clock.now();
  const startedAtMs = execution.startedAt === null ? nowMs : Math.min(nowMs, Date.parse(execution.startedAt));
  const deadlineMs = nowMs + waitMs + LAST_LOOK_MS;
  return untilInterrupted(waitAndLearn(client, memory, clock, execution, { address, startedAtMs, deadlineMs, signal }), signal, () => session.stage);
}

function startedOf(verdict: StartVerdict): Extract<StartVerdict, { execution: Execution }> {
  if ('execution' in verdict) return verdict;
  throw new Error('A start that does not wait has no later look');
}
