import { WireflowError } from '../../model/errors.js';
import { jobHasEnded, withKnownJobFacts, type Job } from '../../providers/job.js';
import type { Provider } from '../../providers/provider.js';
import type { Clock } from '../wait_for_end.js';

/** A look needs this much time before the deadline, or it is not begun. */
const LOOK_MS = 2_000;
/** Pictures take 3 to 30 seconds, and FLUX 3 up to minutes: looks stand close at first, and then further apart. */
const FIRST_LOOK_MS = 2_000;
const LONGEST_PAUSE_MS = 8_000;
const PAUSE_GROWTH = 1.35;
/** A job may not be known at once where it is asked for. */
const UNKNOWN_AT_FIRST_MS = 15_000;

export interface SeenJobs {
  readonly jobs: readonly Job[];
  /** Why one could not be looked at; null when all could. */
  readonly note: string | null;
}

/**
 * Looks at jobs until all have ended, or until the deadline. Nothing that goes wrong while looking is an error: the
 * images have been bought, and their addresses must reach the person.
 *
 * @param sinceMs when they were started, ms since 1970
 * @param signal ends the wait when it is aborted, where a person can stop the step
 */
export async function waitForJobs(provider: Provider, jobs: readonly Job[], clock: Clock, { sinceMs, deadlineMs, signal }: { sinceMs: number; deadlineMs: number; signal?: AbortSignal | undefined }): Promise<SeenJobs> {
  let seen: SeenJobs = { jobs, note: null };
  let pauseMs = FIRST_LOOK_MS;
  while (seen.jobs.some((job) => !jobHasEnded(job)) && seen.note === null && !signal?.aborted) {
    const affordableMs = deadlineMs - LOOK_MS - clock.now();
    if (affordableMs <= 0) break;
    await clock.sleep(Math.min(pauseMs, affordableMs));
    if (signal?.aborted) break;
    pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS);
    seen = await lookAtAll(provider, seen.jobs, clock.now() - sinceMs);
  }
  return seen;
}

/** One look at each job that has not ended. */
export async function lookAtAll(provider: Provider, jobs: readonly Job[], elapsedMs: number): Promise<SeenJobs> {
  let note: string | null = null;
  const looked = jobs.map(async (job): Promise<Job> => {
    if (jobHasEnded(job)) return job;
    try {
      return withKnownJobFacts(await provider.look(job), job);
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      const mayPass = error.canRetry || (error.kind === 'not_found' && elapsedMs < UNKNOWN_AT_FIRST_MS);
      if (!mayPass) note = `The image was started, but it could not be looked at: ${error.problem} ${error.nextStep}`;
      return job;
    }
  });
  return { jobs: await Promise.all(looked), note };
}
