import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import nock from 'nock';
import type { ZObject } from 'zapier-platform-core';
import { TooManyBytes } from '../../../core/api/bounded_stream.js';
import { imageFile } from '../../../platforms/zapier/hydrators.js';
import { promisedFile } from '../../../platforms/zapier/output.js';
import { fileOf } from '../../../core/api/readers/images_in_reply.js';
import { batchOutput } from '../../../core/outputs/batch_output.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import type { BatchResult } from '../../../core/runs/batch/run_batch.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';
import { IMAGES, NO_IMAGES, PNG } from '../../helpers/image_bytes.js';

const API = 'https://www.wireflow.ai';
const CDN = 'https://cdn.wireflow.ai';

interface Stashed {
  readonly bytes: Buffer;
  readonly length: unknown;
  readonly filename: unknown;
  readonly type: unknown;
}

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

/** What a file is stored as; Zapier's store itself is not there. */
async function hydrate(url = `${CDN}/a.png`, { store = () => {}, authData = { api_key: FAKE_KEY } as object, names = {} } = {}): Promise<Stashed> {
  const stashed: Stashed[] = [];
  const answer = await appTester(
    (z, bundle) => {
      const stashFile = async (body: Readable, length: unknown, filename: unknown, type: unknown) => {
        store();
        stashed.push({ bytes: Buffer.concat(await body.toArray()), length, filename, type });
        return 'https://zapier.example/file';
      };
      return imageFile(Object.assign(Object.create(z) as ZObject, { stashFile }), bundle);
    },
    { authData, inputData: { execution_id: 'exec_1', url, ...names } },
  );
  expect(answer).toBe('https://zapier.example/file');
  return stashed[0] as Stashed;
}
const poll = () => nock(API).get('/api/v1/workflows/executions/exec_1/poll');
const finished = (...links: string[]) => poll().reply(200, { status: 'COMPLETED', nodeStates: links.map((outputUrl, index) => ({ nodeId: `n${index}`, outputUrl })) });
const gives = (path: string, bytes: Buffer | string, headers: nock.ReplyHeaders = { 'content-type': 'image/png' }) => nock(CDN, { badheaders: ['authorization'] }).get(path).reply(200, bytes, headers);

describe('a file is the picture of its link', () => {
  test('fetched without a word to Wireflow, and stored whole with its name, length and type', async () => {
    gives('/a.png', PNG, { 'content-type': 'image/png', 'content-length': String(PNG.length) });
    expect(await hydrate()).toEqual({ bytes: PNG, length: PNG.length, filename: 'a.png', type: 'image/png' });
  });

  test('also for a connection without a key', async () => {
    gives('/a.png', PNG);
    expect(await hydrate(`${CDN}/a.png`, { authData: {} })).toMatchObject({ filename: 'a.png' });
  });

  test('of any length, however it comes in pieces', async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(300_000, 7)]);
    nock(CDN).get('/a.png').reply(200, () => Readable.from([large.subarray(0, 3), large.subarray(3, 9000), large.subarray(9000)]), { 'content-type': 'image/png' });
    expect((await hydrate()).bytes.equals(large)).toBe(true);
  });

  test('never a part of it, which its host has for the whole: the last piece is never handed on', async () => {
    const part = Buffer.concat([PNG.subarray(0, -12), Buffer.alloc(200_000, 7)]);
    nock(CDN).get('/a.png').reply(200, () => Readable.from([part.subarray(0, 9000), part.subarray(9000)]), { 'content-type': 'image/png', 'content-length': String(part.length) });
    await expect(hydrate()).rejects.toThrow(/could not be fetched\. Its host has only a part of it/);
  });

  test('under the link’s new signature once the old one has died, however the images are ordered by then', async () => {
    nock(CDN).get('/b.png?X-Amz-Signature=old').reply(403);
    nock(API).get('/api/download').query(true).reply(403);
    finished(`${CDN}/late.png`, `${CDN}/b.png?X-Amz-Signature=new`, `${CDN}/a.png`);
    gives('/b.png?X-Amz-Signature=new', PNG);
    expect(await hydrate(`${CDN}/b.png?X-Amz-Signature=old`)).toMatchObject({ filename: 'b.png', type: 'image/png' });
  });

  test.each<[string, () => unknown]>([
    ['no longer has it', () => finished(`${CDN}/other.png`)],
    ['still has the same link', () => finished(`${CDN}/a.png`)],
    ['is not known any more', () => (poll().reply(404), nock(API).get('/api/v1/workflows/executions/exec_1').reply(404))],
    ['has trouble of its own', () => poll().reply(500)],
  ])('and never another one: where it has died and Wireflow %s, that is said', async (_what, wireflow) => {
    nock(CDN).get('/a.png').reply(404);
    wireflow();
    expect((await errorOf(hydrate())).message).toMatch(/could not be fetched\. Its host answers HTTP 404\./);
  });

  test('where there is no key to ask Wireflow with, that is said too', async () => {
    nock(CDN).get('/a.png').reply(410);
    expect((await errorOf(hydrate(`${CDN}/a.png`, { authData: {} }))).message).toMatch(/HTTP 410/);
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('a %s is followed, without the key', async (status) => {
    nock(CDN).get('/a.png').reply(status, '', { location: 'https://store.example/b' });
    nock('https://store.example', { badheaders: ['authorization'] }).get('/b').reply(200, PNG, { 'content-type': 'image/png' });
    expect(await hydrate()).toMatchObject({ filename: 'a.png' });
  });

  test.each(['https://169.254.169.254/latest', 'http://cdn.wireflow.ai/a.png', 'https://[::1]/a.png', 'https://db.internal/a.png'])('but not to %s', async (inside) => {
    nock(CDN).get('/a.png').reply(302, '', { location: inside });
    expect((await errorOf(hydrate())).message).toMatch(/not safe to follow|can not be fetched safely/);
  });

  test('nor for ever', async () => {
    nock(CDN).get('/a.png').times(4).reply(302, '', { location: '/a.png' });
    expect((await errorOf(hydrate())).message).toMatch(/Its link leads from one address to the next/);
  });
});

describe('pictures of one step, when a later one saves them by their names', () => {
  /** Hands on an execution with these links, and fetches every file that was promised. @returns their names */
  async function namesOf(links: readonly string[], headers: nock.ReplyHeaders = {}): Promise<unknown[]> {
    const promises: Record<string, unknown>[] = [];
    const z = { dehydrateFile: (_fetch: unknown, inputs: Record<string, unknown>) => `promise ${promises.push(inputs)}` } as unknown as ZObject;
    const execution = { ...SAMPLE_FINISHED, outputs: links.map((link) => fileOf(link, {})) };
    const handedOn = batchOutput([{ number: 1, prompt: 'a' }, { number: 2, prompt: 'b' }], { states: [execution, execution].map((one) => ({ as: 'started', execution: one })), changed: new Set(), notes: [] } as unknown as BatchResult, promisedFile(z), { runId: null, workflow: { id: null, name: null } }); // prettier-ignore
    expect(handedOn.images).toHaveLength(2 * links.length);
    const names: unknown[] = [];
    for (const { execution_id: _id, url, ...own } of promises) {
      gives(new URL(String(url)).pathname, PNG, headers);
      names.push((await hydrate(String(url), { names: own })).filename);
    }
    return names;
  }

  test('have a name each, though their links end alike', async () => {
    expect(await namesOf([`${CDN}/a/out.png`, `${CDN}/b/OUT.webp`, `${CDN}/c/other.png`])).toEqual(['out.png', 'OUT-2.png', 'other.png', 'out-3.png', 'OUT-4.png', 'other-2.png']);
  });

  test('have a name each, though their host calls them all the same', async () => {
    expect(await namesOf([`${CDN}/1`, `${CDN}/2`], { 'content-disposition': 'attachment; filename="image.png"' })).toEqual(['image.png', 'image-2.png', 'image-3.png', 'image-4.png']);
  });

  test('have a name each, though nobody calls them anything', async () => {
    expect(await namesOf([`${CDN}/`])).toEqual(['image.png', 'image-2.png']);
  });
});

describe('its type and name', () => {
  test.each(IMAGES)('%s (.%s), by its bytes, from a store that knows no type', async (type, ending, bytes) => {
    gives('/0a1b2c', bytes, { 'content-type': 'application/octet-stream' });
    expect(await hydrate(`${CDN}/0a1b2c`)).toMatchObject({ bytes, type, filename: `0a1b2c.${ending}` });
  });

  test.each<[string, nock.ReplyHeaders, string]>([
    ['/', {}, 'image.png'], ['/a.png', { 'content-type': 'image/png' }, 'a.png'], ['/predictions/output', { 'content-type': 'image/webp' }, 'output.webp'], ['/a.png', { 'content-type': 'image/jpeg' }, 'a.jpg'],
    ['/get.php?id=7', { 'content-disposition': 'attachment; filename="my cat.png"' }, 'my cat.png'], ['/0a1b', { 'content-disposition': "attachment; filename*=UTF-8''caf%C3%A9.jpg" }, 'café.png'],
    ['/a.png', { 'content-disposition': 'attachment; filename="other.png"' }, 'a.png'], ['/caf%C3%A9%201.png', {}, 'café 1.png'],
  ])('of %s with %j is called %s', async (path, headers, filename) => {
    gives(path, PNG, headers);
    expect(await hydrate(`${CDN}${path}`)).toMatchObject({ filename, type: 'image/png' });
  }); // prettier-ignore

  test('the length of a compressed reply is not taken for that of the file', async () => {
    gives('/a.png', gzipSync(PNG), { 'content-type': 'image/png', 'content-encoding': 'gzip', 'content-length': String(gzipSync(PNG).length) });
    expect(await hydrate()).toEqual({ bytes: PNG, length: undefined, filename: 'a.png', type: 'image/png' });
  });

  test.each(NO_IMAGES)('%s that calls itself image/png is no image, and nothing is stored', async (_what, bytes) => {
    gives('/a.png', bytes);
    expect((await errorOf(hydrate(`${CDN}/a.png`, { store: () => { throw new Error('stored'); } }))).message).toMatch(/could not be fetched\. What comes is not an image/);
  }); // prettier-ignore
});

test('a store that breaks off is told in a sentence, and tried again later', async () => {
  gives('/a.png', PNG);
  const error = await errorOf(hydrate(`${CDN}/a.png`, { store: () => { throw new Error('socket hang up at https://cdn.wireflow.ai'); } }));
  expect(error).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/The connection broke while it was fetched/) });
  expect(error.message).not.toMatch(/hang up/);
}); // prettier-ignore

test('fewer bytes than announced are no file', async () => {
  const headers = new Headers({ 'content-type': 'image/png', 'content-length': String(PNG.length + 5) });
  const request = async () => ({ status: 200, headers, body: Readable.from([PNG]) });
  const fetching = appTester((z, bundle) => imageFile(Object.assign(Object.create(z) as ZObject, { request: request as never, stashFile: async () => 'stored' }), bundle), { authData: {}, inputData: { execution_id: 'exec_1', url: `${CDN}/a.png` } });
  expect((await errorOf(fetching)).message).toMatch(/The connection broke while it was fetched/);
});

test.each([['png', PNG, PNG.length - 12], ['jpg', IMAGES[1]?.[2] ?? PNG, -2]])('a %s whose end nobody but itself tells is no file without it', async (ending, bytes, end) => {
  for (const [body, is] of [[bytes.subarray(0, end), 'broke'], [bytes, 'stored']] as const) {
    const request = async () => ({ status: 200, headers: new Headers({ 'content-type': `image/${ending}` }), body: Readable.from([body]) });
    const fetching = appTester((z, bundle) => imageFile(Object.assign(Object.create(z) as ZObject, { request: request as never, stashFile: async () => 'stored' }), bundle), { authData: {}, inputData: { execution_id: 'exec_1', url: `${CDN}/a.${ending}` } });
    expect(is === 'stored' ? await fetching : (await errorOf(fetching)).message).toContain(is);
  }
});

test('a file that grows too large on the way is told in a sentence and not tried again', async () => {
  gives('/a.png', PNG);
  const error = await errorOf(hydrate(`${CDN}/a.png`, { store: () => { throw new TooManyBytes(); } }));
  expect(error).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/larger than the 100 MB/) });
}); // prettier-ignore

test('a promise that names no link is a sentence', async () => {
  expect((await errorOf(hydrate(''))).message).toMatch(/can not be fetched safely/);
});
