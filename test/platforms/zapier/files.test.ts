import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { UPLOAD_MAX_BYTES } from '../../../core/api/media_upload.js';
import { clock } from '../../../platforms/zapier/clock.js';
import { imageLinkFor } from '../../../platforms/zapier/files.js';
import { wireflowStep } from '../../../platforms/zapier/step.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';
import { IMAGES, NO_IMAGES, PNG } from '../../helpers/image_bytes.js';

const FIELD = { key: 'input_photo_2d_1', label: 'Product photo' };
const COPY = 'https://cdn.wireflow.ai/copy.png';

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Where people keep their images, and Wireflow, both on this machine. */
let server: http.Server;
let base: string;
let files: Record<string, Handler>;
let upload: Handler;
const asked: http.IncomingMessage[] = [];
const uploaded: Buffer[] = [];
const realClock = { ...clock };

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request);
    const path = request.url ?? '';
    if (!path.startsWith('/api/v1/')) return (files[path] ?? ((_, missing) => missing.writeHead(404).end()))(request, response);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      uploaded.push(Buffer.concat(parts));
      upload(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['WIREFLOW_BASE_URL'] = `${base}/api/v1`;
});
afterAll(async () => {
  delete process.env['WIREFLOW_BASE_URL'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  [asked.length, uploaded.length] = [0, 0];
  files = {};
  upload = (_, response) => response.end(JSON.stringify({ url: COPY }));
});
afterEach(() => void Object.assign(clock, realClock));

const gives = (type: string | undefined, body: Buffer | string = PNG, headers = {}): Handler => (_, response) => response.writeHead(200, { ...(type === undefined ? {} : { 'content-type': type }), ...headers }).end(body);
const leadsTo = (location: string, status = 302): Handler => (_, response) => response.writeHead(status, { location }).end();
const cut: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' }).write(PNG);
  setTimeout(() => response.destroy(), 20);
};
/** @param usedMs how much of the step's 25 s is used up before */
const link = (path: string, usedMs = 0) =>
  appTester((z, bundle) => wireflowStep(z, bundle, (wireflow) => {
    Object.assign(clock, { now: () => wireflow.deadlineMs - 25_000 + usedMs });
    return imageLinkFor(z, wireflow, FIELD, path.startsWith('/') ? base + path : path);
  }), { authData: { api_key: FAKE_KEY } });
/** The name and type under which the file was uploaded. */
const sentAs = () => /filename="([^"]*)"\r\nContent-Type: (\S+)/i.exec(uploaded[0]?.toString('utf8') ?? '')?.slice(1);

describe('a person’s image', () => {
  test('is copied to Wireflow as it is, without the key being shown to its host', async () => {
    files['/a/boat.png'] = gives('image/png');
    expect(await link('/a/boat.png')).toBe(COPY);
    expect(uploaded[0]?.includes(PNG)).toBe(true);
    expect(sentAs()).toEqual(['boat.png', 'image/png']);
    const fetched = asked.find(({ url }) => url === '/a/boat.png');
    expect(fetched?.headers).not.toHaveProperty('authorization');
    expect(fetched?.headers['user-agent']).toMatch(/^Mozilla/);
  });

  test.each(['https://cdn.wireflow.ai/a.png', 'https://wireflow.ai/a.png', 'https://media.atomu.ai/x'])('that Wireflow keeps already, %s, is left where it is', async (own) => {
    expect(await link(own)).toBe(own);
    expect(asked).toEqual([]);
  });

  test.each([
    ['/download?id=7', 'image/jpeg', 'download.png'], ['/photo', 'application/octet-stream', 'photo.png'], ['/b%C3%BCro.webp', 'image/webp', 'büro.png'], ['/x.png', 'IMAGE/PNG', 'x.png'],
    ['/', undefined, 'image.png'], [`/${'n'.repeat(300)}.png`, 'binary/octet-stream', `${'n'.repeat(196)}.png`], ['/get.php?filename=cat.jpg', 'text/plain', 'cat.png'],
  ])('a PNG at %s that comes as %s is sent as a PNG called %s', async (path, type, name) => {
    files[path] = gives(type);
    await link(path);
    expect(sentAs()).toEqual([name, 'image/png']);
  }); // prettier-ignore

  test.each(IMAGES)('that is %s (.%s) is sent as such, though its host knows no type', async (contentType, ending, bytes) => {
    files['/photo'] = gives('application/octet-stream', bytes);
    await link('/photo');
    expect(sentAs()).toEqual([`photo.${ending}`, contentType]);
  });

  test('stays where it is when the key may not upload: the service may still take the link', async () => {
    files['/a.png'] = gives('image/png');
    upload = (_, response) => response.writeHead(403).end('{}');
    expect(await link('/a.png')).toBe(`${base}/a.png`);
  });

  test('that Wireflow does not take is not sent as if it did', async () => {
    files['/a.png'] = gives('image/png');
    upload = (_, response) => response.writeHead(400).end(JSON.stringify({ error: 'Not an image' }));
    expect(await errorOf(link('/a.png'))).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/Not an image/) });
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('a %s is followed', async (status) => {
    files['/go'] = leadsTo('/a.png', status);
    files['/a.png'] = gives('image/png');
    expect(await link('/go')).toBe(COPY);
  });

  test.each([[3, true], [4, false]])('%s of them in a row: followed is %s', async (count, isFollowed) => {
    for (let hop = 0; hop < count; hop += 1) files[`/${hop}`] = leadsTo(hop === count - 1 ? '/a.png' : `/${hop + 1}`);
    files['/a.png'] = gives('image/png');
    if (isFollowed) expect(await link('/0')).toBe(COPY);
    else expect((await errorOf(link('/0'))).message).toMatch(/could not be fetched/);
  });

  test.each(['https://169.254.169.254/latest/meta-data', 'https://10.0.0.1/a.png', 'file:///etc/passwd'])('one to %s is not followed', async (inside) => {
    files['/go'] = leadsTo(inside);
    expect((await errorOf(link('/go'))).message).toMatch(/^The image in the field Product photo can not be opened/);
    expect(asked).toHaveLength(1);
  });

  test('one that leads nowhere ends there', async () => {
    files['/go'] = (_, response) => response.writeHead(302).end();
    files['/odd'] = leadsTo('https://');
    for (const path of ['/go', '/odd']) expect((await errorOf(link(path))).message).toMatch(/could not be fetched/);
  });
});

describe('whatever is wrong with an image is told in a sentence that names its field, and nothing is uploaded', () => {
  const endless: Handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(UPLOAD_MAX_BYTES + 2));
  };
  test.each<[string, Handler, RegExp]>([
    ['not there', (_, response) => response.writeHead(404).end(), /could not be fetched/],
    ['only for those who log in', (_, response) => response.writeHead(401).end(), /could not be fetched/],
    ['empty on purpose', (_, response) => response.writeHead(204).end(), /could not be fetched/],
    ['a page', gives('text/html', '<html>'), /not an image/],
    ['a part of one', gives('image/png', PNG.subarray(0, -12)), /is cut off: only a part of it is there/],
    ['too large, and says so', gives('image/png', '', { 'content-length': String(UPLOAD_MAX_BYTES + 1) }), /larger than the 25 MB/],
    ['too large, without a word', endless, /larger than the 25 MB/],
    ['gone while asking', (request) => request.socket.destroy(), /could not be fetched/],
  ])('one that is %s', async (_what, handler, sentence) => {
    files['/a.png'] = handler;
    // With little time left, the HTTP library's own timer does not outlive the test.
    const error = await errorOf(link('/a.png', 23_500));
    expect(error).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(sentence) });
    expect(error.message).toMatch(/^The image in the field Product photo .*\. Map another file or link/);
    expect(uploaded).toEqual([]);
  });

  test.each([408, 429, 500, 503, 520])('one whose host answers %d may be there later: the run fails, and can be replayed', async (status) => {
    files['/a.png'] = (_, response) => response.writeHead(status).end();
    expect(await errorOf(link('/a.png', 23_500))).toMatchObject({ name: 'AppError', message: expect.stringMatching(/Product photo could not be fetched at the moment\. Nothing was started/) });
  });

  test.each(['https://10.0.0.1/a.png', 'https://[fd00::1]/a.png', 'https://localhost.localdomain.internal/a.png', 'https://10.1.wireflow.ai.localhost/a.png'])('one at %s is never asked for', async (inside) => {
    expect((await errorOf(link(inside))).message).toMatch(/can not be opened/);
    expect(asked).toEqual([]);
  });

  test.each(['http://example.com/a.png', 'http://notwireflow.ai/a.png', 'http://192.168.1.1/a.png'])('one at %s is never asked for: what is wrong is the http', async (open) => {
    expect((await errorOf(link(open))).message).toMatch(/needs a link that starts with https:/);
    files['/go'] = leadsTo(open);
    expect((await errorOf(link('/go'))).message).toMatch(/does not lead on to one that does not/);
    expect(asked).toHaveLength(1);
  });

  test.each(NO_IMAGES)('%s that calls itself image/png', async (_what, bytes) => {
    files['/a.png'] = gives('image/png', bytes);
    expect((await errorOf(link('/a.png'))).message).toMatch(/^The image in the field Product photo (is empty|leads to something that is not an image)\./);
    expect(uploaded).toEqual([]);
  });

  test('one of exactly 25 MB is none of these', async () => {
    files['/a.png'] = gives('image/png', Buffer.alloc(UPLOAD_MAX_BYTES));
    upload = (request, response) => response.end(JSON.stringify(request.url?.endsWith('/upload-url') ? { uploadUrl: `${base}/api/v1/put`, mediaId: 'm' } : { url: COPY }));
    expect(await link('/a.png')).toBe(COPY);
  });
});

describe('the step’s time', () => {
  test('once it is used up, no further image is fetched: nothing was started, and the step is run again', async () => {
    files['/a.png'] = gives('image/png');
    expect(await errorOf(link('/a.png', 24_001))).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/took too long.*Nothing was started/) });
    expect(asked).toEqual([]);
  });

  test.each<[string, Handler]>([
    ['does not answer', () => undefined],
    ['sends a part and goes', cut],
  ])('a host that %s is given up before it ends', async (_what, handler) => {
    files['/a.png'] = handler;
    const begun = Date.now();
    const error = await errorOf(link('/a.png', 24_000));
    expect(error.message).toMatch(/could not be fetched/);
    // What may pass by itself fails the run, and so may be replayed; a halted run is not.
    expect(error.name).toBe('AppError');
    expect(Date.now() - begun).toBeLessThan(2_500);
  });
});
