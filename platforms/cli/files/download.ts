import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isLoopback } from '../../../core/api/base_url.js';
import { checkedLookup } from '../../../core/api/checked_lookup.js';
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
  return answer.bytes;
}

async function follow(address: string, baseUrl: string, signal: AbortSignal): Promise<Answer> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await get(new URL(url), signal);
    if (answer.status < 300 || answer.status > 399 || answer.location === null || !URL.canParse(answer.location, url)) return answer;
    url = downloadUrls(new URL(answer.location, url).href, baseUrl).direct;
  }
  throw notFetched('its host sends it round in circles');
}

/** Node's own client: the address that is connected to is the one that was checked, which fetch can't promise. */
function get(url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const time = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]);
    const send = url.protocol === 'http:' ? requestHttp : requestHttps;
    const call = send(url, { headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' }, signal: time, ...(isLoopback(url) ? {} : { lookup: checkedLookup }) });
    const fail = (error: unknown) => reject(error instanceof WireflowError ? error : notFetched(time.aborted ? 'it did not come in time' : 'the connection to its host failed'));
    call.on('error', fail);
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const refuse = () => {
        fail(notFetched('it is too large'));
        response.destroy();
      };
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        length += chunk.byteLength;
        if (length > MAX_FILE_BYTES) refuse();
        else chunks.push(chunk);
      });
      if (Number(response.headers['content-length']) > MAX_FILE_BYTES) refuse();
      // A body that breaks off ends without this.
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, bytes: Buffer.concat(chunks) }));
      response.on('aborted', () => fail(null));
    });
    call.end();
  });
}

export function notFetched(why: string): WireflowError {
  return new WireflowError({ kind: 'unreadable', problem: why, nextStep: 'Its link is in the result.' });
}
