import { isObject, number, objectsIn, text, type JsonObject } from '../../json.js';
import type { Memory } from '../../memory.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import { jobHasEnded, PROVIDERS, unknownJob, type Job } from '../../providers/job.js';
import type { FluxRequest } from '../../providers/provider.js';
import { keepMade, keptMade, madeBefore, type MadeBefore, type Reuse } from '../made_before.js';
import { jobAddress, readJobAddress } from './job_address.js';
import { lookAtAll } from './wait_for_jobs.js';

/** A picture's file where a platform keeps it for good: providers' own links die in minutes. */
export interface KeptFile {
  readonly address: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
  readonly filename: string | null;
}

/** How a platform keeps pictures, so that they can be given again once the provider's links have died. */
export interface FileKeeper {
  /** Whether a file that was kept can still be had. Never throws. */
  isThere(file: KeptFile): Promise<boolean>;
  /** Fetches the pictures of finished jobs and keeps them; null where one of them can't be had. Never throws. */
  store(jobs: readonly Job[]): Promise<readonly KeptFile[] | null>;
}

export interface FoundImages {
  readonly jobs: readonly Job[];
  readonly files: readonly KeptFile[];
  /** ms since 1970. */
  readonly madeAtMs: number;
}

/** What makes two purchases the same: the model and its size, all that it is sent, how many, and whose key pays. */
export function imagesMadeBefore(known: KnownProviders, reuse: Reuse, { offer, ...sent }: FluxRequest, count: number): MadeBefore | null {
  const { provider, model, sides, aspectRatio, level } = offer;
  return madeBefore(reuse, {
    account: known.account(provider),
    target: `flux\n${provider}\n${model.id}`,
    inputs: { ...sent, sides, aspectRatio, level, steps: model.steps ?? null, count },
  });
}

/** Keeps where jobs are found again, and the files of their pictures once there are any; nothing of what they were made from. */
export async function keepImages(memory: Memory, before: MadeBefore, jobs: readonly Job[], files: readonly KeptFile[] | null, madeAtMs: number): Promise<void> {
  const facts = jobs.map(({ provider, model, id, lookUpUrl, seed, costMicroUsd, startedAt, finishedAt, requestId }) => ({ provider, model, id, lookUpUrl, seed, costMicroUsd, startedAt, finishedAt, requestId }));
  await keepMade(memory, before, { jobs: facts, ...(files === null ? {} : { files }) }, madeAtMs);
}

/** Whether the jobs of this address are those that were kept for the same, and when they were made, ms since 1970; null where they are not. */
export async function whenMade(memory: Memory, before: MadeBefore, address: string, nowMs: number): Promise<number | null> {
  const kept = await keptMade(memory, before, nowMs);
  const jobs = objectsIn(kept?.value['jobs']).map(readJob).filter((job) => job !== null);
  return kept !== null && jobAddress(jobs) === address ? kept.madeAtMs : null;
}

/**
 * Finished pictures that were bought before from the same. What is kept as a file is handed on while it can be fetched; where
 * there is none, the jobs are looked at again and fetched while their links live. Null in every other case: then they are
 * bought, as without this.
 */
export async function findImages(known: KnownProviders, memory: Memory, before: MadeBefore, keeper: FileKeeper, nowMs: number): Promise<FoundImages | null> {
  const kept = await keptMade(memory, before, nowMs);
  const jobs = objectsIn(kept?.value['jobs']).map(readJob).filter((job) => job !== null);
  if (kept === null || jobs.length === 0) return null;
  const { madeAtMs } = kept;
  const files = objectsIn(kept.value['files']).map(readFile).filter((file) => file !== null);
  if (files.length > 0 && (await Promise.all(files.map((file) => keeper.isThere(file)))).every(Boolean)) {
    return { jobs: jobs.map((job) => ({ ...job, status: 'completed' })), files, madeAtMs };
  }
  const seen = await lookAgain(known, jobs);
  const fetched = seen === null ? null : await keeper.store(seen);
  if (seen === null || fetched === null) return null;
  await keepImages(memory, before, seen, fetched, madeAtMs);
  return { jobs: seen, files: fetched, madeAtMs };
}

/** The jobs, all finished with their pictures; null where that can't be told or is not so. */
async function lookAgain(known: KnownProviders, jobs: readonly Job[]): Promise<readonly Job[] | null> {
  const [first] = jobs;
  if (first === undefined || jobs.some(({ lookUpUrl }) => lookUpUrl === null)) return null;
  // The key goes only where such an address may lead, whatever a store has made of it.
  const addresses = safely(() => readJobAddress(jobAddress(jobs), known.baseUrls));
  if (addresses?.length !== jobs.length || addresses.some(({ provider }) => provider !== first.provider)) return null;
  const { jobs: seen } = await lookAtAll(known.provider(first.provider), jobs, Infinity).catch(() => ({ jobs: [] }));
  return seen.length === jobs.length && seen.every((job) => jobHasEnded(job) && job.status === 'completed' && job.images.length > 0) ? seen : null;
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function readJob(kept: JsonObject): Job | null {
  const provider = PROVIDERS.find((name) => name === kept['provider']);
  const id = typeof kept['id'] === 'string' ? kept['id'] : null;
  if (provider === undefined || id === null) return null;
  return {
    ...unknownJob({ provider, id, lookUpUrl: text(kept['lookUpUrl']), model: text(kept['model']) ?? '' }),
    seed: number(kept['seed']),
    costMicroUsd: number(kept['costMicroUsd']),
    startedAt: text(kept['startedAt']),
    finishedAt: text(kept['finishedAt']),
    requestId: text(kept['requestId']),
  };
}

function readFile(kept: unknown): KeptFile | null {
  const address = isObject(kept) ? text(kept['address']) : null;
  if (!isObject(kept) || address === null) return null;
  return { address, width: number(kept['width']), height: number(kept['height']), contentType: text(kept['contentType']), filename: text(kept['filename']) };
}
