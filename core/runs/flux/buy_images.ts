import { WireflowError } from '../../model/errors.js';
import type { Job, ProviderName } from '../../providers/job.js';
import type { FluxRequest, Provider } from '../../providers/provider.js';
import type { Clock } from '../wait_for_end.js';

/** How many starts are under way at once; far below every limit. Replicate lets small accounts start one at a time. */
const AT_ONCE: Readonly<Record<ProviderName, number>> = { bfl: 4, deepinfra: 4, replicate: 1 };
/** A start needs this much time before the deadline. */
const START_MS = 6_000;

export interface Bought {
  /** At least one. */
  readonly jobs: readonly Job[];
  /** What the person should know about the images that are missing; null when none is. */
  readonly note: string | null;
}

/**
 * Buys `count` images, one call each: none is asked for twice. Images with a seed get one each, counted up, since the
 * same seed makes the same picture. A refusal for being too early is waited out where the time allows it; what was
 * bought before something went wrong is kept.
 *
 * @param when.signal when it is aborted, no further image is bought
 * @throws WireflowError when not a single job is known; `start_unknown` where one may exist all the same
 */
export async function buyImages(provider: Provider, request: FluxRequest, count: number, when: { clock: Clock; deadlineMs: number; signal?: AbortSignal | undefined }): Promise<Bought> {
  const jobs: Job[] = [];
  const errors: WireflowError[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count && errors.length === 0) {
      const index = next;
      next += 1;
      try {
        jobs[index] = await startWhenAllowed(provider, { ...request, seed: request.seed === null ? null : request.seed + index }, when);
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, AT_ONCE[provider.name]) }, work));
  const known = jobs.filter(Boolean);
  const worst = errors.find(({ kind }) => kind === 'start_unknown') ?? errors[0];
  if (known.length === 0 && worst !== undefined) throw worst;
  return { jobs: known, note: worst === undefined ? null : missingInWords(known.length, count, worst) };
}

/** Only a refusal that surely accepted nothing is followed by another try. */
async function startWhenAllowed(provider: Provider, request: FluxRequest, { clock, deadlineMs, signal }: { clock: Clock; deadlineMs: number; signal?: AbortSignal | undefined }): Promise<Job> {
  for (;;) {
    if (signal?.aborted) throw stopped();
    try {
      return await provider.start(request);
    } catch (error) {
      const waitMs = error instanceof WireflowError && error.kind !== 'start_unknown' && error.canRetry ? error.retryAfterMs : null;
      if (waitMs === null || waitMs <= 0 || clock.now() + waitMs > deadlineMs - START_MS) throw error;
      await clock.sleep(waitMs);
    }
  }
}

function stopped(): WireflowError {
  return new WireflowError({ kind: 'unavailable', problem: 'The step was stopped.', nextStep: 'Nothing was started. Run it again.' });
}

function missingInWords(known: number, count: number, { problem, nextStep, kind }: WireflowError): string {
  const rest = kind === 'start_unknown' ? nextStep : 'The others were not started.';
  return `${known} of ${count} images ${known === 1 ? 'was' : 'were'} started. ${problem} ${rest}`;
}

