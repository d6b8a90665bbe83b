import { downloadImage } from '../../platforms/cli/files/download.js';
import { startWorld, type World } from '../helpers/app.js';
import { LOCATIONS, PACKED, PACKED_TWICE, PICTURE, pictureHost, raw, type PictureHost } from '../helpers/picture_host.js';

let host: PictureHost;
let world: World;

beforeAll(async () => {
  world = await startWorld();
  host = await pictureHost();
});
afterAll(async () => {
  host.close();
  await world.close();
});

const stored = async (link: string) => world.standIn.file(await world.zap.run<string>('hydrators.imageFile', { execution_id: 'exec_none', url: link }));

/** How each platform fetches the picture behind a link. @returns its bytes */
const PLATFORMS: Readonly<Record<string, (link: string) => Promise<Buffer>>> = {
  'the command line and the Action': (link) => downloadImage(link, world.emulator.url, new AbortController().signal),
  Zapier: async (link) => Buffer.from((await stored(link)).bytes),
};

describe.each(Object.entries(PLATFORMS))('on %s', (_platform, get) => {
  test.each([...PACKED, PACKED_TWICE])('a picture that comes packed as %s, without being asked for, is itself', async (packing, bytes) => {
    host.gives(packing, bytes);
    expect((await get(host.link)).equals(PICTURE)).toBe(true);
  });

  test.each([...PACKED, PACKED_TWICE].filter(([packing]) => packing !== 'identity'))('half of one that is packed as %s is no picture, nor is one that only calls itself so', async (packing, bytes) => {
    // What is raw deflate has no mark that could be missed.
    for (const wrong of [bytes.subarray(0, bytes.byteLength >> 1), ...(packing === 'deflate' ? [] : [PICTURE])]) {
      host.gives(packing, wrong);
      await expect(get(host.link)).rejects.toThrow('packed, and it can not be unpacked');
    }
  });

  test.each([['with a length', { 'content-length': PICTURE.byteLength }], ['in chunks', {}]])('one that breaks off, %s, is told at once', async (_how, headers) => {
    host.answer = (_request, reply) => {
      reply.writeHead(200, { 'content-type': 'image/png', ...headers }).write(PICTURE.subarray(0, 9_000));
      setTimeout(() => reply.destroy(), 50);
    };
    await expect(get(host.link)).rejects.toThrow(/connection (broke|to its host failed)/);
  }, 5_000);

  test.each(LOCATIONS)('where a link leads on to %j, the picture is fetched there', async (location, target) => {
    host.leadsOn(location, target);
    expect((await get(host.link)).equals(PICTURE)).toBe(true);
  });
});

test('what is packed as nobody knows is told by its bytes on Zapier, whatever it is called', async () => {
  host.gives('compress', Buffer.from([0x99, ...PICTURE.subarray(8)]));
  await expect(stored(host.link)).rejects.toThrow('packed, and it can not be unpacked');
  host.gives('binary', PICTURE);
  expect(Buffer.from((await stored(host.link)).bytes).equals(PICTURE)).toBe(true);
});

test.each([
  [`attachment; filename="${raw('要求.png')}"`, '要求.png'], ["attachment; filename=\"x.png\"; filename*=UTF-8''%E8%A6%81.png", '要.png'], ["attachment; filename*=iso-8859-1'en'k%E4se.png", 'käse.png'], ['attachment; filename="k\xe4se.png"', 'käse.png'],
])('a host that says %j has its picture called %s on Zapier', async (disposition, name) => {
  host.answer = (_request, reply) => reply.writeHead(200, { 'content-type': 'image/png', 'content-disposition': disposition }).end(PICTURE);
  expect((await stored(`${host.origin}/view`)).name).toBe(name);
}); // prettier-ignore
