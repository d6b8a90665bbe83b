import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ZObject } from 'zapier-platform-core';
import { NetworkError } from '../../../core/api/network_error.js';
import type { HttpRequest } from '../../../core/api/transport.js';
import { zapierTransport } from '../../../platforms/zapier/transport.js';
import { appTester } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

interface Got {
  method: string | undefined;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

let server: http.Server;
let base: string;
let answer: (response: http.ServerResponse, request: http.IncomingMessage) => void;
let got: Got[];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      got.push({ method: request.method, headers: request.headers, body: Buffer.concat(parts) });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['WIREFLOW_BASE_URL'] = base;
});
afterAll(async () => {
  delete process.env['WIREFLOW_BASE_URL'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  got = [];
  answer = (response) => response.end('{}');
});

const sendWith = (z: ZObject, request: Partial<HttpRequest>) => zapierTransport(z)({ endpoint: 'poll', method: 'GET', url: `${base}/x`, headers: { accept: 'application/json' }, timeoutMs: 2_000, ...request });
const send = (request: Partial<HttpRequest> = {}) => appTester((z: ZObject) => sendWith(z, request));
const sendPost = (body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }) => send({ method: 'POST', endpoint: 'run', headers, body });

describe('what is sent is what arrives', () => {
  test.each(['{"prompt":"{{bundle.inputData.x}} {{curly}} “x”\\n🎈"}', '{"a":null,"b":"","c":[]}', '"\u2028"', '{}', ' '])('text, to the byte: %j', async (body) => {
    await sendPost(body);
    expect(got[0]?.body.toString('utf8')).toBe(body);
    expect(got[0]?.headers['content-type']).toBe('application/json');
  });

  test('bytes, to the byte, also a part of a larger buffer', async () => {
    const all = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
    await sendPost(all.subarray(100, 400), { 'content-type': 'multipart/form-data; boundary=x' });
    expect(new Uint8Array(got[0]?.body ?? [])).toEqual(all.slice(100, 400));
    expect(got[0]?.headers['content-type']).toBe('multipart/form-data; boundary=x');
  });

  test.each(['GET', 'POST', 'PUT'] as const)('the method %s and the headers', async (method) => {
    await send({ method, headers: { 'idempotency-key': 'f'.repeat(64), authorization: `Bearer ${FAKE_KEY}` } });
    expect(got[0]).toMatchObject({ method, headers: { 'idempotency-key': 'f'.repeat(64), authorization: `Bearer ${FAKE_KEY}` } });
  });

  test('nothing, where there is nothing to send', async () => {
    await send();
    expect(got[0]?.body.length).toBe(0);
    expect(got[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  test('the request itself stays as it is', async () => {
    const headers = Object.freeze({ accept: 'application/json' });
    await send({ headers });
    expect(headers).toEqual({ accept: 'application/json' });
  });
});

describe('whatever is answered comes back, errors included', () => {
  test.each([200, 201, 202, 301, 302, 304, 400, 401, 402, 403, 404, 409, 413, 418, 429, 500, 502, 503])('%s', async (status) => {
    answer = (response) => response.writeHead(status, { 'x-request-id': 'req_1', 'retry-after': '9', ...(status < 400 && status > 299 ? { location: `${base}/elsewhere` } : {}) }).end(status === 304 ? undefined : '{"a": “no JSON”');
    const response = await send();
    expect(response.status).toBe(status);
    if (status !== 304) expect(response.text).toBe('{"a": “no JSON”');
    expect([response.header('x-request-id'), response.header('X-Request-ID'), response.header('retry-after'), response.header('x-none')]).toEqual(['req_1', 'req_1', '9', null]);
    expect(got).toHaveLength(1);
  });

  test('an empty reply is an empty text', async () => {
    answer = (response) => response.end();
    expect((await send()).text).toBe('');
  });
});

/** How sending ends, which has to be in a `NetworkError`: as a step gets it, before Zapier's runtime adds to what no step has caught. */
async function broken(request: Partial<HttpRequest> = {}): Promise<NetworkError> {
  const error: unknown = await appTester((z: ZObject) => sendWith(z, request).then(() => null, (cause: unknown) => cause));
  expect(error).toBeInstanceOf(NetworkError);
  return error as NetworkError;
}

describe('no whole answer is a network error that says whether the request may have arrived', () => {
  test('a host that is silent for too long: it may have', async () => {
    answer = () => undefined;
    const begun = Date.now();
    expect(await broken({ timeoutMs: 100 })).toMatchObject({ timedOut: true, mayHaveArrived: true });
    expect(Date.now() - begun).toBeLessThan(1_500);
  });

  test('a reply that stops halfway: it may have', async () => {
    answer = (response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"half');
    expect(await broken({ timeoutMs: 100 })).toMatchObject({ timedOut: true, mayHaveArrived: true });
  });

  test.each<[string, string]>([
    ['whose headers come late and whose body then drips', 'GET'],
    ['to a start, dripping', 'POST'],
  ])('a reply %s has one time for all of it', async (_what, method) => {
    answer = (response) => {
      const begin = setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":1'), 150);
      const drip = setInterval(() => response.headersSent && response.write(' '), 20);
      response.on('close', () => (clearTimeout(begin), clearInterval(drip)));
    };
    const begun = Date.now();
    expect(await broken({ method: method as 'GET', timeoutMs: 300 })).toMatchObject({ timedOut: true, mayHaveArrived: true });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(290);
    expect(Date.now() - begun).toBeLessThan(1_000);
  });

  test('a step whose time is over: it may have, and nothing is begun any more', async () => {
    answer = () => undefined;
    const time = new AbortController();
    setTimeout(() => time.abort(), 60);
    expect(await broken({ signal: time.signal })).toMatchObject({ timedOut: true, mayHaveArrived: true });
    got = [];
    expect(await broken({ signal: time.signal })).toMatchObject({ timedOut: true });
    expect(got).toEqual([]);
  });

  test('a connection that breaks after the request: it may have', async () => {
    answer = (response) => response.destroy();
    expect(await broken({ method: 'POST', body: '{}' })).toMatchObject({ timedOut: false, mayHaveArrived: true });
  });

  test('a connection that is refused: it has not', async () => {
    const closed = http.createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await broken({ url: `http://127.0.0.1:${port}/` })).toMatchObject({ timedOut: false, mayHaveArrived: false });
  });

  test('a reply larger than any list: it may have', async () => {
    answer = (response) => response.end(Buffer.alloc(10 * 1024 * 1024 + 1, ' '));
    expect(await broken({ timeoutMs: 1_000 })).toMatchObject({ mayHaveArrived: true, isTooLarge: true });
  });

  test('its message names no address, and with it no webhook', async () => {
    answer = (response) => response.destroy();
    const error = await broken({ url: `${base}/workflow/whk_fake/trigger` });
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(/whk_fake|127\.0\.0\.1/);
  });
});
