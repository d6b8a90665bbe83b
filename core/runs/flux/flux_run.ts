import { WireflowError } from '../../model/errors.js';
import { unknownExecution } from '../../model/execution.js';
import type { LockingMemory } from '../../memory.js';
import type { Estimate } from '../../prices/image_price.js';
import { jobHasEnded, unknownJob, type Job } from '../../providers/job.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import type { Wish } from '../../providers/offers.js';
import type { FluxRequest, ImageFormat } from '../../providers/provider.js';
import { madeBeforeInWords, type MadeBefore, type Reuse } from '../made_before.js';
import { earlierRun, endAttempt, isClaimed, startOnce, type ClaimedRun } from '../run_id_claim.js';
import { runKey } from '../run_key.js';
import type { AfterFailure, Wait } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';
import { buyImages } from './buy_images.js';
import { assertWithinBudget, chooseOffer, type ChosenOffer, type ProviderChoice } from './choose_offer.js';
import { findImages, imagesMadeBefore, keepImages, whenMade, type FileKeeper, type FoundImages, type KeptFile } from './images_made_before.js';
import { jobAddress, readJobAddress } from './job_address.js';
import { lookAtAll, waitForJobs } from './wait_for_jobs.js';

/** A step that waits "until finished" gives up looking again after this long. */
const LONGEST_WAIT_MS = 60 * 60_000;
const LOOK_AGAIN_MS = 30_000;
const STARTED_BEFORE = 'A step with this Only Once ID has started these images before; nothing new was started.';
const STARTED_ANEW = 'The earlier images with this Only Once ID failed, so new ones were started.';
/** As long as an Only Once ID is kept. */
const RUN_ID_LASTS_S = 24 * 60 * 60;

export interface FluxPlan {
  readonly choice: ProviderChoice;
  readonly wish: Wish;
  readonly prompt: string;
  readonly seed: number | null;
  readonly format: ImageFormat;
  readonly inputImages: readonly string[];
  /** What stands for them where it is asked whether the same was made before; null where their links are all that is known. */
  readonly inputMarks?: readonly string[] | null;
  /** How many images, 1 to 4. */
  readonly count: number;
  /** What an Only Once ID stands for beside itself: the tier where nothing else is said. */
  readonly target?: string;
  /** Null where the person maps none: then no two runs are ever merged. */
  readonly runId: string | null;
  readonly afterFailure: AfterFailure;
  readonly reuse: Reuse;
  /** Null where the platform keeps no files: then what was made before is found only while the provider has it. */
  readonly keeper: FileKeeper | null;
  /** For all images together; null for no cap. */
  readonly maxUsd: number | null;
  readonly wait: Wait;
  readonly deadlineMs: number;
  /** Whether the platform can run the step again later. */
  readonly canLookAgain: boolean;
}

export interface FluxResult {
  readonly jobs: readonly Job[];
  /** Of one image, by the price list; null where it is not known, or the run is an earlier one. */
  readonly estimate: Estimate | null;
  readonly message: string | null;
  /** The pictures' files where an earlier step has kept them; null where they are to be fetched now. */
  readonly files: readonly KeptFile[] | null;
  /** Keeps the files of all pictures, for a later step that is to give them again. Never throws. */
  keep(files: readonly KeptFile[]): Promise<void>;
}

export type FluxVerdict = { readonly result: FluxResult } | { readonly lookAgainInMs: number };

/** What one run of a step works with. */
interface Step {
  readonly known: KnownProviders;
  readonly memory: LockingMemory;
  readonly clock: Clock;
  readonly plan: FluxPlan;
  /** What the Only Once ID stands for; null without one. */
  readonly key: string | null;
}

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
  const earlier = key === null ? { attempt: 0 } : await earlierRun(memory, key, clock.now());
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
  if (found !== null) return giveAgain(step, attempt, found);

  assertWithinBudget(chosen, plan.count, plan.maxUsd);
  const sinceMs = clock.now();
  let bought: Awaited<ReturnType<typeof buyImages>> | null = null;
  const buy = async () => {
    bought = await buyImages(known.provider(chosen.offer.provider), request, plan.count, { clock, deadlineMs: plan.deadlineMs });
    return unknownExecution(jobAddress(bought.jobs));
  };
  const claimed = key === null ? null : await startOnce(memory, key, attempt, sinceMs, buy);
  if (claimed === null) await buy();
  else if (claimed.started === null) return goOn(step, claimed);
  const { jobs, note } = boughtNow(bought);
  const notes = [...(failed === null ? [] : [STARTED_ANEW]), ...(note === null ? [] : [note])];
  const begun = { jobs, sinceMs, note: notes.join(' ') || null, estimate: chosen.estimate, before, isKept: () => isKept(step) };
  const [verdict] = await Promise.all([waitAsPlanned(step, begun), remember(step, begun, claimed, failed)]);
  return verdict;
}

function choose({ known, clock, plan }: Step): ChosenOffer {
  return chooseOffer(plan.choice, plan.wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
}

function requestOf({ prompt, seed, format, inputImages }: FluxPlan, { offer }: ChosenOffer): FluxRequest {
  return { offer, prompt, seed, format, inputImages };
}

/** A request with what stands for its input images. */
function asMarked({ inputMarks }: FluxPlan, request: FluxRequest): FluxRequest {
  return { ...request, inputImages: inputMarks ?? request.inputImages };
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
async function giveAgain(step: Step, attempt: number, { jobs, files, madeAtMs }: FoundImages): Promise<FluxVerdict> {
  const { memory, clock, key } = step;
  const claimed = key === null ? null : await startOnce(memory, key, attempt, clock.now(), async () => unknownExecution(jobAddress(jobs)));
  if (claimed !== null && claimed.started === null) return goOn(step, claimed);
  const result = resultOf(step, { jobs, estimate: null, message: madeBeforeInWords(madeAtMs), files });
  await result.keep(files);
  return { result };
}

/** Whether the platform has kept the Only Once ID: without it, a step that is run again would buy again. */
async function isKept({ memory, key, clock }: Step): Promise<boolean> {
  const kept = key === null ? null : await earlierRun(memory, key, clock.now()).catch(() => null);
  return kept !== null && isClaimed(kept);
}

// The compiler does not see that `buy` has filled it.
function boughtNow(bought: { readonly jobs: readonly Job[]; readonly note: string | null } | null) {
  return bought ?? { jobs: [], note: null };
}

/** An earlier step's images, looked at again. */
async function goOn(step: Step, claimed: ClaimedRun): Promise<FluxVerdict> {
  const seen = await lookAtEarlier(step, claimed);
  return 'begun' in seen ? waitAsPlanned(step, seen.begun) : seen;
}

/** What an Only Once ID stands for: with its files where they were kept, or as the provider shows it now. */
async function lookAtEarlier(step: Step, { executionId, startedAtMs }: ClaimedRun): Promise<FluxVerdict | { readonly begun: Begun }> {
  const { known, memory, clock, plan } = step;
  const files = filesOf(step);
  const found = files === null || plan.keeper === null ? null : await findImages(known, memory, files, plan.keeper, clock.now());
  if (found !== null && jobAddress(found.jobs) === executionId) return { result: resultOf(step, { jobs: found.jobs, estimate: null, message: STARTED_BEFORE, files: found.files }) };
  const references = readJobAddress(executionId, known.baseUrls);
  const [first] = references;
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

/** Under what the files of an Only Once ID are kept. */
function filesOf({ key }: Step): MadeBefore | null {
  return key === null ? null : { key: `files:${key}`, lastsS: RUN_ID_LASTS_S };
}

interface Begun {
  readonly jobs: readonly Job[];
  readonly sinceMs: number;
  readonly note: string | null;
  readonly estimate: Estimate | null;
  /** What a later step finds these images by, where it is to give them again. */
  readonly before: MadeBefore | null;
  isKept(): Promise<boolean>;
}

async function waitAsPlanned(step: Step, { jobs, sinceMs, note, estimate, before, isKept: keptNow }: Begun): Promise<FluxVerdict> {
  const { known, memory, clock, plan } = step;
  const [first] = jobs;
  const seen = plan.wait === 'no' || first === undefined ? { jobs, note: null } : await waitForJobs(known.provider(first.provider), jobs, clock, { sinceMs, deadlineMs: plan.deadlineMs, memory });
  const result = (more: string | null) => {
    const message = [note, seen.note, more].filter((words) => words !== null).join(' ') || null;
    return { result: resultOf(step, { jobs: seen.jobs, estimate, message, before, madeAtMs: sinceMs }) };
  };
  if (seen.note !== null || seen.jobs.every(jobHasEnded)) return result(null);
  const mayComeBack = plan.wait === 'until_finished' && plan.canLookAgain && clock.now() - sinceMs < LONGEST_WAIT_MS;
  if (mayComeBack && (await keptNow())) return { lookAgainInMs: LOOK_AGAIN_MS };
  return result('The images are still being made; look again with Find Flux Job and the Job Address.');
}

type Seen = Pick<FluxResult, 'jobs' | 'estimate' | 'message'> & { readonly files?: FluxResult['files']; readonly before?: MadeBefore | null; readonly madeAtMs?: number };

function resultOf(step: Step, { jobs, estimate, message, files = null, before = null, madeAtMs }: Seen): FluxResult {
  const { memory, clock, plan } = step;
  return {
    jobs,
    estimate,
    message,
    files,
    async keep(kept) {
      if (kept.length === 0 || jobs.length !== plan.count || !jobs.every(({ status }) => status === 'completed')) return;
      const places = [before, filesOf(step)].filter((place) => place !== null);
      await Promise.all(places.map((place) => keepImages(memory, place, jobs, kept, madeAtMs ?? clock.now())));
    },
  };
}

/** Looks at jobs by their address, for a step that finds them again. @throws WireflowError */
export async function findJobs(known: KnownProviders, address: string): Promise<readonly Job[]> {
  const references = readJobAddress(address, known.baseUrls);
  return Promise.all(references.map(async (reference) => ({ ...(await known.provider(reference.provider).look(reference)), lookUpUrl: reference.lookUpUrl })));
}
