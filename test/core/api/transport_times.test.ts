import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ZObject } from 'zapier-platform-core';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import type { Transport } from '../../../core/api/transport.js';
import { undiciTransport } from '../../../core/api/undici_transport.js';
import { zapierTransport } from '../../../platforms/zapier/transport.js';
import { appTester } from '../../helpers/app.js';
import { endsWithin } from '../../helpers/ends_within.js';

let server: Server;
let origin: string;
let onArrival: () => void = () => undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/') return void response.end('{}');
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":1');
    if (request.url === '/breaking') setTimeout(() => response.destroy(), 50);
    if (request.url === '/dripping') {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    }
    onArrival();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const TRANSPORTS: Readonly<Record<string, Transport>> = {
  Zapier: (request) => appTester((z: ZObject) => zapierTransport(z)(request)),
  undici: undiciTransport(),
  fetch: fetchTransport(),
};
const LIMIT_MS = 600;

test.each(Object.keys(TRANSPORTS).flatMap((name) => [[name, 'drips', '/dripping'], [name, 'begins and says no more', '/silent']]))('a request through %s has the time that it was given, and no more, for a reply that %s', async (name, _what, path) => {
  const transport = TRANSPORTS[name] as Transport;
  const send = (where: string) => transport({ endpoint: 'poll', method: 'GET', url: `${origin}${where}`, headers: {}, timeoutMs: LIMIT_MS });
  // The first requests of all load what sends them.
  for (let time = 0; time < 2; time += 1) await send('/').catch(() => undefined);
  const arrival = new Promise<void>((resolve) => void (onArrival = resolve));
  const sending = send(path);
  sending.catch(() => undefined);
  await arrival;
  expect(await Promise.all([endsWithin(0.5 * LIMIT_MS, sending), endsWithin(1.6 * LIMIT_MS, sending)])).toEqual([false, true]);
});

test.each(Object.keys(TRANSPORTS))('a request through %s ends at once where its reply breaks off', async (name) => {
  const sending = (TRANSPORTS[name] as Transport)({ endpoint: 'poll', method: 'GET', url: `${origin}/breaking`, headers: {}, timeoutMs: 20_000 });
  await expect(sending).rejects.toMatchObject({ timedOut: false, mayHaveArrived: true });
}, 5_000);
