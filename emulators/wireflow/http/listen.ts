import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { State } from '../service/state.js';
import { exchange } from './exchange.js';

const KEPT_MS = 60_000;

/**
 * Opens the emulator's port on 127.0.0.1, where no other machine can reach it.
 * @throws when the port is taken
 */
export async function listen(state: State): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    exchange(state, request, response).catch((error: unknown) => {
      // A client that hung up while its request was being read is no fault of the emulator.
      if (request.errored || response.destroyed) return;
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`The emulator itself failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  });
  // On a busy machine Node's five seconds pass between two steps, and a connection that is closed just as it is used again
  // looks like a lost start.
  server.keepAliveTimeout = KEPT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(state.settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
