import { WireflowError } from '../../../core/model/errors.js';
import { jobHasEnded } from '../../../core/providers/job.js';
import { findJobs } from '../../../core/runs/flux/find_jobs.js';
import { readJobAddress } from '../../../core/runs/flux/job_address.js';
import { waitForJobs } from '../../../core/runs/flux/wait_for_jobs.js';
import type { Call } from '../definition/command.js';
import { prepareFolder } from '../files/save_images.js';
import { untilInterrupted } from './interruption.js';
import { assertKey, providersOf, saveResult, type PurchaseOutcome } from './purchase.js';
import { clockOf } from './session.js';

/** A look, and all that is fetched after it. */
const LOOK_MS = 120_000;

/**
 * An image of a provider, found again by the address that `generate --provider` or `--fallback` has printed.
 *
 * @param as.folder null where nothing is to be saved
 * @param as.waitMs null for one look
 * @throws WireflowError for an address that leads nowhere, or a key that is missing; Interrupted
 */
export async function lookAtJob({ host, printer }: Call, address: string, { folder, waitMs, waited }: { readonly folder: string | null; readonly waitMs: number | null; readonly waited: boolean }): Promise<PurchaseOutcome> {
  const clock = clockOf(host);
  const sinceMs = clock.now();
  const known = providersOf(host, sinceMs + LOOK_MS + (waitMs ?? 0), clock.now);
  const [reference] = readJobAddress(address, known.baseUrls);
  if (reference === undefined) throw new WireflowError({ kind: 'not_found', problem: 'There is no such job.', nextStep: 'Give the address that was printed.' });
  assertKey(known, reference.provider);
  if (folder !== null) await prepareFolder(host.folder, folder);
  const stage = () => ({ at: 'started', executionId: address }) as const;
  const first = await untilInterrupted(findJobs(known, address), host.signal, stage);
  const mayWait = waitMs !== null && !first.every(jobHasEnded);
  if (mayWait) printer.progress(`Waiting for ${address}.`);
  const looking = mayWait ? waitForJobs(known.provider(reference.provider), first, clock, { sinceMs, deadlineMs: sinceMs + waitMs }) : Promise.resolve({ jobs: first, note: null });
  const { jobs, note } = await untilInterrupted(looking, host.signal, stage);
  const saving = saveResult(host, known.baseUrls, { jobs, estimate: null, message: note, files: null }, { folder, runId: null, waited });
  return untilInterrupted(saving, host.signal, stage);
}
