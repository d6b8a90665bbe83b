import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { Client, fetch as undiciFetch } from 'undici';
import zapier from 'zapier-platform-core';
import { hear } from '../../../proof/prove/ear.js';
import { recordSockets } from '../../../proof/prove/leaks/recorder.js';
import { RequestStream, type SentRequest } from '../../../proof/prove/leaks/request_stream.js';
import { STORIES, TEMPTATIONS } from '../../../proof/prove/leaks/stories.js';
import { tempt } from '../../../proof/prove/leaks/tempt.js';
import { together, watchSecrets, type Watched } from '../../../proof/prove/leaks/watch.js';
import { hosts, startWorld } from '../../../proof/prove/world.js';

const KEY = 'sk-local-emulator-full';
const WEBHOOK = 'whk_local_text_to_image';
const BFL_KEY = 'fake-bfl-key-0123456789';
const BEARER = `Bearer ${KEY}`;

test('the product leaks nothing, whatever tempts it', async () => {
  const watching = watchSecrets((to) => hosts.get(to) ?? null);
  const tempted = await tempt(STORIES, TEMPTATIONS, [307]);
  const watched = watching.stop();
  expect({ broken: watched.broken, followed: tempted.followed, missing: tempted.missing }).toEqual({ broken: [], followed: [], missing: [] });
  expect(tempted.elsewhere).toBeGreaterThanOrEqual(6);
  expect(watched.requests).toBeGreaterThan(100);
  expect(watched.bytes).toBeGreaterThan(5 * 1024 * 1024);
  expect(watched.keyWhereItBelongs).toBeGreaterThan(50);
  expect(watched.providerKeyWhereItBelongs).toBeGreaterThan(20);
  expect(watched.webhookWhereItBelongs).toBeGreaterThan(5);
  expect(watched.webhookInDropdown).toBeGreaterThan(0);
  expect(watched.webhookInRequestLog).toBeGreaterThan(10);
  expect(Object.values(watched.said).every((count) => count > 10)).toBe(true);
}, 60_000);

test('a story that fails, a call that nobody asks and a host that is never reached are no proof', async () => {
  const failing = { name: 'a broken step', tell: () => Promise.reject(new Error('It broke')) };
  const [tested] = STORIES;
  const { told, missing } = await tempt([tested, failing].filter((story) => story !== undefined), [{ name: 'nothing', tell: async () => null }], [307]);
  expect(told).toBeGreaterThan(0);
  expect(missing).toEqual(expect.arrayContaining(['“a broken step” did not happen: Error: It broke', 'no story asks trigger', 'no story asks start at bfl', '“nothing” asked no other host']));
  expect(missing).not.toContain('no story asks listWorkflows');
}, 60_000);

describe('the watch', () => {
  let api: http.Server;
  let bfl: http.Server;
  let other: http.Server;
  const hostOf = (server: http.Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const start = async () => {
    const server = http.createServer((request, response) => void request.resume().on('end', () => response.end('{}')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };
  beforeAll(async () => void ([api, bfl, other] = await Promise.all([start(), start(), start()])));
  afterAll(() => [api, bfl, other].forEach((server) => (server.close(), server.closeAllConnections())));

  const watch = async (act: () => unknown): Promise<Watched> => {
    const watching = watchSecrets((to) => (to === hostOf(api) ? 'wireflow' : to === hostOf(bfl) ? 'bfl' : null));
    try {
      await act();
    } finally {
      await new Promise(setImmediate);
    }
    return watching.stop();
  };
  const toApi = (path: string) => `http://${hostOf(api)}/api/v1${path}`;
  const elsewhere = (path = '/') => `http://${hostOf(other)}${path}`;
  const ask = (url: string, headers: Record<string, string> = {}, write: (request: http.ClientRequest) => unknown = (request) => request.end(), method = 'POST') =>
    new Promise<void>((resolve, reject) => {
      const { hostname, port, pathname, search } = new URL(url);
      const request = http.request({ hostname, port, path: pathname + search, method, headers, agent: false }, (response) => response.resume().on('end', resolve)).on('error', reject);
      write(request);
    });
  const post = (url: string, body: string) => ask(url, {}, (request) => request.end(body));

  test.each(['/workflows', '/workflows/executions/exec_1/poll', '/developer/usage', '/media/upload'])('lets the key go to %s', async (path) => {
    expect(await watch(() => ask(toApi(path), { authorization: BEARER }))).toMatchObject({ requests: 1, keyWhereItBelongs: 1, broken: [] });
  });

  test('lets a provider’s key go to that provider, in its own header', async () => {
    expect(await watch(() => ask(`http://${hostOf(bfl)}/v1/credits`, { 'x-key': BFL_KEY }))).toMatchObject({ requests: 1, providerKeyWhereItBelongs: 1, broken: [] });
  });

  test.each<[string, () => unknown]>([
    ['to Wireflow', () => ask(toApi('/workflows'), { 'x-key': BFL_KEY })],
    ['to nobody’s host', () => ask(elsewhere('/v1/credits'), { 'x-key': BFL_KEY })],
    ['to its host of pictures', () => ask(`http://${hostOf(bfl)}/delivery/a.png`, { 'x-key': BFL_KEY })],
    ['as another provider takes it', () => ask(`http://${hostOf(bfl)}/v1/credits`, { authorization: `Bearer ${BFL_KEY}` })],
    ['in an address', () => ask(`http://${hostOf(bfl)}/v1/credits?key=${BFL_KEY}`)],
    ['in a body', () => post(`http://${hostOf(bfl)}/v1/flux-2-pro`, `{"key":"${BFL_KEY}"}`)],
    ['in an error', () => hear('error', 'creates.generate_flux_image', BFL_KEY)],
    ['of another provider', () => ask(`http://${hostOf(bfl)}/v1/credits`, { 'x-key': 'r8_fake0123456789' })],
    ['of Wireflow', () => ask(`http://${hostOf(bfl)}/v1/credits`, { 'x-key': KEY })],
  ])('sees a key that leaves, of a provider or to one: %s', async (_what, leak) => {
    const { broken, providerKeyWhereItBelongs } = await watch(leak);
    expect([broken.length, providerKeyWhereItBelongs]).toEqual([1, 0]);
  });

  test('lets a webhook id stand in the trigger’s path', async () => {
    expect(await watch(() => post(toApi(`/workflow/${WEBHOOK}/trigger`), '{"prompt":"A boat"}'))).toMatchObject({ requests: 1, webhookWhereItBelongs: 1, broken: [] });
  });

  const base64 = (words: string) => Buffer.from(words).toString('base64');
  test.each<[string, () => unknown]>([
    ['the key to another host', () => ask(elsewhere('/api/v1/workflows'), { authorization: BEARER })],
    ['the key to the trigger, which needs none', () => ask(toApi('/workflow/wf_1/trigger'), { authorization: BEARER })],
    ['the key to an image of the service', () => ask(`http://${hostOf(api)}/cdn/image.png`, { authorization: BEARER })],
    ['the key in a header of another name', () => ask(toApi('/workflows'), { 'x-api-key': KEY })],
    ['the key without “Bearer”', () => ask(toApi('/workflows'), { authorization: KEY })],
    ['the key in a query', () => ask(toApi(`/workflows?key=${KEY}`))],
    ['the key in a body', () => post(toApi('/workflows/wf_1/run'), JSON.stringify({ key: KEY }))],
    ['the key in a body that comes in parts', () => ask(elsewhere(), { 'content-length': '26' }, (request) => (request.write('a=sk-local-'), setTimeout(() => request.end('emulator-full&b'), 20)))],
    ['the key across two chunks', () => ask(elsewhere(), {}, (request) => (request.write('sk-local-emu'), setTimeout(() => request.end('lator-full'), 20)))],
    ['the key behind what looks like the last chunk', () => ask(elsewhere(), {}, (request) => (request.write('0\r\n\r\n'), request.end(KEY)))],
    ['the key in a body that nobody can search', () => ask(elsewhere(), { 'content-encoding': 'gzip' }, (request) => request.end(gzipSync(KEY)))],
    ['the key in Base64', () => ask(elsewhere(), { authorization: `Basic ${base64(`user:${KEY}`)}` })],
    ...[0, 1, 2].map((before): [string, () => unknown] => [`the key in Base64 after ${before} bytes`, () => post(elsewhere(), base64(`${'-'.repeat(before)}${KEY}`))]),
    ...[0, 1, 2].map((before): [string, () => unknown] => [`a webhook id in Base64 after ${before} bytes`, () => post(elsewhere(), base64(`${'-'.repeat(before)}${WEBHOOK}`))]),
    ['a key that has expired', () => post(elsewhere(), 'sk-local-emulator-expired')],
    ['a webhook id to another host', () => ask(elsewhere(`/api/v1/workflow/${WEBHOOK}/trigger`))],
    ['a webhook id in another path', () => ask(toApi(`/workflows/${WEBHOOK}`))],
    ['a webhook id in a query', () => ask(toApi(`/workflow/wf_1/trigger?from=${WEBHOOK}`))],
    ['a webhook id in a header', () => ask(toApi('/workflows'), { referer: WEBHOOK })],
    ['a webhook id in a body', () => post(toApi('/workflows/wf_1/run'), JSON.stringify({ webhook: WEBHOOK }))],
    ['a webhook id in a log line', () => hear('log', 'creates.generate_image', WEBHOOK)],
    ['a webhook id in an error', () => hear('error', 'triggers.webhooks.operation.perform', WEBHOOK)],
    ['a webhook id in a result', () => hear('result', 'searches.find_workflow.operation.perform', WEBHOOK)],
    ['the key in the result of the dropdown', () => hear('result', 'triggers.webhooks.operation.perform', KEY)],
    ['the key in an error', () => hear('error', 'authentication.test', KEY)],
    ['the key in Zapier’s own request log', () => hear('log', 'authentication.test', `{"log_type":"http","key":"${KEY}"}`)],
  ])('sees %s', async (_what, leak) => {
    const { broken, keyWhereItBelongs, webhookWhereItBelongs, webhookInDropdown } = await watch(leak);
    expect(broken).not.toEqual([]);
    expect([keyWhereItBelongs, webhookWhereItBelongs, webhookInDropdown]).toEqual([0, 0, 0]);
  });

  test('excuses webhook ids in the dropdown and in Zapier’s own request log', async () => {
    const watched = await watch(() => {
      hear('result', 'triggers.webhooks.operation.perform', WEBHOOK);
      hear('log', 'creates.generate_image', `{"log_type":"http","url":"${WEBHOOK}"}`);
    });
    expect(watched).toMatchObject({ webhookInDropdown: 1, webhookInRequestLog: 1, said: { result: 1, log: 1, error: 0 }, broken: [] });
  });

  test('hears nothing more once it has stopped', async () => {
    const watched = await watch(() => undefined);
    hear('error', 'authentication.test', KEY);
    await ask(elsewhere(), { authorization: BEARER });
    expect(watched).toMatchObject({ bytes: 0, requests: 0, broken: [] });
  });

  const app = { version: '1.0.0', platformVersion: zapier.version };
  const throughZapier = zapier.createAppTester(app as never) as unknown as (perform: (z: { request: (options: object) => Promise<unknown> }) => Promise<unknown>) => Promise<unknown>;
  const headers = { AUTHORIZATION: BEARER };
  const SENDERS: [string, (url: string) => Promise<unknown>][] = [
    ['node:http', (url) => ask(url, headers)],
    ['fetch', (url) => fetch(url, { method: 'POST', headers, body: 'A boat' })],
    ['undici’s fetch', (url) => undiciFetch(url, { method: 'POST', headers, body: 'A boat' })],
    ['z.request', (url) => throughZapier((z) => z.request({ url, method: 'POST', headers, body: 'A boat' }))],
  ];

  test.each(SENDERS)('sees what %s sends', async (_what, send) => {
    expect(await watch(() => send(elsewhere()))).toMatchObject({ requests: 1, keyWhereItBelongs: 0, broken: [expect.stringContaining(hostOf(other))] });
    expect(await watch(() => send(toApi('/workflows')))).toMatchObject({ requests: 1, keyWhereItBelongs: 1, broken: [] });
  });

  test('sees a leak in the last of several requests on one connection', async () => {
    const client = new Client(`http://${hostOf(api)}`, { pipelining: 3 });
    const send = (path: string) => client.request({ method: 'GET', path: `/api/v1${path}`, headers: { authorization: BEARER } }).then(({ body }) => body.dump());
    const watched = await watch(() => Promise.all([send('/workflows'), send('/developer/usage'), send('/workflow/wf_1/trigger')]));
    await client.close();
    expect(watched).toMatchObject({ requests: 3, keyWhereItBelongs: 2, broken: [expect.stringContaining('/workflow/wf_1/trigger')] });
  });

  const raw = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(Number(hostOf(other).split(':')[1]), '127.0.0.1', () => socket.write(text, () => socket.destroy()));
      socket.on('close', () => resolve()).on('error', reject);
    });
  test.each([
    ['half a head', `GET / HTTP/1.1\r\nAuthorization: ${BEARER}\r\n`],
    ['half a body', `POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n${WEBHOOK}`],
    ['a body without its last chunk', `POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n16\r\n${KEY}\r\n`],
    ['what is no HTTP', `HELO ${base64(`--${KEY}`)}`],
    ['what no length announces', `POST / HTTP/1.1\r\n\r\nkey = ${KEY} and more GET / HTTP/1.1\r\n\r\n`],
    ['what stands before a request: the key', `${KEY}POST / HTTP/1.1\r\n\r\n`],
    ['what stands before a request: a webhook id', `${WEBHOOK}POST / HTTP/1.1\r\n\r\n`],
  ])('sees a secret in %s', async (_what, sent) => {
    expect((await watch(() => raw(sent))).broken).not.toEqual([]);
  });

  test('is not troubled by half a request without a secret', async () => {
    expect(await watch(() => raw('GET / HTTP/1.1\r\n'))).toMatchObject({ bytes: 16, requests: 0, broken: [] });
  });

  test('hears whatever is printed while the app runs', async () => {
    const world = await startWorld();
    const watched = await watch(() => {
      for (const how of ['log', 'info', 'warn', 'error', 'debug'] as const) globalThis.console[how]('sent', { request: { headers: { all: { authorization: BEARER } } } });
    });
    await world.close();
    expect(watched.said.log).toBe(5);
    expect(watched.broken).toHaveLength(5);
  });

  test('adds up what several threads have watched', async () => {
    const one = await watch(() => ask(toApi('/workflows'), { authorization: BEARER }));
    const two = await watch(() => ask(elsewhere(), { authorization: BEARER }));
    expect(together([one, two, one])).toEqual({ ...one, bytes: one.bytes * 2 + two.bytes, requests: 3, keyWhereItBelongs: 2, broken: two.broken });
  });
});

describe('the recorder', () => {
  test('takes what is sent over TLS before it is encrypted', async () => {
    const psk = { psk: Buffer.from('00112233445566778899aabbccddeeff', 'hex'), identity: 'prove' };
    const options = { ciphers: 'PSK', pskCallback: () => psk.psk } satisfies TlsOptions;
    const server = https.createServer(options, (request, response) => void request.resume().on('end', () => response.end()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const requests: SentRequest[] = [];
    const recording = recordSockets((request) => void requests.push(request));
    await new Promise<void>((resolve, reject) => {
      const client = { ciphers: 'PSK', pskCallback: () => psk, checkServerIdentity: () => undefined };
      https.get({ ...client, hostname: '127.0.0.1', port, path: '/there' } as https.RequestOptions, (response) => response.resume().on('end', resolve)).on('error', reject);
    });
    recording.stop();
    server.close();
    server.closeAllConnections();
    expect(requests).toMatchObject([{ to: `127.0.0.1:${port}`, method: 'GET', path: '/there' }]);
  });

  test('leaves out what servers of this process answer', async () => {
    const server = http.createServer((_request, response) => response.end('A long answer'.repeat(1000)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const recording = recordSockets(() => undefined);
    await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).text();
    server.close();
    server.closeAllConnections();
    expect(recording.stop().bytes).toBeLessThan(1000);
  });

  test('gives the sockets back as they were', () => {
    const inside = net.Socket.prototype as unknown as { _writeGeneric: unknown };
    const before = inside._writeGeneric;
    const recording = recordSockets(() => undefined);
    expect(inside._writeGeneric).not.toBe(before);
    recording.stop();
    expect(inside._writeGeneric).toBe(before);
  });
});

describe('a stream of requests', () => {
  const GET = 'GET /one?a=b HTTP/1.1\r\nHost: here\r\nX-Note: a: b\r\n\r\n';
  const SIZED = 'POST /two HTTP/1.1\r\nCONTENT-LENGTH: 9\r\n\r\n0\r\n\r\nGET ';
  const CHUNKED = 'PUT /three HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n10;note\r\n0\r\n\r\nGET / HTTP/\r\n0005\r\nwhole\r\n0\r\nDigest: none\r\n\r\n';
  const EMPTY = 'POST /four HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  const WHOLE = [
    { to: 'here:80', method: 'GET', path: '/one?a=b', headers: ['Host: here', 'X-Note: a: b'], body: '' },
    { to: 'here:80', method: 'POST', path: '/two', headers: ['CONTENT-LENGTH: 9'], body: '0\r\n\r\nGET ' },
    { to: 'here:80', method: 'PUT', path: '/three', headers: ['Transfer-Encoding: Chunked'], body: '0\r\n\r\nGET / HTTP/whole\r\nDigest: none' },
    { to: 'here:80', method: 'POST', path: '/four', headers: ['Transfer-Encoding: chunked'], body: '' },
    { to: 'here:80', method: 'GET', path: '/one?a=b', headers: ['Host: here', 'X-Note: a: b'], body: '' },
  ];
  const bytes = Buffer.from(GET + SIZED + CHUNKED + EMPTY + GET, 'latin1');

  test.each([1, 2, 3, 7, 50, bytes.byteLength])('is cut where requests end, however it arrives: %s bytes at a time', (size) => {
    const stream = new RequestStream('here:80');
    const whole: SentRequest[] = [];
    for (let at = 0; at < bytes.byteLength; at += size) whole.push(...stream.add(bytes.subarray(at, at + size)));
    expect(whole).toEqual(WHOLE);
    expect(stream.rest()).toBe('');
  });

  test.each(['G', GET.slice(0, -1), SIZED.slice(0, -1), CHUNKED.slice(0, -1), EMPTY.slice(0, -5), 'PUT / HTTP/1.1\r\nContent-Length: much\r\n\r\n', 'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nmuch\r\n\r\n'])(
    'keeps what is not whole: %j',
    (begun) => {
      const stream = new RequestStream('here:80');
      expect(stream.add(Buffer.from(GET + begun))).toEqual([WHOLE[0]]);
      expect(stream.rest()).toBe(begun);
    },
  );
});
