import { PUBLIC_BASE_URL } from '../../../../core/api/base_url.js';
import type { EmittedApp, EmittedComponent } from '../emitted_app.js';
import type { Fault } from '../fault.js';

const HIDDEN = 'request.headers.authorization';
const HOST = new URL(PUBLIC_BASE_URL).origin;

/**
 * The key goes to Wireflow's API alone and into no log: relative addresses that start with a slash, no key in the base,
 * none in a component without a connection, none in an address or query.
 */
export function* keysStayHome({ base, components }: EmittedApp): Generator<Fault> {
  if (!base.log?.sanitize.includes(HIDDEN)) yield { where: 'base', problem: `does not keep ${HIDDEN} out of the log` };
  if (base.baseUrl !== PUBLIC_BASE_URL) yield { where: 'base', problem: `must stand below ${PUBLIC_BASE_URL}` };
  if (JSON.stringify(base.headers ?? {}).includes('connection.')) yield { where: 'base', problem: 'sends the key with every request, those that need none included' };
  for (const component of components) yield* inComponent(component);
}

function* inComponent({ kind, id, connection, steps }: EmittedComponent): Generator<Fault> {
  for (const { url, qs, headers, log, pagination } of steps) {
    const sendsKey = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    if (sendsKey && kind !== 'connection' && !connection) yield { where: id, problem: 'sends a key, and has no connection' };
    if (kind === 'connection' && !log?.sanitize.includes(HIDDEN)) yield { where: id, problem: `does not keep ${HIDDEN} out of the log` };
    if (sendsKey && url !== undefined && !isAtHome(url, kind)) yield { where: id, problem: `sends the key to ${url}, whose host is not fixed` };
    if (/connection\.|parameters\.apiKey/.test(JSON.stringify([url, qs, pagination]))) yield { where: id, problem: 'puts the key into an address' };
  }
}

/** After a host, a slash stands before the first expression: without it `{{x}}` could go on with the host's name. */
function isAtHome(url: string, kind: string): boolean {
  if (kind !== 'connection') return /^\/(?!\/)/.test(url);
  return url.startsWith(`${HOST}/`);
}
