import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that is not the service's, and sees what it is sent. */
export interface Elsewhere {
  readonly origin: string;
  readonly paths: string[];
  close(): Promise<void>;
}

/** @param target where `/back` sends its callers: the API itself, so that a key that was dropped could come back */
export async function startElsewhere(target: string): Promise<Elsewhere> {
  const paths: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    paths.push(request.url ?? '');
    request.resume();
    if (request.url === '/back') response.writeHead(302, { location: target }).end();
    else if (request.method === 'PUT') response.writeHead(200).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(request.url === '/large' ? 5 * 1024 * 1024 : 1024, 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
