import { WireflowError } from '../../model/errors.js';
import { jobHasEnded, withKnownJobFacts, type Job } from '../../providers/job.js';
import type { Memory } from '../../memory.js';
import type { Provider } from '../../providers/provider.js';
import { knownRuns, NOTHING_KNOWN, rememberDurations } from '../run_durations.js';
import type { Clock } from '../wait_for_end.js';

/** A look needs this much time before the deadline, or it is not begun. */
const LOOK_MS = 2_000;
/** Pictures take 3 to 30 seconds, and FLUX 3 up to minutes. */
const FIRST_LOOK_MS = 2_000;
/** Looks count against no limit that a wait could reach; what they cost is the step's own work. */
const CLOSEST_LOOKS_MS = 700;
/** What has taken long may be seen later, by this part of the time that it took. */
const LATENESS = 1 / 12;
/** After the n-th look in a row that failed, the wait is at least n times this. */
const FAULT_MS = 1_000;
/** The first look comes a little before the shortest of the last pictures was seen: it may be quicker still. */
const BEFORE_THE_SHORTEST = 0.85;
/** A job may not be known at once where it is asked for. */
const UNKNOWN_AT_FIRST_MS = 15_000;

export interface SeenJobs {
  readonly jobs: readonly Job[];
  /** Why one could not be looked at; null when all could. */
  readonly note: string | null;
}

interface Look extends SeenJobs {
  /** Whether one of them failed in a way that may pass. */
  readonly isFaulty: boolean;
  /** How long the provider asks not to be asked, ms. */
  readonly askedMs: number;
}

/**
 * Looks at jobs until all have ended, or until the deadline: first when the model's last pictures were done, and then as close
 * as its time so far allows. Nothing that goes wrong while looking is an error: the
 * images have been bought, and their addresses must reach the person.
 *
 * @param sinceMs when they were started, ms since 1970
 * @param memory keeps how long the model's pictures took
 * @param signal ends the wait when it is aborted, where a person can stop the step
 */
export async function waitForJobs(provider: Provider, jobs: readonly Job[], clock: Clock, { sinceMs, deadlineMs, memory, signal }: { sinceMs: number; deadlineMs: number; memory?: Memory | undefined; signal?: AbortSignal | undefined }): Promise<SeenJobs> {
  let seen: Look = { jobs, note: null, isFaulty: false, askedMs: 0 };
  const models = jobs.flatMap(({ provider: name, model }) => (model === '' ? [] : [`${name}:${model}`])).slice(0, 1);
  const known = memory === undefined || models[0] === undefined ? NOTHING_KNOWN : await knownRuns(memory, models[0]);
  const durationsMs: number[] = [];
  let isFirst = true;
  let faults = 0;
  while (seen.jobs.some((job) => !jobHasEnded(job)) && seen.note === null && !signal?.aborted) {
    const affordableMs = deadlineMs - LOOK_MS - clock.now();
    if (affordableMs <= 0) break;
    // A look before the time that the provider asks for would only be refused again.
    if (seen.askedMs > affordableMs) break;
    const before = seen.jobs;
    const pauseMs = pauseBeforeMs(clock.now() - sinceMs, known.durationsMs, isFirst, before.filter((job) => !jobHasEnded(job)).length);
    isFirst = false;
    await clock.sleep(Math.min(Math.max(pauseMs, seen.askedMs, faults * FAULT_MS), affordableMs));
    if (signal?.aborted) break;
    const tookMs = clock.now() - sinceMs;
    seen = await lookAtAll(provider, before, tookMs);
    faults = seen.isFaulty ? faults + 1 : 0;
    durationsMs.push(...seen.jobs.flatMap(({ status }, index) => (status === 'completed' && !jobHasEnded(before[index]!) ? [tookMs] : [])));
  }
  if (memory !== undefined) await rememberDurations(memory, models, known, durationsMs, null);
  return { jobs: seen.jobs, note: seen.note };
}

/** @param open how many jobs are looked at: all of them together ask as often as one alone */
function pauseBeforeMs(elapsedMs: number, durationsMs: readonly number[], isFirst: boolean, open: number): number {
  const closeMs = Math.max(CLOSEST_LOOKS_MS * open, elapsedMs * LATENESS);
  if (!isFirst) return closeMs;
  const soonestMs = durationsMs.length === 0 ? FIRST_LOOK_MS : Math.min(...durationsMs) * BEFORE_THE_SHORTEST;
  return Math.max(soonestMs - elapsedMs, closeMs);
}

/** One look at each job that has not ended. */
export async function lookAtAll(provider: Provider, jobs: readonly Job[], elapsedMs: number): Promise<Look> {
  let note: string | null = null;
  let isFaulty = false;
  let askedMs = 0;
  const looked = jobs.map(async (job): Promise<Job> => {
    if (jobHasEnded(job)) return job;
    try {
      return withKnownJobFacts(await provider.look(job), job);
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      const mayPass = error.canRetry || (error.kind === 'not_found' && elapsedMs < UNKNOWN_AT_FIRST_MS);
      isFaulty = true;
      askedMs = Math.max(askedMs, error.retryAfterMs ?? 0);
      if (!mayPass) note = `The image was started, but it could not be looked at: ${error.problem} ${error.nextStep}`;
      return job;
    }
  });
  const seen = await Promise.all(looked);
  return { jobs: seen, note, isFaulty, askedMs };
}
