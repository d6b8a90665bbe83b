import type { Readable } from 'node:stream';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { TooManyBytes } from '../../core/api/bounded_stream.js';
import type { WireflowClient } from '../../core/api/client.js';
import { peek } from '../../core/api/peek.js';
import { headerWords } from '../../core/api/raw_header.js';
import { NotUnpacked } from '../../core/api/unpacked_stream.js';
import { text } from '../../core/json.js';
import { WireflowError } from '../../core/model/errors.js';
import { endingKind, nameInDisposition, nameInLink, nameWithEnding, numberedName } from '../../core/model/file_name.js';
import { beginsLikeImage, imageTypeOf, namedImageType, TELLING_BYTES } from '../../core/model/image_type.js';
import { imagesOf, pictureKey } from '../../core/model/images.js';
import { downloadUrls, MAX_FILE_BYTES } from '../../core/outputs/download_addresses.js';
import { fluxImageFile } from './flux_hydrator.js';
import { CutOff, fetchSafely, UnsafeAddress, type Fetched } from './safe_fetch.js';
import { wireflowStep, type Wireflow } from './step.js';
import { inTime } from './time_limit.js';

const MB = 1024 * 1024;

/**
 * Fetches an image of an execution, when a later step asks for the file. It is known by its link; only where that has died,
 * the execution is looked up for the same picture under another signature.
 *
 * @returns the address of the file in Zapier's store
 */
export async function imageFile(z: ZObject, bundle: Bundle<Record<string, unknown>>): Promise<string> {
  const { execution_id: executionId, url, filename, number } = bundle.inputData;
  const names = { filename: text(filename), number: Number(number ?? 1) };
  return wireflowStep(z, bundle, async (wireflow) => {
    const link = String(url);
    const first = await fetchImage(z, link, wireflow);
    if (first.status === 200) return store(z, link, names, first, wireflow);
    const fresh = await freshLink(wireflow.client, String(executionId), link);
    const second = fresh === null ? first : await fetchImage(z, fresh, wireflow);
    if (second.status !== 200) throw notDownloaded(`Its host answers HTTP ${second.status}.`);
    return store(z, link, names, second, wireflow);
  });
}

/** Null where there is no other link to the same picture, or no way to look for it. */
async function freshLink(client: WireflowClient, executionId: string, link: string): Promise<string | null> {
  if (!client.hasKey) return null;
  const execution = await client.poll(executionId).catch((error: unknown) => {
    if (error instanceof WireflowError) return null;
    throw error;
  });
  const same = imagesOf(execution?.outputs ?? []).find(({ url }) => pictureKey(url) === pictureKey(link));
  return same === undefined || same.url === link ? null : same.url;
}

async function fetchImage(z: ZObject, link: string, wireflow: Wireflow) {
  const { direct, proxy } = downloadUrls(link, wireflow.baseUrl);
  const response = await download(z, direct, wireflow);
  return response.status === 403 ? download(z, proxy, wireflow) : response;
}

/** What tells a picture's name from those of the pictures beside it. */
interface Names {
  /** Where it is not the one in the link. */
  readonly filename: string | null;
  /** Its place among them, from 1: what its host calls it, may be what all of them are called. */
  readonly number: number;
}

async function store(z: ZObject, link: string, names: Names, response: Fetched, { signal }: Wireflow): Promise<string> {
  const { header, contentType, length, isPacked } = response;
  let body: Readable | null = null;
  try {
    body = await response.body();
    const { head, whole } = await peek(body, TELLING_BYTES);
    if (isPacked && !beginsLikeImage(head)) throw new NotUnpacked('Packed as nobody knows');
    const known = names.filename ?? nameInLink(link);
    const told = endingKind(known) === null ? nameInDisposition(headerWords(header('content-disposition') ?? '')) : null;
    const filename = told === null ? known : numberedName(told, names.number);
    const type = imageTypeOf(head, { contentType, filename });
    if (type === null) throw notDownloaded('What comes is not an image.');
    // The ending follows the type that the host names: Make has nothing else to go by, and one picture has one name on both.
    const named = namedImageType(contentType) ?? type;
    // Zapier's file store knows no signal.
    return await inTime(Infinity, signal, async () => z.stashFile(whole, length, nameWithEnding(filename ?? numberedName('image', names.number), named), type.contentType));
  } catch (error) {
    if (error instanceof WireflowError) throw error;
    if (error instanceof TooManyBytes) throw tooLarge();
    if (error instanceof NotUnpacked) throw notDownloaded('Its host sends it packed, and it can not be unpacked.');
    if (error instanceof CutOff) throw notDownloaded('Its host has only a part of it.');
    throw notDownloaded('The connection broke while it was fetched.');
  } finally {
    body?.destroy();
  }
}

/** The download carries no key, whichever host the link names. */
async function download(z: ZObject, url: string, { baseUrl, signal }: Wireflow) {
  const response = await inTime(Infinity, signal, () => fetchSafely(z, url, { baseUrl, signal, maxBytes: MAX_FILE_BYTES })).catch((error: unknown) => {
    throw notDownloaded(error instanceof UnsafeAddress ? 'It stands where it can not be fetched safely.' : 'Its host can not be reached.');
  });
  if (response.status >= 300 && response.status < 400) throw notDownloaded('Its link leads from one address to the next.');
  return response;
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

export const hydrators = { imageFile, fluxImageFile };
