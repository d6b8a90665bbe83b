import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { buffer } from 'node:stream/consumers';
import type { ZObject } from 'zapier-platform-core';
import { imageTypeOf, TELLING_BYTES } from '../../core/model/image_type.js';
import type { KeptImage } from '../../core/outputs/flux_output.js';
import { jobAddress } from '../../core/runs/flux/job_address.js';
import type { Job, JobImage } from '../../core/providers/job.js';
import { pictureName } from '../../core/providers/saved_as.js';
import { fluxImageFile } from './flux_hydrator.js';
import { fetchSafely } from './safe_fetch.js';
import { inTime } from './time_limit.js';

const MAX_IMAGE_BYTES = 50 * 1024 * 1024;

/** The host of a picture has answered, and not with the picture. */
export class ImageRefused extends Error {
  constructor(readonly status: number) {
    super('Not fetched');
  }
}

export interface StoreLimits {
  /** Of the provider: links to this machine are followed only while it is here. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
}

export interface FluxFiles {
  readonly images: readonly KeptImage[];
  /** What could not be fetched; null when all could. */
  readonly note: string | null;
}

/**
 * Fetches the pictures and puts them into Zapier's store at once: their links die in minutes. One that can't be fetched
 * in time is only promised, where its job can be asked again.
 */
export async function storeImages(z: ZObject, jobs: readonly Job[], limits: StoreLimits): Promise<FluxFiles> {
  const pictures = jobs.flatMap((job) => job.images.map((image, index) => ({ job, image, number: index + 1 })));
  let note: string | null = null;
  const images = pictures.map(async ({ job, image, number }): Promise<KeptImage> => {
    try {
      return await store(z, image, pictureName(job, number), limits);
    } catch {
      const promise = job.lookUpUrl === null ? null : z.dehydrateFile(fluxImageFile, { job: jobAddress([job]), image: number });
      note = promise === null ? 'The image is made, and its file could not be fetched; open its URL soon, because it dies in minutes.' : 'The image is made; its file is fetched when a later step asks for it.';
      return { url: image.url, file: promise, width: null, height: null, contentType: image.contentType, filename: null };
    }
  });
  return { images: await Promise.all(images), note };
}

/** The pictures of jobs that are only looked at: each file is fetched when a later step asks for it. */
export function promisedImages(z: ZObject, jobs: readonly Job[]): KeptImage[] {
  return jobs.flatMap((job) =>
    job.images.map((image, index) => ({
      url: image.url,
      file: z.dehydrateFile(fluxImageFile, { job: jobAddress([job]), image: index + 1 }),
      width: null,
      height: null,
      contentType: image.contentType,
      filename: null,
    })),
  );
}

/** @throws Error when it can't be fetched in time, is no picture, or can't be stored */
export async function store(z: ZObject, image: JobImage, name: string, limits: StoreLimits): Promise<KeptImage> {
  // Zapier's file store knows no signal.
  return inTime(Infinity, limits.signal, () => fetchAndStore(z, image, name, limits));
}

async function fetchAndStore(z: ZObject, image: JobImage, name: string, limits: StoreLimits): Promise<KeptImage> {
  const bytes = image.base64 === null ? await download(z, image.url ?? '', limits) : Buffer.from(image.base64, 'base64');
  // What the bytes are, whatever the provider and the link call them.
  const type = imageTypeOf(bytes.subarray(0, TELLING_BYTES), { contentType: null, filename: null });
  if (type === null) throw new Error('Not an image');
  const { contentType } = type;
  const { width, height } = sidesOf(bytes, contentType);
  const filename = `${name}.${type.endings[0]}`;
  const file = await z.stashFile(bytes, bytes.byteLength, filename, contentType);
  return { url: image.url ?? file, file, width, height, contentType, filename };
}

/** In pixels, for the kinds that providers make; a picture whose sides nobody can read is a picture all the same. */
function sidesOf(bytes: Buffer, contentType: string): { readonly width: number | null; readonly height: number | null } {
  try {
    if (contentType === 'image/png') return PNG.calculate(bytes);
    if (contentType === 'image/jpeg') return JPG.calculate(bytes);
    if (contentType === 'image/webp') return WEBP.calculate(bytes);
  } catch {
    // Cut off, or built in a way that the reader does not know.
  }
  return { width: null, height: null };
}

/** Without a key, whichever host the link names. */
async function download(z: ZObject, url: string, { baseUrl, signal }: StoreLimits): Promise<Buffer> {
  const response = await fetchSafely(z, url, { baseUrl, signal, maxBytes: MAX_IMAGE_BYTES });
  if (response.status !== 200) throw new ImageRefused(response.status);
  return buffer(await response.body());
}
