import { WireflowError } from '../../model/errors.js';
import { unknownJob } from '../../providers/job.js';
import type { MadeBefore } from '../made_before.js';
import type { ClaimedRun } from '../run_id_claim.js';
import { resultOf, waitAsPlanned, type Begun } from './begun_images.js';
import { asMarked, choose, filesOf, requestOf, type FluxVerdict, type Step } from './flux_plan.js';
import { findImages, imagesMadeBefore, whenMade } from './images_made_before.js';
import { jobAddress, readJobAddress } from './job_address.js';
import { lookAtAll } from './wait_for_jobs.js';

const STARTED_BEFORE = 'A step with this Only Once ID has started these images before; nothing new was started.';

/** An earlier step's images, looked at again. */
export async function goOn(step: Step, claimed: ClaimedRun): Promise<FluxVerdict> {
  const seen = await lookAtEarlier(step, claimed);
  return 'begun' in seen ? waitAsPlanned(step, seen.begun) : seen;
}

/** What an Only Once ID stands for: with its files where they were kept, or as the provider shows it now. */
export async function lookAtEarlier(step: Step, { executionId, startedAtMs }: ClaimedRun): Promise<FluxVerdict | { readonly begun: Begun }> {
  const { known, memory, clock, plan } = step;
  const references = readJobAddress(executionId, known.baseUrls);
  const [first] = references;
  const files = first === undefined ? null : filesOf(step, first.provider);
  const found = files === null || plan.keeper === null ? null : await findImages(known, memory, files, plan.keeper, clock.now());
  if (found !== null && jobAddress(found.jobs) === executionId) return { result: resultOf(step, { jobs: found.jobs, estimate: null, message: STARTED_BEFORE, files: found.files }) };
  if (first === undefined || !known.hasKey(first.provider)) return { result: resultOf(step, { jobs: references.map(unknownJob), estimate: null, message: STARTED_BEFORE }) };
  const looked = await lookAtAll(known.provider(first.provider), references.map(unknownJob), clock.now() - startedAtMs);
  if (looked.note !== null) return { result: resultOf(step, { jobs: looked.jobs, estimate: null, message: `${STARTED_BEFORE} ${looked.note}` }) };
  return { begun: { jobs: looked.jobs, sinceMs: startedAtMs, note: STARTED_BEFORE, estimate: null, before: await sameBefore(step, executionId), isKept: async () => true } };
}

/** By what a later step finds an earlier step's images: only where they were made from what this step asks for. */
async function sameBefore(step: Step, address: string): Promise<MadeBefore | null> {
  const { known, memory, clock, plan } = step;
  if (plan.reuse === 'off') return null;
  try {
    const before = imagesMadeBefore(known, plan.reuse, asMarked(plan, requestOf(plan, choose(step))), plan.count);
    return before !== null && (await whenMade(memory, before, address, clock.now())) !== null ? before : null;
  } catch (error) {
    // The fields may have been changed to what nobody makes: the earlier images are there all the same.
    if (error instanceof WireflowError) return null;
    throw error;
  }
}
