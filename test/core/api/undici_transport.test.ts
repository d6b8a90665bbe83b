import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NetworkError } from '../../../core/api/network_error.js';
import { MAX_REPLY_BYTES, type HttpRequest } from '../../../core/api/transport.js';
import { undiciTransport } from '../../../core/api/undici_transport.js';

type Seen = { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string };

describe('the transport for programs that are no Zapier app', () => {
  let server: Server;
  let origin: string;
  let answer: (response: ServerResponse) => void;
  let seen: Seen[];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen = [];
  });

  const send = (more: Partial<HttpRequest> = {}) =>
    undiciTransport()({ endpoint: 'trigger', method: 'GET', url: `${origin}/x?y=1`, headers: { accept: 'application/json' }, timeoutMs: 5000, ...more });
  const networkError = async (run: Promise<unknown>) => {
    const error = await run.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    return error as NetworkError;
  };

  test('sends the body byte for byte, with its headers, and hands back what was answered', async () => {
    answer = (response) => response.writeHead(202, { 'X-Request-Id': 'req_fake_1', 'X-Twice': ['a', 'b'] }).end('{"é":"🌊"}');
    const body = JSON.stringify({ prompt: '{{x}} "q" 🌊\n\ud800' });
    const reply = await send({ method: 'POST', body, headers: { 'content-type': 'application/json', authorization: 'Bearer sk-fake-1' } });
    expect(seen).toMatchObject([{ method: 'POST', url: '/x?y=1', body, headers: { authorization: 'Bearer sk-fake-1' } }]);
    expect([reply.status, reply.text]).toEqual([202, '{"é":"🌊"}']);
    expect(['x-request-id', 'X-Request-Id', 'x-twice', 'absent'].map((name) => reply.header(name))).toEqual(['req_fake_1', 'req_fake_1', 'a', null]);
  });

  test.each([301, 307, 400, 429, 500])('a %s is an answer, followed nowhere and sent once', async (status) => {
    answer = (response) => response.writeHead(status, { location: `${origin}/elsewhere` }).end('no');
    expect(await send()).toMatchObject({ status, text: 'no' });
    expect(seen).toHaveLength(1);
  });

  test('an answer that does not come in time may still have been acted on', async () => {
    answer = () => undefined;
    expect(await networkError(send({ timeoutMs: 60 }))).toMatchObject({ timedOut: true, mayHaveArrived: true });
  });

  test('a body that stops midway is a time-out as well', async () => {
    answer = (response) => response.writeHead(200, { 'content-length': '100' }).write('{"a":');
    expect(await networkError(send({ timeoutMs: 80 }))).toMatchObject({ timedOut: true, mayHaveArrived: true });
  });

  test('a dropped connection may have been acted on, and is not repeated', async () => {
    answer = (response) => response.destroy();
    expect(await networkError(send({ method: 'POST', body: '{}' }))).toMatchObject({ timedOut: false, mayHaveArrived: true });
    expect(seen).toHaveLength(1);
  });

  test('where nobody listens, nothing has happened', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await networkError(send({ url: `http://127.0.0.1:${port}/` }))).toMatchObject({ timedOut: false, mayHaveArrived: false });
  });

  test('a reply without end is not read to its end', async () => {
    let written = 0;
    answer = (response) => {
      const chunk = Buffer.alloc(256 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && written < 4 * MAX_REPLY_BYTES) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      response.on('error', () => undefined);
      more();
    };
    expect(await networkError(send())).toMatchObject({ mayHaveArrived: true });
    expect(written).toBeLessThan(4 * MAX_REPLY_BYTES);
  });
});
