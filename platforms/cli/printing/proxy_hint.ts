import type { ErrorKind } from '../../../core/model/errors.js';
import type { Host } from '../host.js';

/** What Node reads, in its order; `ALL_PROXY` it does not. */
const READ_BY_NODE = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
const READ_BY_CURL_ALONE = ['all_proxy', 'ALL_PROXY'];
const VERSIONS = '(Node 22.21, 24.5 or newer)';

/**
 * What to add to an error where Wireflow was not reached and the environment names a proxy: curl goes through it by itself,
 * Node does not, and nobody thinks of that. A proxy without `http://` curl takes as well, and Node ends at once with a trace.
 *
 * @returns a sentence or two with a blank before them, or nothing; the proxy's address, which may hold a password, is in none
 */
export function proxyHint(kind: ErrorKind, env: Host['env']): string {
  if (kind !== 'unreachable' && kind !== 'timed_out') return '';
  const namedIn = (names: readonly string[]) => names.find((name) => (env[name] ?? '').trim() !== '');
  const named = namedIn(READ_BY_NODE);
  if (named === undefined) {
    const unread = namedIn(READ_BY_CURL_ALONE);
    return unread === undefined ? '' : ` ${unread} names a proxy, which Node does not read: set HTTPS_PROXY to it, with http:// in front, and NODE_USE_ENV_PROXY to 1 ${VERSIONS}.`;
  }
  if (env['NODE_USE_ENV_PROXY'] === '1') return '';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec((env[named] ?? '').trim())?.[1]?.toLowerCase();
  const also = scheme === 'http' || scheme === 'https' ? '' : scheme === undefined ? ' Put http:// in front of its address first.' : ' It has to be a proxy for HTTP, whose address begins with http://.';
  return ` ${named} names a proxy, which Node uses only where NODE_USE_ENV_PROXY is 1 ${VERSIONS}.${also}`;
}
