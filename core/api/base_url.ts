import { WireflowError } from '../model/errors.js';

export const PUBLIC_BASE_URL = 'https://www.wireflow.ai/api/v1';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname);
}

/**
 * The API's base URL without a trailing slash: the public one, or what `WIREFLOW_BASE_URL` names for development and
 * tests. Read at each call, so that a test can point it elsewhere.
 *
 * @throws WireflowError when it is no URL, or plain http to anywhere but this machine (the key would travel readable).
 */
export function baseUrlFrom(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment['WIREFLOW_BASE_URL']?.trim();
  if (!given) return PUBLIC_BASE_URL;
  const url = URL.canParse(given) ? new URL(given) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  // Paths are put behind it, and a password in it would travel with every request.
  const isBare = url?.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (url === null || !isSafe || !isBare) {
    throw new WireflowError({
      kind: 'bad_input',
      problem: 'WIREFLOW_BASE_URL is not a plain https address.',
      nextStep: 'Set it to an https URL (http only on this machine), or leave it out to use Wireflow itself.',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
