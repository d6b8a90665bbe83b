import type { ZObject } from 'zapier-platform-core';
import { isSafeLink } from '../../core/api/safe_link.js';
import { BROWSER_USER_AGENT } from '../../core/outputs/download_addresses.js';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Fetching {
  readonly baseUrl: string;
  readonly maxBytes: number;
  /** How long the next request may take, in ms; asked before each. */
  timeoutMs(): number;
  /** What is thrown for an address that must not be followed. */
  unsafe(url: string): Error;
}

/**
 * Fetches a file as a browser would, without any key. Every address on the way is checked, since a public one may lead to a
 * private network.
 *
 * @returns the last reply, its body still to be read; null after too many redirects
 * @throws what `unsafe` gives, and what the request itself throws
 */
export async function followRedirects(z: ZObject, link: string, { baseUrl, maxBytes, timeoutMs, unsafe }: Fetching) {
  let url = link;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isSafeLink(url, baseUrl)) throw unsafe(url);
    const response = await z.request({
      url,
      raw: true,
      headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' },
      timeout: timeoutMs(),
      size: maxBytes,
      redirect: 'manual',
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
    });
    const next = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || next === null || !URL.canParse(next, url)) return response;
    url = new URL(next, url).href;
  }
  return null;
}
