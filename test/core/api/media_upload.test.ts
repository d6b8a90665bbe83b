import type { EndpointName } from '../../../core/api/endpoints.js';
import { uploadFile, UPLOAD_MAX_BYTES, type FileData } from '../../../core/api/media_upload.js';
import type { HttpRequest, HttpResponse } from '../../../core/api/transport.js';
import { clientOf, expectReadable, failure, FAKE_KEY, recorded, response } from '../../helpers/core.js';

const MB = 1024 * 1024;
const STORE = 'https://storage.example/put/1?signature=fake';
const COPY = 'https://cdn.wireflow.ai/copy.png';
const DONE = response(200, { url: COPY });
const TARGET = { uploadUrl: STORE, mediaId: 'media_1', headers: { 'Content-Type': 'image/png', 'x-amz-acl': 'private', 'X-Count': 7 } };
const file = (bytes: number, more: Partial<FileData> = {}): FileData => ({ data: new Uint8Array(bytes), contentType: 'image/png', filename: 'boat.png', ...more });

function service(answers: Partial<Record<EndpointName, HttpResponse>>) {
  const wire = recorded(({ endpoint }) => answers[endpoint as EndpointName] ?? response(500, ''));
  const sent = (endpoint: string) => wire.sent.find((request) => request.endpoint === endpoint) as HttpRequest;
  return { client: clientOf(wire), sent, asked: () => wire.sent.map(({ endpoint }) => endpoint) };
}
const LARGE = { mediaUploadUrl: response(200, { data: TARGET }), mediaUploadPut: response(200, ''), mediaUploadComplete: DONE };

describe('a small file', () => {
  test('arrives byte for byte, with its name and its type', async () => {
    const { client, sent } = service({ mediaUpload: DONE });
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await uploadFile(client, file(0, { data, filename: 'Bild „7“.png' }))).toBe(COPY);
    const { body, headers } = sent('mediaUpload');
    const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': headers['content-type'] as string } }).formData();
    const arrived = form.get('file') as File;
    expect([...form.keys()]).toEqual(['file']);
    expect([arrived.name, arrived.type]).toEqual(['Bild „7“.png', 'image/png']);
    expect(new Uint8Array(await arrived.arrayBuffer())).toEqual(data);
    expect(headers['authorization']).toBe(`Bearer ${FAKE_KEY}`);
  });

  test.each([[{ data: { url: COPY } }], [{ url: COPY }]])('its link is found in %j', async (body) => {
    expect(await uploadFile(service({ mediaUpload: response(201, body) }).client, file(1))).toBe(COPY);
  });

  test.each([['/media/my copy.png', 'https://www.wireflow.ai/media/my%20copy.png'], [' https://cdn.wireflow.ai/my copy.png', 'https://cdn.wireflow.ai/my%20copy.png']])('its link is one that opens anywhere: %s', async (url, link) => {
    expect(await uploadFile(service({ mediaUpload: response(200, { url }) }).client, file(1))).toBe(link);
  });

  test.each([[{}], [{ url: '' }], ['<html>'], [''], [{ url: 'javascript:1' }], [{ url: 'http://cdn.wireflow.ai/copy.png' }], [{ url: 'https://10.0.0.1/copy.png' }], [{ url: 'copy.png' }], [{ url: '//10.0.0.1/copy.png' }]])('a success without a link, %j, is no success', async (body) => {
    const error = await failure(() => uploadFile(service({ mediaUpload: response(200, body) }).client, file(1)));
    expect(error).toMatchObject({ kind: 'unreadable' });
    expectReadable(error);
  });

  test('a key that may not upload is told so, with the scope', async () => {
    const error = await failure(() => uploadFile(service({ mediaUpload: response(403, {}) }).client, file(1)));
    expect(error).toMatchObject({ kind: 'forbidden' });
    expect(error.message).toMatch(/workflows:write/);
  });

  test('nothing about a run is said, since none was to start', async () => {
    expect((await failure(() => uploadFile(service({}).client, file(1)))).message).not.toMatch(/start/i);
  });
});

describe('the limits, to the byte', () => {
  test.each([
    ['an empty file', 0, ['mediaUpload']],
    ['4 MB', 4 * MB, ['mediaUpload']],
    ['a byte more', 4 * MB + 1, ['mediaUploadUrl', 'mediaUploadPut', 'mediaUploadComplete']],
    ['25 MB', 25 * MB, ['mediaUploadUrl', 'mediaUploadPut', 'mediaUploadComplete']],
  ])('%s', async (_size, bytes, calls) => {
    const { client, asked } = service({ mediaUpload: DONE, ...LARGE });
    expect(await uploadFile(client, file(bytes))).toBe(COPY);
    expect(asked()).toEqual(calls);
  });

  test('a byte over 25 MB is refused with both sizes, before anything is sent', async () => {
    const { client, asked } = service({ mediaUpload: DONE, ...LARGE });
    const error = await failure(() => uploadFile(client, file(UPLOAD_MAX_BYTES + 1, { filename: `x${'🦊'.repeat(300)}` })));
    expect(error).toMatchObject({ kind: 'too_large', canRetry: false });
    expect(error.message).toMatch(/^The file “x(🦊){79}…” has 26 MB, and Wireflow takes at most 25 MB\. Make it smaller/u);
    expectReadable(error);
    expect(asked()).toEqual([]);
  });
});

describe('a large file', () => {
  test('goes to the address that the service names, as it wants it, without the key', async () => {
    const { client, sent } = service(LARGE);
    const large = file(5 * MB);
    expect(await uploadFile(client, large)).toBe(COPY);
    expect(JSON.parse(String(sent('mediaUploadUrl').body))).toEqual({ bytes: 5 * MB, filename: 'boat.png', contentType: 'image/png' });
    expect(sent('mediaUploadPut')).toMatchObject({ method: 'PUT', url: STORE });
    expect(sent('mediaUploadPut').body === large.data).toBe(true);
    expect(sent('mediaUploadPut').headers).toEqual({ accept: 'application/json', 'content-type': 'image/png', 'x-amz-acl': 'private', 'x-count': '7' });
    expect(JSON.parse(String(sent('mediaUploadComplete').body))).toEqual({ mediaId: 'media_1', filename: 'boat.png' });
  });

  test('headers are no must', async () => {
    const { client, sent } = service({ ...LARGE, mediaUploadUrl: response(200, { uploadUrl: STORE, mediaId: 'media_1' }) });
    expect(await uploadFile(client, file(5 * MB))).toBe(COPY);
    expect(sent('mediaUploadPut').headers).toEqual({ accept: 'application/json' });
  });

  test.each([[{ uploadUrl: STORE }], [{ mediaId: 'media_1' }], [{}]])('is not sent where the service names no full address: %j', async (body) => {
    const { client, asked } = service({ ...LARGE, mediaUploadUrl: response(200, body) });
    const error = await failure(() => uploadFile(client, file(5 * MB)));
    expect(error).toMatchObject({ kind: 'unreadable' });
    expectReadable(error);
    expect(asked()).toEqual(['mediaUploadUrl']);
  });

  test('that did not arrive is not called complete', async () => {
    const { client, asked } = service({ ...LARGE, mediaUploadPut: response(500, '<Error/>') });
    expect(await failure(() => uploadFile(client, file(5 * MB)))).toMatchObject({ kind: 'unavailable' });
    expect(asked()).toEqual(['mediaUploadUrl', 'mediaUploadPut']);
  });
});

describe('where the service sends a large file is judged like any link', () => {
  test.each(['http://169.254.169.254/latest/api/token', 'https://169.254.169.254/', 'https://[::ffff:10.0.0.1]/put', 'http://storage.example/put', 'https://localhost/put', 'https://store.internal/put', 'https://0x7f.1/put', 'file:///etc/passwd', 'storage.example/put'])('%s is never sent to', async (uploadUrl) => {
    const { client, asked } = service({ ...LARGE, mediaUploadUrl: response(200, { data: { ...TARGET, uploadUrl } }) });
    const error = await failure(() => uploadFile(client, file(5 * MB)));
    expect(error).toMatchObject({ kind: 'unreadable' });
    expectReadable(error);
    expect(asked()).toEqual(['mediaUploadUrl']);
  });

  test('and so are the headers that it asks for: none that names another host, a person, or a cloud’s metadata', async () => {
    const headers = { 'Content-Type': 'image/png', 'x-amz-acl': 'private', 'x-goog-meta-a': 'b', 'X-aws-ec2-metadata-token-ttl-seconds': '60', 'Metadata-Flavor': 'Google', Host: '10.0.0.1', cookie: 'a=b', Authorization: 'Basic x', 'content-length': '7', empty: null };
    const { client, sent } = service({ ...LARGE, mediaUploadUrl: response(200, { data: { ...TARGET, headers } }) });
    expect(await uploadFile(client, file(5 * MB))).toBe(COPY);
    expect(sent('mediaUploadPut').headers).toEqual({ accept: 'application/json', 'content-type': 'image/png', 'x-amz-acl': 'private', 'x-goog-meta-a': 'b' });
  });

  test('a store that refuses is no key that may not upload: the image is not left where it is', async () => {
    expect(await failure(() => uploadFile(service({ ...LARGE, mediaUploadPut: response(403, '<Error/>') }).client, file(5 * MB)))).toMatchObject({ kind: 'unavailable', canRetry: true });
  });
});
