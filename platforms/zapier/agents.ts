import type { Agent as HttpAgent, ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { checkedLookup } from '../../core/api/checked_lookup.js';
import { contentCodings } from '../../core/api/content_codings.js';
import { escapedLocation } from '../../core/api/raw_header.js';

type AnyAgent = HttpAgent | HttpsAgent;
/** What Node calls with every request; its types leave it out. */
type AddRequest = (request: ClientRequest, ...rest: unknown[]) => void;

const CHECKED = asItIsRead(new HttpsAgent({ lookup: checkedLookup } as AgentOptions));
const OPEN = asItIsRead(new HttpsAgent());
/** Loaded when it is needed, which is on this machine alone: `node:http` brings a whole client with it, and costs 17 ms. */
let openHttp: Promise<HttpAgent> | undefined;

/**
 * What `z.request` needs to connect only to an address that was checked: a name may lead anywhere, and elsewhere when it is
 * looked up again. Plain http is only followed to this machine, by its number.
 */
export async function agentFor(url: string): Promise<{ readonly agent: AnyAgent }> {
  return new URL(url).protocol === 'https:' ? { agent: CHECKED } : openAgentFor(url);
}

/** What `z.request` needs for an address that is ours to name. */
export async function openAgentFor(url: string): Promise<{ readonly agent: AnyAgent }> {
  if (new URL(url).protocol === 'https:') return { agent: OPEN };
  openHttp ??= import('node:http').then(({ Agent }) => asItIsRead(new Agent()));
  return { agent: await openHttp };
}

/**
 * The agent, handing over replies as Zapier's HTTP library reads them: it takes each byte of an address for a letter before
 * anybody sees it, knows a coding in small letters alone, and waits on for a body that has broken off.
 */
function asItIsRead<T extends AnyAgent>(agent: T): T {
  const addRequest = (agent as unknown as { addRequest: AddRequest }).addRequest;
  const hearing: AddRequest = (request, ...rest) => {
    request.prependOnceListener('response', (reply: IncomingMessage) => {
      const { headers } = reply;
      if (headers.location !== undefined) headers.location = escapedLocation(headers.location);
      if (headers['content-encoding'] !== undefined) headers['content-encoding'] = contentCodings(headers['content-encoding']).join(', ');
      reply.once('close', () => {
        if (!reply.complete) request.emit('error', Object.assign(new Error('The reply broke off'), { code: 'ECONNRESET' }));
      });
    });
    addRequest.call(agent, request, ...rest);
  };
  return Object.assign(agent, { addRequest: hearing });
}
