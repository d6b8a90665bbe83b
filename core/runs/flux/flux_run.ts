import { unknownExecution } from '../../model/execution.js';
import type { LockingMemory } from '../../memory.js';
import { jobHasEnded, type Job, type ProviderName } from '../../providers/job.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import { madeBeforeInWords } from '../made_before.js';
import { earlierRun, endAttempt, isClaimed, startOnce, type ClaimedRun } from '../run_id_claim.js';
import { runKey } from '../run_key.js';
import type { AfterFailure } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';
import { resultOf, waitAsPlanned, type Begun } from './begun_images.js';
import { buyImages } from './buy_images.js';
import { assertWithinBudget } from './choose_offer.js';
import { goOn, lookAtEarlier } from './earlier_images.js';
import { asMarked, choose, ownerOfImages, requestOf, type FluxPlan, type FluxVerdict, type Step } from './flux_plan.js';
import { findImages, imagesMadeBefore, keepImages, type FoundImages } from './images_made_before.js';
import { jobAddress } from './job_address.js';

const STARTED_ANEW = 'The earlier images with this Only Once ID failed, so new ones were started.';

/**
 * Buys images as a plan says: from the chosen provider, within the cap, once per Only Once ID, and waited for; or gives those
 * that were made before from the same, where that is asked for.
 *
 * @returns the jobs as last seen, or how long to wait before the step is run again with the same Only Once ID
 * @throws WireflowError before anything is bought, or `start_unknown`
 */
export async function runFlux(known: KnownProviders, memory: LockingMemory, clock: Clock, plan: FluxPlan): Promise<FluxVerdict> {
  const key = plan.runId === null ? null : runKey(plan.target ?? `flux\n${plan.wish.tier}`, plan.runId);
  const step: Step = { known, memory, clock, plan, key };
  const earlier = key === null ? { attempt: 0 } : await earlierRun(memory, key, plan.owner ?? ownerOfImages(known, null), clock.now());
  if (!isClaimed(earlier)) return startNow(step, earlier.attempt, null);
  const seen = await lookAtEarlier(step, earlier);
  if (!('begun' in seen)) return seen;
  if (!mayBuyAnew(seen.begun.jobs, plan.afterFailure)) return waitAsPlanned(step, seen.begun);
  return startNow(step, earlier.attempt + 1, earlier);
}

/** Whether images that an Only Once ID stands for have all failed, at a price at which they may be bought again. */
function mayBuyAnew(jobs: readonly Job[], choice: AfterFailure): boolean {
  if (choice === 'same' || jobs.length === 0 || !jobs.every((job) => jobHasEnded(job) && job.status !== 'completed')) return false;
  return choice === 'again' || jobs.every(({ costMicroUsd }) => costMicroUsd === 0);
}

async function startNow(step: Step, attempt: number, failed: ClaimedRun | null): Promise<FluxVerdict> {
  const { known, memory, clock, plan, key } = step;
  const chosen = choose(step);
  const request = requestOf(plan, chosen);
  const before = imagesMadeBefore(known, plan.reuse, asMarked(plan, request), plan.count);
  const found = before === null || plan.keeper === null ? null : await findImages(known, memory, before, plan.keeper, clock.now());
  if (found !== null) return giveAgain(step, attempt, request.offer.provider, found);

  assertWithinBudget(chosen, plan.count, plan.maxUsd);
  const sinceMs = clock.now();
  let bought: Awaited<ReturnType<typeof buyImages>> | null = null;
  const buy = async () => {
    bought = await buyImages(known.provider(chosen.offer.provider), request, plan.count, { clock, deadlineMs: plan.deadlineMs });
    return unknownExecution(jobAddress(bought.jobs));
  };
  const claimed = key === null ? null : await startOnce(memory, key, plan.owner ?? ownerOfImages(known, request.offer.provider), attempt, sinceMs, buy);
  if (claimed === null) await buy();
  else if (claimed.started === null) return goOn(step, claimed);
  const { jobs, note } = boughtNow(bought);
  const notes = [...(failed === null ? [] : [STARTED_ANEW]), ...(note === null ? [] : [note])];
  const begun = { jobs, sinceMs, note: notes.join(' ') || null, estimate: chosen.estimate, before, isKept: () => isKept(step) };
  const [verdict] = await Promise.all([waitAsPlanned(step, begun), remember(step, begun, claimed, failed)]);
  return verdict;
}

/** What later steps are to know of a purchase. The images are bought: nothing here is an error, or holds them up for long. */
async function remember({ memory, plan, key }: Step, { jobs, before, sinceMs }: Begun, claimed: ClaimedRun | null, failed: ClaimedRun | null): Promise<void> {
  const haveFailed = jobs.every((job) => jobHasEnded(job) && job.status !== 'completed');
  if (before !== null && !haveFailed && jobs.length === plan.count) await keepImages(memory, before, jobs, null, sinceMs);
  if (key === null || claimed === null) return;
  if (failed !== null) await endAttempt(memory, key, failed);
  // Where there is no place to look at them again, that they failed is known now or never.
  if (jobs.every(({ lookUpUrl }) => lookUpUrl === null) && mayBuyAnew(jobs, plan.afterFailure)) await endAttempt(memory, key, claimed);
}

/** Images that were made before from the same, with the Only Once ID standing for them from now on. */
async function giveAgain(step: Step, attempt: number, provider: ProviderName, { jobs, files, madeAtMs }: FoundImages): Promise<FluxVerdict> {
  const { known, memory, clock, plan, key } = step;
  const claimed = key === null ? null : await startOnce(memory, key, plan.owner ?? ownerOfImages(known, provider), attempt, clock.now(), async () => unknownExecution(jobAddress(jobs)));
  if (claimed !== null && claimed.started === null) return goOn(step, claimed);
  const result = resultOf(step, { jobs, estimate: null, message: madeBeforeInWords(madeAtMs), files });
  await result.keep(files);
  return { result };
}

/** Whether the platform has kept the Only Once ID: without it, a step that is run again would buy again. */
async function isKept({ known, memory, key, clock, plan }: Step): Promise<boolean> {
  const kept = key === null ? null : await earlierRun(memory, key, plan.owner ?? ownerOfImages(known, null), clock.now()).catch(() => null);
  return kept !== null && isClaimed(kept);
}

// The compiler does not see that `buy` has filled it.
function boughtNow(bought: { readonly jobs: readonly Job[]; readonly note: string | null } | null) {
  return bought ?? { jobs: [], note: null };
}
