import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { contentCodings } from '../../../../../core/api/content_codings.js';
import { endsAfter } from '../../../../../core/api/ends_after.js';
import { redirectTarget } from '../../../../../core/api/raw_header.js';
import { BROWSER_USER_AGENT } from '../../../../../core/outputs/download_addresses.js';
import type { FileHost } from './connection.js';
import { inTime } from './in_time.js';
import { stopSignalFor } from './stop_signal.js';

export interface Limits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** What stands at an address. */
export interface PictureReply {
  readonly status: number;
  /** Where it leads on to; null where it does not. */
  readonly next: string | null;
  /** What its host calls it. */
  readonly contentType: string | null;
  /** Whether n8n may not have unpacked it, so that its bytes alone can tell what it is. */
  readonly isPacked: boolean;
  /** Its own bytes; null where there are too many, and empty where there is no picture. */
  readonly data: Buffer | null;
}

/**
 * Asks for a picture, without any key, and follows no redirect. n8n bounds neither a reply that drips nor one that becomes
 * long when it is unpacked: so it comes in pieces, and is given up.
 */
export async function pictureReply(host: FileHost, url: string, { timeoutMs, maxBytes }: Limits): Promise<PictureReply> {
  const signal = AbortSignal.any([endsAfter(timeoutMs), ...stopSignalFor(host, 'GET')]);
  const options: IHttpRequestOptions = {
    method: 'GET',
    url,
    headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' },
    encoding: 'stream',
    timeout: timeoutMs,
    abortSignal: signal,
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
  };
  const { statusCode: status, headers, body } = (await inTime(host.helpers.httpRequest(options), signal)) as IN8nHttpFullResponse;
  const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : null);
  return {
    status,
    next: status < 300 || status > 399 ? null : redirectTarget(header('location'), url),
    contentType: header('content-type'),
    isPacked: contentCodings(header('content-encoding')).length > 0,
    data: await inTime(bytesOf(body, status === 200 ? maxBytes : 0), signal),
  };
}

type Pieces = AsyncIterable<Buffer> & { destroy?(): void };

async function bytesOf(body: unknown, maxBytes: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body as Pieces) {
    length += piece.byteLength;
    // To leave the loop ends the stream.
    if (length > maxBytes) return maxBytes === 0 ? Buffer.alloc(0) : null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
