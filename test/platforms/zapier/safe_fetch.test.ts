import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchSafely, UnsafeAddress } from '../../../platforms/zapier/safe_fetch.js';
import { zapierTransport } from '../../../platforms/zapier/transport.js';
import { appTester } from '../../helpers/app.js';

let server: http.Server;
let base: string;
let answer: http.RequestListener;
const asked: string[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => void (asked.length = 0));
afterEach(() => void jest.restoreAllMocks());

const get = (link: string, { baseUrl = base, signal = new AbortController().signal } = {}) =>
  appTester((z) => fetchSafely(z, link, { baseUrl, signal, maxBytes: 100 }));
const failing = (link: string, options = {}) => get(link, options).then(() => null, (error: unknown) => error);

/** Names lead here while a test runs, each time to the next of these. */
function namesLeadTo(...answers: readonly (readonly string[])[]) {
  let looks = 0;
  const asked: string[] = [];
  jest.spyOn(dns, 'lookup').mockImplementation(((hostname: string, _options: unknown, callback: (error: null, addresses: LookupAddress[]) => void) => {
    asked.push(hostname);
    callback(null, (answers[Math.min(looks, answers.length - 1)] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    looks += 1;
  }) as never);
  return asked;
}

test.each([301, 302, 303, 307, 308])('a %s is followed to where it leads, and no further host is told what was asked for', async (status) => {
  answer = (request, response) => (request.url === '/a' ? response.writeHead(status, { location: '/b' }).end() : response.end('x'));
  expect((await get(`${base}/a`)).status).toBe(200);
  expect(asked).toEqual(['/a', '/b']);
});

test.each(['/p/a%40b.png?sig=a%2Bb%2Fc%3D', '/p/a@b.png?sig=a+b/c==&e=1&e=2', '/p/%7Euser/x.png?x=%7e&y', '/p/x.png;v=1?a=%e2%82%ac', '/p/a%2Fb.png?policy=st=1~acl=/*~hmac=0f'])('a signature may be of the very letters: %s is asked for as it is, and so where it leads', async (path) => {
  // What no address may hold as it is has one spelling on the web.
  const asIs = new URL(path, base);
  answer = (request, response) => (request.url?.startsWith('/p/') ? response.writeHead(302, { location: request.url.replace('/p/', '/q/') }).end() : response.end('x'));
  expect((await get(`${base}${path}`)).status).toBe(200);
  expect(asked).toEqual([`${asIs.pathname}${asIs.search}`, `${asIs.pathname}${asIs.search}`.replace('/p/', '/q/')]);
});

test('what follows a # is nobody’s but the reader’s', async () => {
  answer = (_request, response) => response.end('x');
  await get(`${base}/a.png?e=2#top`);
  expect(asked).toEqual(['/a.png?e=2']);
});

test('a ring of redirects is left after three', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
  expect((await get(`${base}/a`)).status).toBe(302);
  expect(asked).toHaveLength(4);
});

test.each(['https://169.254.169.254/x', 'http://example.com/a.png', 'https://10.0.0.1/', 'ftp://example.com/', 'https://[fe80::1]/', 'https://printer/', 'https://nas.local/'])('a redirect to %s is not followed, and is told from a link that was wrong at once', async (inside) => {
  answer = (_request, response) => response.writeHead(302, { location: inside }).end();
  expect(await failing(`${base}/a`)).toMatchObject({ isFirst: false });
  expect(asked).toEqual(['/a']);
  expect(await failing(inside)).toMatchObject({ isFirst: true });
});

test.each<[string, readonly string[]]>([
  ['this machine', ['127.0.0.1']],
  ['the metadata service', ['169.254.169.254']],
  ['a private network, over IPv6', ['fd00::1']],
  ['a public and a private address', ['93.184.215.14', '10.0.0.1']],
  ['this machine, in the form that carries IPv4 in IPv6', ['::ffff:127.0.0.1']],
])('a public name that leads to %s is not connected to', async (_where, addresses) => {
  const looked = namesLeadTo(addresses);
  const error = await failing('https://rebind.example/a.png');
  expect(error).toBeInstanceOf(UnsafeAddress);
  expect(looked).toEqual(['rebind.example']);
  expect(asked).toEqual([]);
});

test('a name is looked up once, by the connection itself: what it says the second time does not count', async () => {
  const looked = namesLeadTo(['10.0.0.1'], ['93.184.215.14']);
  expect(await failing('https://rebind.example/a.png')).toBeInstanceOf(UnsafeAddress);
  expect(looked).toHaveLength(1);
});

test('where a large file is put is checked in the same way, and nothing was sent', async () => {
  namesLeadTo(['169.254.169.254']);
  const put = appTester((z) => zapierTransport(z)({ endpoint: 'mediaUploadPut', method: 'PUT', url: 'https://store.example/put', headers: {}, body: 'x', timeoutMs: 2_000 }));
  await expect(put).rejects.toMatchObject({ name: 'NetworkError', mayHaveArrived: false });
});

test('a host that never answers is left when the time is over', async () => {
  answer = () => undefined;
  const time = new AbortController();
  setTimeout(() => time.abort(), 40);
  expect(await failing(`${base}/a`, { signal: time.signal })).toMatchObject({ name: 'AbortError' });
});
