import { isObject } from '../../../../../core/json.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import { jobHasEnded, PROVIDER_LABELS, unknownJob, type Job } from '../../../../../core/providers/job.js';
import { readJobAddress } from '../../../../../core/runs/flux/job_address.js';
import { waitForJobs, type SeenJobs } from '../../../../../core/runs/flux/wait_for_jobs.js';
import type { Purchase } from '../engine/purchase.js';
import { processMemory } from '../engine/process_memory.js';
import type { ProviderStep } from '../engine/provider_step.js';
import type { ItemRun } from '../engine/remembered_runs.js';

const MS_PER_S = 1000;
/** A look needs this long after the deadline of a purchase whose turn came late. */
const LAST_LOOK_MS = 5 * MS_PER_S;
const STARTED_BEFORE = 'An earlier try of this step has bought this; nothing new was bought.';

/** What was bought for an item, now or by an earlier try. */
export interface BegunPurchase {
  readonly run: ItemRun<{ readonly id: string }>;
  /** How long to wait for it, in ms. */
  readonly limitMs: number;
  readonly isEarlier: boolean;
}

/** The images as last seen: they are paid for, so that nothing that goes wrong from here on is an error. */
export async function waitForPurchase(step: ProviderStep, { run, limitMs, isEarlier }: BegunPurchase): Promise<Purchase> {
  const purchase = purchaseOf(step, run);
  const deadlineMs = Math.max(run.startedAtMs + limitMs, step.clock.now() + LAST_LOOK_MS);
  const { jobs, message } = await lookUntil(step, purchase.jobs, { sinceMs: run.startedAtMs, deadlineMs });
  return { ...purchase, jobs, note: [isEarlier ? STARTED_BEFORE : null, purchase.note, message].filter((words) => words !== null).join(' ') || null };
}

/**
 * Looks at jobs until all have ended, the time is over, or somebody stops the execution.
 *
 * @returns the jobs as last seen, and what the person should know; never throws
 */
export async function lookUntil(step: ProviderStep, jobs: readonly Job[], { sinceMs, deadlineMs }: { sinceMs: number; deadlineMs: number }): Promise<{ readonly jobs: readonly Job[]; readonly message: string | null }> {
  const { host, clock, signal } = step;
  const [first] = jobs;
  if (first === undefined || jobs.every(jobHasEnded)) return { jobs, message: null };
  const look = async () => waitForJobs(step.until(deadlineMs).provider(first.provider), jobs, clock, { sinceMs, deadlineMs, memory: processMemory(first.provider), signal });
  const seen = await look().catch((error: unknown): SeenJobs => ({ jobs, note: couldNotLook(error) }));
  if (seen.note !== null || seen.jobs.every(jobHasEnded)) return { jobs: seen.jobs, message: seen.note };
  if (signal?.aborted) host.logger.info(`The workflow was stopped; ${PROVIDER_LABELS[first.provider]} goes on with ${seen.jobs.map(({ id }) => id).join(', ')}`);
  const why = signal?.aborted ? 'The workflow was stopped' : `${Math.round((deadlineMs - sinceMs) / MS_PER_S)} seconds are over`;
  return { jobs: seen.jobs, message: `${why}, and the image is still being made: fetch it soon with the operation Image: Get From Provider and its Job Address.` };
}

function couldNotLook(error: unknown): string {
  const why = error instanceof WireflowError ? `${error.problem} ${error.nextStep}` : 'The request failed in an unexpected way.';
  return `The image was started, but it could not be looked at: ${why}`;
}

/** What is remembered of it; where that can't be read, its address is enough. */
function purchaseOf(step: ProviderStep, { kept, executionId }: BegunPurchase['run']): Purchase {
  if (isObject(kept) && Array.isArray(kept['jobs']) && Array.isArray(kept['files'])) return kept as unknown as Purchase;
  return { jobs: readJobAddress(executionId, step.until(Infinity).baseUrls).map(unknownJob), files: [], estimate: null, note: null };
}
