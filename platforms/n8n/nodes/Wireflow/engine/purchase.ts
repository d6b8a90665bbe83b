import type { IBinaryData } from 'n8n-workflow';
import type { JsonObject } from '../../../../../core/json.js';
import type { Estimate } from '../../../../../core/prices/image_price.js';
import type { Job } from '../../../../../core/providers/job.js';
import { pictureName } from '../../../../../core/providers/saved_as.js';
import type { FluxRequest } from '../../../../../core/providers/provider.js';
import { buyImages } from '../../../../../core/runs/flux/buy_images.js';
import { jobAddress } from '../../../../../core/runs/flux/job_address.js';
import { imageFile } from './images.js';
import type { ProviderStep } from './provider_step.js';

/** A provider may take this long to answer a start: DeepInfra's answer is the picture. */
const START_MS = 120_000;

/** One picture, as far as it could be had. */
export interface Picture {
  readonly url: string | null;
  readonly contentType: string | null;
  readonly file: IBinaryData | null;
}

/** What was bought for an item, as it is remembered: without the bytes, which n8n keeps as files. */
export interface Purchase {
  readonly jobs: readonly Job[];
  /** The pictures that came with the answer, by job and number; null for what has to be fetched. */
  readonly files: readonly (readonly (IBinaryData | null)[])[];
  /** The pictures themselves, where they were made before. */
  readonly pictures?: readonly Picture[];
  readonly estimate: Estimate | null;
  /** What the person should know about images that are missing; null when none is. */
  readonly note: string | null;
}

/**
 * Buys images from a provider. What its answer holds is put into n8n's store at once: DeepInfra hands a picture over once.
 *
 * @returns what was bought, by the address that finds it again
 * @throws WireflowError as `buyImages`
 */
export async function buy(step: ProviderStep, request: FluxRequest, count: number, estimate: Estimate | null): Promise<{ readonly id: string; readonly kept: JsonObject }> {
  const deadlineMs = step.clock.now() + START_MS;
  const provider = step.until(deadlineMs).provider(request.offer.provider);
  const { jobs, note } = await buyImages(provider, request, count, { clock: step.clock, deadlineMs, signal: step.signal });
  const files = await Promise.all(jobs.map((job) => Promise.all(job.images.map(({ base64 }, index) => (base64 === null ? null : storedFile(step, base64, pictureName(job, index + 1)))))));
  const purchase: Purchase = { jobs: jobs.map((job) => ({ ...job, images: job.images.map((image) => ({ ...image, base64: null })) })), files, estimate, note };
  return { id: jobAddress(jobs), kept: purchase as unknown as JsonObject };
}

/** Null where it is no picture, or can't be stored: it is paid for, so that is no error of the start. */
async function storedFile({ host }: ProviderStep, base64: string, name: string): Promise<IBinaryData | null> {
  return imageFile(host, Buffer.from(base64, 'base64'), name).catch(() => null);
}
