import { gzipSync } from 'node:zlib';
import nock from 'nock';
import type { ZObject } from 'zapier-platform-core';
import { TooManyBytes } from '../../../platforms/zapier/bounded_stream.js';
import { imageFile } from '../../../platforms/zapier/hydrators.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

const API = 'https://www.wireflow.ai';
const CDN = 'https://cdn.wireflow.ai';
type Stashed = readonly [length: unknown, filename: unknown, type: unknown];

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

/** What a file is stored as; Zapier's store itself is not there. */
async function hydrate(image: unknown = 1, stash: () => string = () => 'https://zapier.example/file'): Promise<{ url: string; stashed: Stashed[] }> {
  const stashed: Stashed[] = [];
  const url = await appTester(
    (z, bundle) => {
      const stashFile = async (_body: unknown, ...facts: unknown[]) => (stashed.push(facts as unknown as Stashed), stash());
      return imageFile(Object.assign(Object.create(z) as ZObject, { stashFile }), bundle);
    },
    { authData: { api_key: FAKE_KEY }, inputData: { execution_id: 'exec_1', image } },
  );
  return { url, stashed };
}
const finished = (...links: string[]) => nock(API).get('/api/v1/workflows/executions/exec_1/poll').reply(200, { status: 'COMPLETED', nodeStates: links.map((outputUrl, index) => ({ nodeId: `n${index}`, outputUrl })) });

test('a file is looked up again by its execution and number, and stored with its name, length and type', async () => {
  finished(`${CDN}/a.png`, `${CDN}/b.webp`);
  nock(CDN, { badheaders: ['authorization'] }).get('/a.png').reply(200, 'abc', { 'content-type': 'image/png', 'content-length': '3' });
  const first = await hydrate(2);
  expect(first.url).toBe('https://zapier.example/file');
  expect(first.stashed).toEqual([[3, 'a.png', 'image/png']]);
});

test('a host that says no length is believed; an image without a name gets one', async () => {
  finished(`${CDN}/`);
  nock(CDN).get('/').reply(200, 'abc', { 'content-type': 'image/png' });
  expect((await hydrate('1')).stashed).toEqual([[undefined, 'image-1', 'image/png']]);
});

test('the length of a compressed reply is not taken for that of the file', async () => {
  finished(`${CDN}/a.png`);
  nock(CDN).get('/a.png').reply(200, gzipSync('abc'), { 'content-type': 'image/png', 'content-encoding': 'gzip', 'content-length': '23' });
  expect((await hydrate()).stashed).toEqual([[undefined, 'a.png', 'image/png']]);
});

test.each([2, 0])('an image number %j that is not there (any more) is said, and nothing is fetched', async (image) => {
  finished(`${CDN}/a.png`);
  expect((await errorOf(hydrate(image))).message).toMatch(/no image number .*any more/);
});

test('a store that breaks off is told in a sentence, and tried again later', async () => {
  finished(`${CDN}/a.png`);
  nock(CDN).get('/a.png').reply(200, 'abc', { 'content-type': 'image/png' });
  const error = await errorOf(hydrate(1, () => { throw new Error('socket hang up at https://cdn.wireflow.ai'); }));
  expect(error).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/The connection broke while it was fetched/) });
  expect(error.message).not.toMatch(/hang up/);
}); // prettier-ignore

test.each([[undefined], ['text/html']])('what is of the type %s is no image', async (type) => {
  finished(`${CDN}/a.png`);
  nock(CDN).get('/a.png').reply(200, '<html>', type === undefined ? {} : { 'content-type': type });
  expect((await errorOf(hydrate())).message).toMatch(/could not be fetched\. What comes is/);
});

test('a file that grows too large on the way is told in a sentence and not tried again', async () => {
  finished(`${CDN}/a.png`);
  nock(CDN).get('/a.png').reply(200, 'abc', { 'content-type': 'image/png' });
  const error = await errorOf(hydrate(1, () => { throw new TooManyBytes(); }));
  expect(error).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/larger than the 100 MB/) });
}); // prettier-ignore
