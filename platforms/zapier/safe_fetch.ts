import type { ZObject } from 'zapier-platform-core';
import { isSafeLink } from '../../core/api/safe_link.js';
import { BROWSER_USER_AGENT } from '../../core/outputs/download_addresses.js';
import { agentFor } from './checked_agent.js';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** An address on the way must not be asked: plain http, this machine, a private network. */
export class UnsafeAddress extends Error {
  /** @param isFirst whether it is the link itself, and not where that led */
  constructor(readonly url: string, readonly isFirst: boolean) {
    super('The address is not safe to follow');
  }
}

export interface SafeFetch {
  /** The API's base URL: this machine is asked only while the API is here. */
  readonly baseUrl: string;
  /** Ends it all, the body included. */
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/**
 * Asks for an image without any key, following redirects; every address on the way is checked before it is asked, and each
 * name is connected to at the address that was checked.
 *
 * @throws UnsafeAddress; whatever `z.request` throws when no answer comes
 */
export async function fetchSafely(z: ZObject, link: string, { baseUrl, signal, maxBytes }: SafeFetch) {
  let url = link;
  for (let redirects = 0; ; redirects += 1) {
    if (!isSafeLink(url, baseUrl)) throw new UnsafeAddress(url, redirects === 0);
    const response = await z.request({
      // The merge spells an address anew, and a signature may be of the link's very letters.
      merge: false,
      method: 'GET',
      url,
      raw: true,
      headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' },
      signal,
      ...agentFor(url),
      size: maxBytes,
      redirect: 'manual',
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
    }).catch((error: unknown) => {
      if (isPrivateName(error)) throw new UnsafeAddress(url, redirects === 0);
      throw error;
    });
    const next = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || next === null || !URL.canParse(next, url) || redirects === MAX_REDIRECTS) return response;
    url = new URL(next, url).href;
  }
}

function isPrivateName(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_PRIVATE_ADDRESS';
}
