import { PUBLIC_BASE_URL } from '../../../../core/api/base_url.js';
import type { EmittedApp, EmittedComponent } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** The headers that hold a key: everybody's, and the one that is BFL's own. */
const KEY_HEADERS = new Set(['authorization', 'x-key']);
const HIDDEN = ['request.headers.authorization', 'request.headers.`x-key`'];
const HOST = new URL(PUBLIC_BASE_URL).origin;
/** Where a provider's key may go. The part of BFL's host that is no letter of ours is its cluster, whose form is checked before. */
const PROVIDER_HOSTS: Readonly<Record<string, readonly string[]>> = {
  bfl: ['https://api.bfl.ai/', 'https://api{{temp.cluster}}.bfl.ai/'],
  deepinfra: ['https://api.deepinfra.com/'],
  replicate: ['https://api.replicate.com/'],
};

/**
 * Each key goes to its own service alone and into no log: Wireflow's to its API, a
 * provider's to its hosts, also where a reply points elsewhere; no key in the base, none in a component without a connection, none in an address or query.
 */
export function* keysStayHome({ base, components }: EmittedApp): Generator<Fault> {
  for (const hidden of HIDDEN) if (!base.log?.sanitize.includes(hidden)) yield { where: 'base', problem: `does not keep ${hidden} out of the log` };
  if (base.baseUrl !== PUBLIC_BASE_URL) yield { where: 'base', problem: `must stand below ${PUBLIC_BASE_URL}` };
  if (JSON.stringify(base.headers ?? {}).includes('connection.')) yield { where: 'base', problem: 'sends the key with every request, those that need none included' };
  for (const component of components) yield* inComponent(component);
}

function* inComponent({ kind, id, connection, steps }: EmittedComponent): Generator<Fault> {
  for (const { url, method, followRedirects, qs, headers, log, pagination } of steps) {
    const sendsKey = Object.keys(headers ?? {}).some((name) => KEY_HEADERS.has(name.toLowerCase()));
    if (sendsKey && kind !== 'connection' && !connection) yield { where: id, problem: 'sends a key, and has no connection' };
    for (const hidden of kind === 'connection' ? HIDDEN : []) if (!log?.sanitize.includes(hidden)) yield { where: id, problem: `does not keep ${hidden} out of the log` };
    if (sendsKey && (method ?? 'GET') !== 'POST' && followRedirects !== false) yield { where: id, problem: 'follows a reply elsewhere with the key: followRedirects must be false' };
    if (sendsKey && url !== undefined && !isAtHome(url, kind, kind === 'connection' ? id : connection)) yield { where: id, problem: `sends the key to ${url}, whose host is not fixed` };
    if (/connection\.|parameters\.apiKey/.test(JSON.stringify([url, qs, pagination]))) yield { where: id, problem: 'puts the key into an address' };
  }
}

/** After a host, a slash stands before the first expression: without it `{{x}}` could go on with the host's name. */
function isAtHome(url: string, kind: string, connection: string | null | undefined): boolean {
  const hosts = PROVIDER_HOSTS[connection ?? ''];
  if (hosts !== undefined) return hosts.some((host) => url.startsWith(host));
  if (kind !== 'connection') return /^\/(?!\/)/.test(url) || url.startsWith(`${HOST}/api/`);
  return url.startsWith(`${HOST}/`);
}
