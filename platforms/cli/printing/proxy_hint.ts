import type { ErrorKind } from '../../../core/model/errors.js';
import type { Host } from '../host.js';

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/**
 * What to add to an error where Wireflow was not reached and the environment names a proxy: curl goes through it by itself,
 * Node does not, and nobody thinks of that.
 *
 * @returns a sentence with a blank before it, or nothing
 */
export function proxyHint(kind: ErrorKind, env: Host['env']): string {
  if (kind !== 'unreachable' && kind !== 'timed_out') return '';
  const named = PROXIES.find((name) => (env[name] ?? '').trim() !== '');
  if (named === undefined || env['NODE_USE_ENV_PROXY'] === '1') return '';
  return ` ${named} names a proxy, which Node uses only where NODE_USE_ENV_PROXY is 1 (Node 22.21, 24.5 or newer).`;
}
