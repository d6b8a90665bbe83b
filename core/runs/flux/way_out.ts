import type { LockingMemory } from '../../memory.js';
import { WireflowError } from '../../model/errors.js';
import type { Owner } from '../owner.js';
import { earlierRun, isClaimed } from '../run_id_claim.js';
import { runKey, targetOf, type StartAction } from '../run_key.js';
import type { Clock } from '../wait_for_end.js';
import { addressAsTarget, type Target } from '../workflow_of_address.js';
import { bothFailed, maySwitch } from './fallback.js';
import type { FluxPlan } from './flux_plan.js';
import { isJobAddress } from './job_address.js';

/** As a plan for images takes it. */
export type OwnedTarget = Required<Pick<FluxPlan, 'target' | 'owner'>>;

/** What is started at Wireflow, and what may be made in its place. */
export interface WayOut<T> {
  readonly action: StartAction;
  /** The webhook or workflow as the person has named it. */
  readonly address: string;
  /** Null where no two runs are ever merged. */
  readonly runId: string | null;
  /** Whose a start of it is. */
  readonly owner: Owner;
  workflow(): Promise<Target>;
  /** @throws WireflowError before anything is started, or `start_unknown` */
  start(): Promise<T>;
  /** Whether a prompt alone describes the picture: nothing else can be made elsewhere. */
  isPromptAlone(): boolean;
  /**
   * @param why Wireflow's refusal; null for an image that an earlier step has made
   * @param target what the Only Once ID stands for beside itself, and whose that is: a start and the image in its place are one
   */
  makeElsewhere(why: string | null, target: OwnedTarget): Promise<T>;
}

/**
 * Starts a run, and makes one image elsewhere where Wireflow surely started nothing. An Only Once ID covers both: where it
 * already stands for an image from elsewhere, that image is given, and a run that an earlier step has started is not bought
 * again elsewhere.
 *
 * @throws WireflowError as `start`; where the way out was none either, the first error with both reasons
 */
export async function startOrMakeElsewhere<T>(memory: LockingMemory, clock: Clock, wayOut: WayOut<T>): Promise<T> {
  const { before, target: id } = await earlierStart(memory, clock, wayOut);
  const target = { target: id, owner: wayOut.owner };
  if (before !== null && isJobAddress(before)) return wayOut.makeElsewhere(null, target);
  try {
    return await wayOut.start();
  } catch (first) {
    if (!(first instanceof WireflowError) || !maySwitch(first) || before !== null) throw first;
    if (!wayOut.isPromptAlone()) throw first.with({ nextStep: `${first.nextStep} It was not made elsewhere, since that needs a prompt alone.` });
    return wayOut.makeElsewhere(first.problem, target).catch((second: unknown) => {
      throw second instanceof WireflowError ? bothFailed(first, second) : second;
    });
  }
}

/**
 * What an Only Once ID stands for already, and the target under which it is to stand. An image that was made while Wireflow
 * did not even tell the workflow stands under the address, so both are looked at.
 *
 * @returns `before` is an execution's id or a job's address; null where nothing is known of an earlier start
 */
export async function earlierStart(memory: LockingMemory, clock: Clock, { action, address, owner, workflow, runId }: Pick<WayOut<unknown>, 'action' | 'address' | 'owner' | 'workflow' | 'runId'>): Promise<{ readonly before: string | null; readonly target: string }> {
  const byAddress = targetOf(action, addressAsTarget(address));
  if (runId === null) return { before: null, target: byAddress };
  const known = await workflow().catch(() => null);
  const target = known?.isCertain ? targetOf(action, known.id) : byAddress;
  for (const one of new Set([target, byAddress])) {
    const earlier = await earlierRun(memory, runKey(one, runId), owner, clock.now());
    if (isClaimed(earlier)) return { before: earlier.executionId, target: one };
  }
  return { before: null, target };
}
