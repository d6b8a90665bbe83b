import { isSafeLink } from '../api/safe_link.js';
import { WireflowError } from '../model/errors.js';

/** The image host refuses scripts by their name (docs/service.md, "Downloads"). */
export const BROWSER_USER_AGENT = 'Mozilla/5.0 (compatible; WireflowIntegration/1.0; +https://www.wireflow.ai)';

/** Zapier's own limit for files is 150 MB; an image is far below this. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/**
 * Where to fetch a file: its own link, then the service's download proxy for when the link refuses.
 *
 * @param baseUrl the API's base URL: links to this machine are followed only while the API itself is here
 * @throws WireflowError `unreadable` for a link that is not safe to follow
 */
export function downloadUrls(link: string, baseUrl: string): { readonly direct: string; readonly proxy: string } {
  const base = new URL(baseUrl);
  if (!isSafeLink(link, baseUrl)) throw unsafeLink(link);
  const proxy = new URL('/api/download', base);
  proxy.searchParams.set('url', link);
  return { direct: new URL(link).href, proxy: proxy.href };
}

/** The error for a link, or for one that it leads to, that must not be followed. */
export function unsafeLink(link: string): WireflowError {
  return new WireflowError({
    kind: 'unreadable',
    problem: `Wireflow names an image at ${hostOf(link)}, which can not be fetched safely.`,
    nextStep: 'Use the image’s URL instead of its file, and tell Wireflow support.',
  });
}

function hostOf(link: string): string {
  return (URL.canParse(link) && new URL(link).host) || 'no address';
}
