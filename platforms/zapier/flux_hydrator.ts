import type { Bundle, ZObject } from 'zapier-platform-core';
import { WireflowError } from '../../core/model/errors.js';
import { fluxStep } from './flux_step.js';

/** What the hosts of pictures answer when a link has died. */
const GONE: ReadonlySet<number> = new Set([403, 404, 410]);

/**
 * Fetches image number `image` (from 1) of a provider's job, when a later step asks for the file: the job is looked at
 * again, since its first link may have died.
 *
 * @returns the address of the file in Zapier's store
 */
export async function fluxImageFile(z: ZObject, bundle: Bundle<Record<string, unknown>>): Promise<string> {
  return fluxStep(z, bundle, async ({ known, signal }) => {
    const { findJobs, ImageRefused, pictureName, store } = await import('./flux_parts.js');
    const [job] = await findJobs(known, String(bundle.inputData['job']));
    const number = Number(bundle.inputData['image']);
    const image = job?.images[number - 1];
    if (job === undefined || image === undefined) throw gone();
    const { file } = await store(z, image, pictureName(job, number), { baseUrl: known.baseUrls[job.provider], signal }).catch((error: unknown) => {
      throw error instanceof ImageRefused && GONE.has(error.status) ? gone() : notNow();
    });
    if (file === null) throw notNow();
    return file;
  });
}

function notNow(): WireflowError {
  return new WireflowError({
    kind: 'unavailable',
    problem: 'The image file could not be fetched. Its host does not answer as it should, or Zapier’s own store does not.',
    nextStep: 'It is tried again by itself; providers keep an image for ten minutes to an hour.',
    canRetry: true,
  });
}

function gone(): WireflowError {
  return new WireflowError({
    kind: 'not_found',
    problem: 'The image file could not be fetched: providers keep an image for ten minutes to an hour.',
    nextStep: 'Use the file of Generate Flux Image, which is stored at once, or make the image again.',
  });
}
