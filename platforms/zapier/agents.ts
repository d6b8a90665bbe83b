import type { Agent as HttpAgent, ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { checkedLookup } from '../../core/api/checked_lookup.js';
import { contentCodings } from '../../core/api/content_codings.js';
import { escapedLocation } from '../../core/api/raw_header.js';

type AnyAgent = HttpAgent | HttpsAgent;
/** What Node calls with every request; its types leave it out. */
type AddRequest = (request: ClientRequest, ...rest: unknown[]) => void;

const CHECKED = asItIsRead(new HttpsAgent({ lookup: checkedLookup } as AgentOptions));
// Not imported: as a module, `node:http` brings a whole client with it, and costs a cold start 17 ms.
const { Agent: PlainAgent } = process.getBuiltinModule('node:http');
const OPEN = { 'https:': asItIsRead(new HttpsAgent()), 'http:': asItIsRead(new PlainAgent()) };

/**
 * What `z.request` needs to connect only to an address that was checked: a name may lead anywhere, and elsewhere when it is
 * looked up again. Plain http is only followed to this machine, by its number.
 */
export function agentFor(url: string): { readonly agent: AnyAgent } {
  return new URL(url).protocol === 'https:' ? { agent: CHECKED } : openAgentFor(url);
}

/** What `z.request` needs for an address that is ours to name. */
export function openAgentFor(url: string): { readonly agent: AnyAgent } {
  return { agent: new URL(url).protocol === 'https:' ? OPEN['https:'] : OPEN['http:'] };
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
