import type { Bundle, ZObject } from 'zapier-platform-core';
import { downloadUrls, MAX_FILE_BYTES } from '../../core/outputs/download_addresses.js';
import { WireflowError } from '../../core/model/errors.js';
import { imagesOf } from '../../core/model/images.js';
import { boundedStream, TooManyBytes } from './bounded_stream.js';
import { fetchSafely, UnsafeAddress } from './safe_fetch.js';
import { wireflowStep, type Wireflow } from './step.js';
import { inTime } from './time_limit.js';

const MB = 1024 * 1024;

/**
 * Fetches image number `image` (from 1) of an execution, when a later step asks for the file.
 *
 * @returns the address of the file in Zapier's store
 */
export async function imageFile(z: ZObject, bundle: Bundle<Record<string, unknown>>): Promise<string> {
  const { execution_id: executionId, image: number } = bundle.inputData;
  return wireflowStep(z, bundle, async (wireflow) => {
    const { client, baseUrl, signal } = wireflow;
    const execution = await client.poll(String(executionId));
    const image = imagesOf(execution.outputs)[Number(number) - 1];
    if (!image) throw noSuchImage(Number(number));
    const { direct, proxy } = downloadUrls(image.url, baseUrl);
    let response = await download(z, direct, wireflow);
    if (response.status === 403) response = await download(z, proxy, wireflow);
    const contentType = response.headers.get('content-type') ?? '';
    if (response.status !== 200) throw notDownloaded(`Its host answers HTTP ${response.status}.`);
    if (!contentType.startsWith('image/')) throw notDownloaded('What comes is not an image.');
    // Of a compressed reply, the length is that of the compressed bytes, and says nothing about the file.
    const length = response.headers.get('content-encoding') === null ? Number(response.headers.get('content-length')) || undefined : undefined;
    if (length !== undefined && length > MAX_FILE_BYTES) throw tooLarge();
    const body = boundedStream(response.body, { length, maxBytes: MAX_FILE_BYTES, signal });
    try {
      // Zapier's file store knows no signal.
      return await inTime(Infinity, signal, async () => z.stashFile(body, length, image.filename ?? `image-${number}`, contentType));
    } catch (error) {
      if (error instanceof TooManyBytes) throw tooLarge();
      throw notDownloaded('The connection broke while it was fetched.');
    } finally {
      body.destroy();
    }
  });
}

/** The download carries no key, whichever host the link names. */
async function download(z: ZObject, url: string, { baseUrl, signal }: Wireflow) {
  return inTime(Infinity, signal, () => fetchSafely(z, url, { baseUrl, signal, maxBytes: MAX_FILE_BYTES })).catch((error: unknown) => {
    throw notDownloaded(error instanceof UnsafeAddress ? 'Its link leads to an address that is not safe to follow.' : 'Its host can not be reached.');
  });
}

function noSuchImage(number: number): WireflowError {
  return new WireflowError({
    kind: 'not_found',
    problem: `This execution has no image number ${number} any more.`,
    nextStep: 'Run the workflow again, or map another image.',
  });
}

function notDownloaded(why: string): WireflowError {
  return new WireflowError({
    kind: 'unavailable',
    problem: `The image file could not be fetched. ${why}`,
    nextStep: 'It is tried again by itself, or can be run again in a few minutes; the image’s URL can be mapped instead of its file.',
    canRetry: true,
  });
}

function tooLarge(): WireflowError {
  return new WireflowError({
    kind: 'too_large',
    problem: `The image file is larger than the ${MAX_FILE_BYTES / MB} MB that can be handed on as a file.`,
    nextStep: 'Map the image’s URL instead of its file.',
  });
}

export const hydrators = { imageFile };
