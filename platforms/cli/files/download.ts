import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { isLoopback } from '../../../core/api/base_url.js';
import { TooManyBytes } from '../../../core/api/bounded_stream.js';
import { checkedLookup } from '../../../core/api/checked_lookup.js';
import { redirectTarget } from '../../../core/api/raw_header.js';
import { NotUnpacked, unpackedStream } from '../../../core/api/unpacked_stream.js';
import { isCutOff } from '../../../core/model/picture_end.js';
import { WireflowError } from '../../../core/model/errors.js';
import { BROWSER_USER_AGENT, downloadUrls, MAX_FILE_BYTES } from '../../../core/outputs/download_addresses.js';

const DOWNLOAD_TIMEOUT_MS = 60_000;
const MAX_REDIRECTS = 3;

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly bytes: Buffer;
}

/**
 * Fetches an image's bytes: by its own link, and through the service's download proxy where that refuses. No key goes
 * along, and no address on the way leads into a private network.
 *
 * @param baseUrl the API's base URL
 * @throws WireflowError `unreadable` with the reason as its problem
 */
export async function downloadImage(link: string, baseUrl: string, signal: AbortSignal): Promise<Buffer> {
  const { direct, proxy } = downloadUrls(link, baseUrl);
  const first = await follow(direct, baseUrl, signal);
  const answer = first.status === 403 ? await follow(proxy, baseUrl, signal) : first;
  if (answer.status !== 200) throw notFetched(`its host answers HTTP ${answer.status}`);
  if (isCutOff(answer.bytes)) throw notFetched('only a part of it came');
  return answer.bytes;
}

async function follow(address: string, baseUrl: string, signal: AbortSignal): Promise<Answer> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await get(new URL(url), signal);
    const next = answer.status < 300 || answer.status > 399 ? null : redirectTarget(answer.location, url);
    if (next === null) return answer;
    url = downloadUrls(next, baseUrl).direct;
  }
  throw notFetched('its host sends it round in circles');
}

/** Node's own client: the address that is connected to is the one that was checked, which fetch can't promise. */
function get(url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const time = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]);
    const send = url.protocol === 'http:' ? requestHttp : requestHttps;
    const call = send(url, { headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' }, signal: time, ...(isLoopback(url) ? {} : { lookup: checkedLookup }) });
    const fail = (error: unknown) => reject(time.aborted ? notFetched('it did not come in time') : whyNot(error));
    call.on('error', fail);
    call.on('response', (response) => {
      bytesOf(response, time).then((bytes) => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, bytes }), (error: unknown) => {
        response.destroy();
        fail(error);
      }); // prettier-ignore
    });
    call.end();
  });
}

/** Its own bytes, whatever they are packed in. */
async function bytesOf(response: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  if (Number(response.headers['content-length']) > MAX_FILE_BYTES) throw new TooManyBytes();
  return buffer(await unpackedStream(response, response.headers['content-encoding'] ?? null, { length: undefined, maxBytes: MAX_FILE_BYTES, signal }));
}

function whyNot(error: unknown): WireflowError {
  if (error instanceof WireflowError) return error;
  if (error instanceof TooManyBytes) return notFetched('it is too large');
  if (error instanceof NotUnpacked) return notFetched('its host sends it packed, and it can not be unpacked');
  return notFetched('the connection to its host failed');
}

export function notFetched(why: string): WireflowError {
  return new WireflowError({ kind: 'unreadable', problem: why, nextStep: 'Its link is in the result.' });
}
