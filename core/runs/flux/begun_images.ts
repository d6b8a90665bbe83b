import type { Estimate } from '../../prices/image_price.js';
import { jobHasEnded, type Job } from '../../providers/job.js';
import type { MadeBefore } from '../made_before.js';
import { filesOf, type FluxResult, type FluxVerdict, type Step } from './flux_plan.js';
import { keepImages } from './images_made_before.js';
import { waitForJobs } from './wait_for_jobs.js';

/** A step that waits "until finished" gives up looking again after this long. */
const LONGEST_WAIT_MS = 60 * 60_000;
const LOOK_AGAIN_MS = 30_000;

/** Images that have been bought, now or earlier. */
export interface Begun {
  readonly jobs: readonly Job[];
  readonly sinceMs: number;
  readonly note: string | null;
  readonly estimate: Estimate | null;
  /** What a later step finds these images by, where it is to give them again. */
  readonly before: MadeBefore | null;
  isKept(): Promise<boolean>;
}

/** Waits as long as the plan says, and tells what has become of the images, or when to look again. */
export async function waitAsPlanned(step: Step, { jobs, sinceMs, note, estimate, before, isKept: keptNow }: Begun): Promise<FluxVerdict> {
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

export function resultOf(step: Step, { jobs, estimate, message, files = null, before = null, madeAtMs }: Seen): FluxResult {
  const { memory, clock, plan } = step;
  const [first] = jobs;
  return {
    jobs,
    estimate,
    message,
    files,
    async keep(kept) {
      if (kept.length === 0 || jobs.length !== plan.count || !jobs.every(({ status }) => status === 'completed')) return;
      const places = [before, first === undefined ? null : filesOf(step, first.provider)].filter((place) => place !== null);
      await Promise.all(places.map((place) => keepImages(memory, place, jobs, kept, madeAtMs ?? clock.now())));
    },
  };
}
