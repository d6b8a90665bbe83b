import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Counts the HTTP requests of this process to one host, whichever library sends them. */
export function countRequestsTo(host: string): { readonly count: number } {
  const counter = { count: 0 };
  diagnostics.subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') === host) counter.count += 1;
  });
  return counter;
}
