import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ZObject } from 'zapier-platform-core';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import { MAX_REPLY_BYTES, type Transport } from '../../../core/api/transport.js';
import { undiciTransport } from '../../../core/api/undici_transport.js';
import { zapierTransport } from '../../../platforms/zapier/transport.js';
import { appTester } from '../../helpers/app.js';
import { pictureHost, type PictureHost } from '../../helpers/picture_host.js';

const REPLY = JSON.stringify({ executionId: 'exec_1', words: '안녕 '.repeat(500) });
const TRANSPORTS: Readonly<Record<string, Transport>> = {
  Zapier: (request) => appTester((z: ZObject) => zapierTransport(z)(request)),
  undici: undiciTransport(),
  fetch: fetchTransport(),
};

let host: PictureHost;
beforeAll(async () => void (host = await pictureHost()));
afterAll(() => host.close());

const gives = (status: number, packing: string, bytes: Buffer) => {
  host.answer = (_request, reply) => reply.writeHead(status, { 'content-type': 'application/json', 'content-encoding': packing, 'x-request-id': 'req_1' }).end(bytes);
};
const bytes = Buffer.from(REPLY);
const PACKED: readonly (readonly [string, Buffer])[] = [['gzip', gzipSync(bytes)], ['GZip', gzipSync(bytes)], ['x-gzip', gzipSync(bytes)], ['deflate', deflateSync(bytes)], ['Deflate', deflateRawSync(bytes)], ['BR', brotliCompressSync(bytes)], ['identity', bytes]];
const TWICE = ['gzip, br', brotliCompressSync(gzipSync(bytes))] as const;

describe.each(Object.keys(TRANSPORTS))('through %s', (name) => {
  const send = async () => (TRANSPORTS[name] as Transport)({ endpoint: 'poll', method: 'GET', url: host.link, headers: {}, timeoutMs: 5_000 });

  // Zapier's HTTP library takes one coding off.
  test.each([...PACKED, ...(name === 'Zapier' ? [] : [TWICE])])('a reply that comes packed as %s is read', async (packing, packed) => {
    gives(202, packing, packed);
    const { status, text } = await send();
    expect([status, text]).toEqual([202, REPLY]);
  });

  test('a reply that becomes too long when it is unpacked is given up', async () => {
    gives(200, 'gzip', gzipSync(Buffer.alloc(MAX_REPLY_BYTES + 1, 'x')));
    await expect(send()).rejects.toMatchObject({ isTooLarge: true });
  });

  test('half a packed reply never passes for another one', async () => {
    gives(200, 'gzip', gzipSync(bytes).subarray(0, 60));
    const text = await send().then((reply) => reply.text, () => '');
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
});

test('of what can not be unpacked, the status and the headers still count with undici', async () => {
  gives(429, 'gzip', bytes);
  const reply = await undiciTransport()({ endpoint: 'poll', method: 'GET', url: host.link, headers: {}, timeoutMs: 5_000 });
  expect([reply.status, reply.text, reply.header('x-request-id')]).toEqual([429, '', 'req_1']);
});
