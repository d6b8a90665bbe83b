import { fetchLink } from '../../../platforms/n8n/nodes/Wireflow/engine/image_inputs.js';
import { fetchPicture } from '../../../platforms/n8n/nodes/Wireflow/engine/images.js';
import { endsWithin } from '../../helpers/ends_within.js';
import { LOCATIONS, PACKED, PACKED_TWICE, PICTURE, pictureHost, type PictureHost } from '../../helpers/picture_host.js';
import { pictureReply } from '../../../platforms/n8n/nodes/Wireflow/engine/picture_reply.js';
import { fakeHost } from './fake_host.js';

const HERE = 'http://127.0.0.1:1';
let host: PictureHost;

beforeAll(async () => void (host = await pictureHost()));
afterAll(() => host.close());

/** Both ways in which the node fetches a picture: what was made, and what is put in. */
const WAYS: Readonly<Record<string, (link: string) => Promise<Buffer>>> = {
  'a result': async (link) => {
    const files = new Map<string, Buffer>();
    const { id } = await fetchPicture(fakeHost({ parameters: {}, files }).host, link, HERE, 'boat');
    return files.get(String(id)) ?? Buffer.alloc(0);
  },
  'an input': async (link) => Buffer.from((await fetchLink({ host: fakeHost({ parameters: {} }).host, baseUrl: HERE }, { key: 'image', label: 'Image' }, link)).data),
};

describe.each(Object.entries(WAYS))('%s', (_what, get) => {
  // n8n opens one coding itself.
  test.each(PACKED)('that comes packed as %s, without being asked for, is itself', async (packing, bytes) => {
    host.gives(packing, bytes);
    expect((await get(host.link)).equals(PICTURE)).toBe(true);
  });

  test.each(LOCATIONS)('is fetched where its link leads on to %j', async (location, target) => {
    host.leadsOn(location, target);
    expect((await get(host.link)).equals(PICTURE)).toBe(true);
  });
});

test('what n8n leaves packed is told by its bytes, whatever its host and its name call it', async () => {
  const { host: n8n } = fakeHost({ parameters: {} });
  const [packing, bytes] = PACKED_TWICE;
  n8n.helpers.httpRequest = async () => ({ statusCode: 200, headers: { 'content-type': 'image/png', 'content-encoding': packing }, body: [bytes] });
  await expect(fetchPicture(n8n, host.link, HERE, 'boat.png')).rejects.toThrow('packed, and n8n does not unpack it');
  await expect(fetchLink({ host: n8n, baseUrl: HERE }, { key: 'image', label: 'Image' }, host.link)).rejects.toThrow('packed by its host, and n8n does not unpack it');
});

test('a picture that becomes longer than it may be is given up on its way', async () => {
  let sent = 0;
  host.answer = (_request, reply) => {
    reply.writeHead(200, { 'content-type': 'image/png' });
    const more = () => {
      for (; sent < 50_000_000 && reply.write(Buffer.alloc(100_000)); ) sent += 100_000;
    };
    reply.on('drain', more);
    more();
  };
  expect((await pictureReply(fakeHost({ parameters: {} }).host, host.link, { timeoutMs: 5_000, maxBytes: 300_000 })).data).toBeNull();
  expect(sent).toBeLessThan(20_000_000);
});

const LIMIT_MS = 400;
test.each([['drips', 20], ['begins and says no more', null]])('a picture that %s has the time that it was given, and no more', async (_what, everyMs) => {
  const arrival = new Promise<void>((resolve) => {
    host.answer = (_request, reply) => {
      reply.writeHead(200, { 'content-type': 'image/png' }).write('x');
      const drip = everyMs === null ? undefined : setInterval(() => reply.write('x'), everyMs);
      reply.on('close', () => clearInterval(drip));
      resolve();
    };
  });
  const begunMs = performance.now();
  const asking = pictureReply(fakeHost({ parameters: {} }).host, host.link, { timeoutMs: LIMIT_MS, maxBytes: 1_000_000 });
  asking.catch(() => undefined);
  await arrival;
  expect(await endsWithin(1.7 * LIMIT_MS, asking)).toBe(true);
  expect(performance.now() - begunMs).toBeGreaterThan(0.95 * LIMIT_MS);
}); // prettier-ignore
