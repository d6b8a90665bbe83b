import { unknownExecution } from '../../model/execution.js';
import type { LockingMemory } from '../../memory.js';
import type { Estimate } from '../../prices/estimate.js';
import { jobHasEnded, unknownJob, type Job } from '../../providers/job.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import type { Wish } from '../../providers/offers.js';
import type { ImageFormat, Provider } from '../../providers/provider.js';
import { earlierRun, isClaimed, startOnce } from '../run_id_claim.js';
import { runKey } from '../run_key.js';
import type { Wait } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';
import { buyImages } from './buy_images.js';
import { assertWithinBudget, chooseOffer, type ProviderChoice } from './choose_offer.js';
import { jobAddress, readJobAddress } from './job_address.js';
import { lookAtAll, waitForJobs } from './wait_for_jobs.js';

/** A step that waits "until finished" gives up looking again after this long. */
const LONGEST_WAIT_MS = 60 * 60_000;
const LOOK_AGAIN_MS = 30_000;
const STARTED_BEFORE = 'A step with this Only Once ID has started these images before; nothing new was started.';

export interface FluxPlan {
  readonly choice: ProviderChoice;
  readonly wish: Wish;
  readonly prompt: string;
  readonly seed: number | null;
  readonly format: ImageFormat;
  readonly inputImages: readonly string[];
  /** How many images, 1 to 4. */
  readonly count: number;
  /** What an Only Once ID stands for beside itself: the tier where nothing else is said. */
  readonly target?: string;
  /** Null where the person maps none: then no two runs are ever merged. */
  readonly runId: string | null;
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
}

export type FluxVerdict = { readonly result: FluxResult } | { readonly lookAgainInMs: number };

/**
 * Buys images as a plan says: from the chosen provider, within the cap, once per Only Once ID, and waited for.
 *
 * @returns the jobs as last seen, or how long to wait before the step is run again with the same Only Once ID
 * @throws WireflowError before anything is bought, or `start_unknown`
 */
export async function runFlux(known: KnownProviders, memory: LockingMemory, clock: Clock, plan: FluxPlan): Promise<FluxVerdict> {
  const key = plan.runId === null ? null : runKey(plan.target ?? `flux\n${plan.wish.tier}`, plan.runId);
  const earlier = key === null ? { attempt: 0 } : await earlierRun(memory, key, clock.now());
  if (isClaimed(earlier)) return goOn(known, clock, plan, { address: earlier.executionId, sinceMs: earlier.startedAtMs, note: STARTED_BEFORE });

  const chosen = chooseOffer(plan.choice, plan.wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
  assertWithinBudget(chosen, plan.count, plan.maxUsd);
  const provider = known.provider(chosen.offer.provider);
  const sinceMs = clock.now();
  let bought: Awaited<ReturnType<typeof buyImages>> | null = null;
  const buy = async () => {
    const { prompt, seed, format, inputImages } = plan;
    bought = await buyImages(provider, { offer: chosen.offer, prompt, seed, format, inputImages }, plan.count, { clock, deadlineMs: plan.deadlineMs });
    return unknownExecution(jobAddress(bought.jobs));
  };
  const claimed = key === null ? { executionId: (await buy()).id, started: true } : await startOnce(memory, key, earlier.attempt, sinceMs, buy);
  const { jobs, note } = boughtNow(bought);
  if (claimed.started === null) return goOn(known, clock, plan, { address: claimed.executionId, sinceMs, note: STARTED_BEFORE });
  return waitAsPlanned(provider, clock, plan, { jobs, sinceMs, note, estimate: chosen.estimate, isKept: () => isKept(memory, key, clock) });
}

/** Whether the platform has kept the Only Once ID: without it, a step that is run again would buy again. */
async function isKept(memory: LockingMemory, key: string | null, clock: Clock): Promise<boolean> {
  const kept = key === null ? null : await earlierRun(memory, key, clock.now()).catch(() => null);
  return kept !== null && isClaimed(kept);
}

// The compiler does not see that `buy` has filled it.
function boughtNow(bought: { readonly jobs: readonly Job[]; readonly note: string | null } | null) {
  return bought ?? { jobs: [], note: null };
}

/** An earlier step's images, looked at again. */
async function goOn(known: KnownProviders, clock: Clock, plan: FluxPlan, { address, sinceMs, note }: { address: string; sinceMs: number; note: string }): Promise<FluxVerdict> {
  const references = readJobAddress(address, known.baseUrls);
  const [first] = references;
  if (first === undefined || !known.hasKey(first.provider)) return { result: { jobs: references.map(unknownJob), estimate: null, message: note } };
  const provider = known.provider(first.provider);
  const looked = await lookAtAll(provider, references.map(unknownJob), clock.now() - sinceMs);
  if (looked.note !== null) return { result: { jobs: looked.jobs, estimate: null, message: `${note} ${looked.note}` } };
  return waitAsPlanned(provider, clock, plan, { jobs: looked.jobs, sinceMs, note, estimate: null, isKept: async () => true });
}

interface Begun {
  readonly jobs: readonly Job[];
  readonly sinceMs: number;
  readonly note: string | null;
  readonly estimate: Estimate | null;
  isKept(): Promise<boolean>;
}

async function waitAsPlanned(provider: Provider, clock: Clock, plan: FluxPlan, { jobs, sinceMs, note, estimate, isKept }: Begun): Promise<FluxVerdict> {
  const seen = plan.wait === 'no' ? { jobs, note: null } : await waitForJobs(provider, jobs, clock, { sinceMs, deadlineMs: plan.deadlineMs });
  const said = (more: string | null) => [note, seen.note, more].filter((words) => words !== null).join(' ') || null;
  if (seen.note !== null || seen.jobs.every(jobHasEnded)) return { result: { jobs: seen.jobs, estimate, message: said(null) } };
  const goesOn = 'The images are still being made; look again with Find Flux Job and the Job Address.';
  const mayComeBack = plan.wait === 'until_finished' && plan.canLookAgain && clock.now() - sinceMs < LONGEST_WAIT_MS;
  return mayComeBack && (await isKept()) ? { lookAgainInMs: LOOK_AGAIN_MS } : { result: { jobs: seen.jobs, estimate, message: said(goesOn) } };
}

/** Looks at jobs by their address, for a step that finds them again. @throws WireflowError */
export async function findJobs(known: KnownProviders, address: string): Promise<readonly Job[]> {
  const references = readJobAddress(address, known.baseUrls);
  return Promise.all(references.map(async (reference) => ({ ...(await known.provider(reference.provider).look(reference)), lookUpUrl: reference.lookUpUrl })));
}
