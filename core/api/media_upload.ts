import type { WireflowClient } from './client.js';
import { WireflowError } from '../model/errors.js';
import { first, isObject, text, type JsonObject } from '../json.js';
import { shorten } from '../shorten.js';
import { unreadable, type Reply } from './readers/index.js';
import { layersOf } from './readers/envelope.js';
import { isSafeLink } from './safe_link.js';

export interface FileData {
  readonly data: Uint8Array;
  readonly contentType: string;
  readonly filename: string;
}

const MB = 1024 * 1024;
/** Larger bodies are refused by the service's hosting (docs/service.md, "Uploads"). */
const DIRECT_MAX_BYTES = 4 * MB;
export const UPLOAD_MAX_BYTES = 25 * MB;

/**
 * Copies a file to Wireflow, where every workflow can read it.
 *
 * @returns the link to the copy
 * @throws WireflowError `too_large` over 25 MB; `forbidden` for a key that may not write
 */
export async function uploadFile(client: WireflowClient, file: FileData): Promise<string> {
  if (file.data.byteLength > UPLOAD_MAX_BYTES) throw tooLarge(file);
  return file.data.byteLength > DIRECT_MAX_BYTES ? uploadElsewhere(client, file) : uploadDirectly(client, file);
}

async function uploadDirectly(client: WireflowClient, { data, contentType, filename }: FileData): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(data)], { type: contentType }), filename);
  const encoded = new Response(form);
  const headers = { 'content-type': encoded.headers.get('content-type') as string };
  const body = new Uint8Array(await encoded.arrayBuffer());
  return client.call('mediaUpload', { upload: { data: body, headers } }, (reply) => readLink(reply, client.baseUrl));
}

/** Larger files go to an address that the service hands out, without the key; it is judged like any other link. */
async function uploadElsewhere(client: WireflowClient, { data, contentType, filename }: FileData): Promise<string> {
  const target = await client.call('mediaUploadUrl', { body: { bytes: data.byteLength, filename, contentType } }, readTarget);
  if (!isSafeLink(target.url, client.baseUrl)) throw unsafeTarget();
  await client.call('mediaUploadPut', { upload: { data, headers: target.headers, url: target.url } }, () => undefined);
  return client.call('mediaUploadComplete', { body: { mediaId: target.mediaId, filename } }, (reply) => readLink(reply, client.baseUrl));
}

/** The copy's link, which the run is then paid with: one that nobody could open is none. */
function readLink(reply: Reply, baseUrl: string): string {
  const given = first(layersOf(reply.body), ['url'], text)?.trim() ?? '';
  const link = given.startsWith('/') && URL.canParse(given, baseUrl) ? new URL(given, baseUrl).href : given.replaceAll(' ', '%20');
  if (!isSafeLink(link, baseUrl)) throw unreadable(reply, 'an uploaded file');
  return link;
}

function readTarget(reply: Reply): { url: string; mediaId: string; headers: Record<string, string> } {
  const layers = layersOf(reply.body);
  const url = first(layers, ['uploadUrl'], text);
  const mediaId = first(layers, ['mediaId'], text);
  if (url === null || mediaId === null) throw unreadable(reply, 'an address for an upload');
  const headers = layers.map((layer) => layer['headers']).find(isObject) ?? ({} as JsonObject);
  return { url, mediaId, headers: headersToSend(headers) };
}

/** What decides where a request goes or who is asking, and what asks a cloud's metadata service: no store needs these. */
const NOT_SENT = /^(authorization|proxy-.*|cookie|host|connection|transfer-encoding|content-length|upgrade|forwarded|x-forwarded-.*|x-real-ip|x-aws-.*|metadata.*)$/;

/** The headers that the service asks for, exactly: stores sign them. The length is that of what is sent. */
function headersToSend(headers: JsonObject): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.trim().toLowerCase(), text(value)] as const);
  return Object.fromEntries(named.filter((header): header is [string, string] => header[1] !== null && !NOT_SENT.test(header[0])));
}

function unsafeTarget(): WireflowError {
  return new WireflowError({
    kind: 'unreadable',
    problem: 'Wireflow names an address for large files that can not be used safely.',
    nextStep: 'Nothing was started. Use an image of less than 4 MB, and tell Wireflow support.',
  });
}

function tooLarge({ data, filename }: FileData): WireflowError {
  return new WireflowError({
    kind: 'too_large',
    problem: `The file “${shorten(filename, 80)}” has ${Math.ceil(data.byteLength / MB)} MB, and Wireflow takes at most ${UPLOAD_MAX_BYTES / MB} MB.`,
    nextStep: 'Make it smaller, then run the step again.',
  });
}
