import type { IBinaryData } from 'n8n-workflow';
import { imagesOf, type Image } from '../../../../../core/model/images.js';
import { withOwnNames } from '../../../../../core/model/own_names.js';
import { beginsLikeImage, imageTypeOf, TELLING_BYTES, type ImageType } from '../../../../../core/model/image_type.js';
import { isCutOff } from '../../../../../core/model/picture_end.js';
import { hasEnded, type Execution } from '../../../../../core/model/execution.js';
import { downloadUrls, MAX_FILE_BYTES } from '../../../../../core/outputs/download_addresses.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import type { FileHost } from './connection.js';
import { pictureReply, type PictureReply } from './picture_reply.js';
import { stopSignalOf } from './stop_signal.js';

const DOWNLOAD_TIMEOUT_MS = 60_000;
const MAX_REDIRECTS = 3;

/** An execution's images as files, by their link. */
export interface Downloads {
  readonly files: ReadonlyMap<string, IBinaryData>;
  /** What could not be fetched, in a sentence; null when all is there. */
  readonly note: string | null;
}

/**
 * Fetches an execution's images. What can't be fetched keeps its link, and is told: the image has been paid for, so it
 * must not cost the person the rest of the step.
 */
export async function downloadImages(host: FileHost, execution: Execution, baseUrl: string): Promise<Downloads> {
  const files = new Map<string, IBinaryData>();
  const notes: string[] = [];
  // What a chain has made on its way is no result yet.
  const images = hasEnded(execution.status) ? imagesOf(withOwnNames(execution.outputs)) : [];
  for (const [index, image] of images.entries()) {
    // Their links are in the result, and n8n drops what a stopped execution fetches.
    if (stopSignalOf(host)?.aborted) break;
    await fetchImage(host, image, index + 1, baseUrl).then(
      (file) => files.set(image.url, file),
      (error: unknown) => notes.push(`Image ${index + 1} is there as a link only: ${error instanceof WireflowError ? error.problem : 'its host did not send it.'}`),
    );
  }
  return { files, note: notes.length === 0 ? null : notes.join(' ') };
}

async function fetchImage(host: FileHost, image: Image, number: number, baseUrl: string): Promise<IBinaryData> {
  const { direct, proxy } = downloadUrls(image.url, baseUrl);
  let reply = await follow(host, direct, baseUrl);
  if (reply.status === 403) reply = await follow(host, proxy, baseUrl);
  return fileIn(host, reply, image.filename ?? `image-${number}`);
}

/**
 * Fetches a picture from a provider beside Wireflow.
 *
 * @param name without an ending
 * @throws WireflowError `unreadable` in words that end a sentence about the image
 */
export async function fetchPicture(host: FileHost, url: string, baseUrl: string, name: string): Promise<IBinaryData> {
  return fileIn(host, await follow(host, downloadUrls(url, baseUrl).direct, baseUrl), name);
}

async function fileIn(host: FileHost, { status, data, contentType, isPacked }: PictureReply, name: string): Promise<IBinaryData> {
  if (status !== 200) throw notDownloaded(`its host answers HTTP ${status}.`);
  if (data === null) throw tooLarge();
  if (isPacked && !beginsLikeImage(data.subarray(0, TELLING_BYTES))) throw notDownloaded('its host sends it packed, and n8n does not unpack it.');
  if (isCutOff(data)) throw notDownloaded('only a part of it came.');
  return imageFile(host, data, name, contentType);
}

/**
 * Bytes as a file of n8n's, of the type that the bytes have: by itself, n8n would go by the ending of the name.
 *
 * @throws WireflowError `unreadable` for what is no image
 */
export async function imageFile(host: FileHost, data: Buffer, name: string, contentType: string | null = null): Promise<IBinaryData> {
  if (data.byteLength > MAX_FILE_BYTES) throw tooLarge();
  const type = imageTypeOf(data.subarray(0, TELLING_BYTES), { contentType, filename: name });
  if (type === null) throw notDownloaded('what comes is not an image.');
  return host.helpers.prepareBinaryData(data, withEnding(name, type), type.contentType).catch(() => {
    throw notDownloaded('n8n could not store it.');
  });
}

/** Other nodes go by a file's name. */
function withEnding(name: string, { endings }: ImageType): string {
  const [, stem = name, ending = ''] = /^(.+)\.([a-z0-9]{2,5})$/i.exec(name) ?? [];
  return endings.includes(ending.toLowerCase()) ? name : `${stem}.${endings[0]}`;
}

/** Every address on the way is checked, since a public one may lead to a private network. */
async function follow(host: FileHost, address: string, baseUrl: string): Promise<PictureReply> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const reply = await pictureReply(host, url, { timeoutMs: DOWNLOAD_TIMEOUT_MS, maxBytes: MAX_FILE_BYTES });
    if (reply.next === null) return reply;
    url = downloadUrls(reply.next, baseUrl).direct;
  }
  throw notDownloaded('its host sends it round in circles.');
}

function tooLarge(): WireflowError {
  return notDownloaded('it is too large.');
}

function notDownloaded(why: string): WireflowError {
  return new WireflowError({ kind: 'unreadable', problem: why, nextStep: 'Use the image’s URL instead.' });
}

/** The binary fields of an item: `data`, `data_1` and so on. */
export function binaryFields(files: ReadonlyMap<string, IBinaryData>, field: string): { readonly names: Map<string, string>; readonly binary: Record<string, IBinaryData> } {
  const names = new Map<string, string>();
  const binary: Record<string, IBinaryData> = {};
  for (const [url, file] of files) {
    const name = names.size === 0 ? field : `${field}_${names.size}`;
    names.set(url, name);
    binary[name] = file;
  }
  return { names, binary };
}
