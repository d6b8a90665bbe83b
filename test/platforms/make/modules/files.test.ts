import { IMAGES, NO_IMAGES } from '../../../helpers/image_bytes.js';
import { failureOf, startMakeWorld, type MakeWorld } from './world.js';
import { fixedService, type FixedAnswer } from './fixed_service.js';

const base64 = (text: string) => Buffer.from(text, 'base64');
const KINDS: readonly (readonly [kind: string, bytes: Buffer, ending: string, type: string])[] = [
  ['PNG', base64('iVBORw0KGgoAAAANSUhEUg=='), 'png', 'image/png'],
  ['JPEG', base64('/9j/4AAQSkZJRgABAQAAAQ=='), 'jpg', 'image/jpeg'],
  ['GIF', Buffer.from('GIF89a\u0001\u0000'), 'gif', 'image/gif'],
  ['WebP', base64('UklGRhoAAABXRUJQVlA4TA0='), 'webp', 'image/webp'],
  ['AVIF', Buffer.concat([Buffer.from([0, 0, 0, 0x1c]), Buffer.from('ftypavif')]), 'avif', 'image/avif'],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'svg', 'image/svg+xml'],
  ['BMP', Buffer.from('BM6\u0000\u0000\u0000'), 'bmp', 'image/bmp'],
  ['TIFF', Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0]), 'tif', 'image/tiff'],
];
const download = (answer: FixedAnswer, values: Readonly<Record<string, unknown>> = {}) => {
  const service = fixedService(() => answer);
  return { service, file: service.run('downloadImage', { url: 'https://cdn.wireflow.ai/a/K%C3%A4se%20Brot?x=1', ...values }) };
};

describe('Download an image', () => {
  test.each(IMAGES)('takes an image of the type %s by its bytes, as Zapier does', async (type, ending, bytes) => {
    expect(await download({ bytes, type: 'application/octet-stream' }).file).toEqual({ data: bytes, fileName: `Käse Brot.${ending}`, content_type: type });
  });

  test.each(NO_IMAGES)('refuses %s, as Zapier does', async (_what, bytes) => {
    expect(await failureOf(download({ bytes, type: 'image/png' }).file)).toMatchObject({ type: 'DataError' });
  });

  test.each(KINDS)('knows a %s by its bytes, whatever the host calls it', async (_kind, bytes, ending, type) => {
    for (const called of ['application/octet-stream', 'text/html']) {
      const { file } = download({ bytes, type: called });
      expect(await file).toEqual({ data: bytes, fileName: `Käse Brot.${ending}`, content_type: type });
    }
  });

  test.each([
    ['a page that asks to sign in', Buffer.from('<!doctype html><title>Sign in</title>')],
    ['an empty file', Buffer.alloc(0)],
    ['data', Buffer.from('{"error":"expired"}')],
    ['a sound in the container of WebP', Buffer.from('RIFF\u0001\u0000\u0000\u0000WAVEfmt ')],
  ])('%s is no image, though it is called one', async (_what, bytes) => {
    const { file } = download({ bytes, type: 'image/png' });
    expect(await failureOf(file)).toMatchObject({ type: 'DataError', message: expect.stringContaining('There is no image under this link') });
  });

  test('names a file as its host calls it, like Zapier, and says what its bytes are', async () => {
    const { file } = download({ bytes: KINDS[0]?.[1] ?? Buffer.alloc(0), type: 'IMAGE/JPEG; charset=x' });
    expect(await file).toMatchObject({ fileName: 'Käse Brot.jpg', content_type: 'image/png' });
  });

  test.each([
    ['view?type=output&filename=hero%201.png', 'hero 1.png'],
    ['view.php?file=hero.webp#top', 'hero.png'],
    ['view.php?id=7', 'view.png'],
    ['a.png?name=other.png', 'a.png'],
    ['get?name=no-ending', 'get.png'],
    ["John's%20photo%20(1).jpeg", "John's photo (1).png"],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(60)}.png`],
    [`${encodeURIComponent('🦊'.repeat(80))}.png`, `${'🦊'.repeat(60)}.png`],
    ['', 'image.png'],
    ['con.png', 'con_.png'],
    ['NUL.tar.png', 'NUL_.tar.png'],
    ['aux', 'aux_.png'],
    ['console.png', 'console.png'],
  ])('a link that ends with %j names the file %j', async (end, fileName) => {
    const { file } = download({ bytes: KINDS[0]?.[1] ?? Buffer.alloc(0) }, { url: `https://cdn.wireflow.ai/${end}` });
    expect(await file).toMatchObject({ fileName });
  });

  test.each([
    ['another ending', 'product.jpeg', 'product.png'],
    ['none', 'product', 'product.png'],
    ['a path', '../../etc/passwd', '..-..-etc-passwd.png'],
    ['dots of its own', 'v1.2 final', 'v1.2 final.png'],
  ])('a name with %s gets the ending of the image', async (_what, file_name, fileName) => {
    const { file } = download({ bytes: KINDS[0]?.[1] ?? Buffer.alloc(0) }, { file_name });
    expect(await file).toMatchObject({ fileName });
  });

  test.each(['a%20b.png', 'caf%E9.png', '100%.png', 'ü.png'])('a link that ends with %s is asked for as it is, and no escape breaks it', async (name) => {
    const { service, file } = download({ bytes: KINDS[0]?.[1] ?? Buffer.alloc(0) }, { url: `https://cdn.wireflow.ai/${name}` });
    expect((await file)['fileName']).toMatch(/\.png$/);
    expect(service.sent[0]?.url).toBe(new URL(`https://cdn.wireflow.ai/${name}`).href);
  });

  test.each(['http://cdn.wireflow.ai/a.png', 'https://a.example/1.png,https://a.example/2.png', 'https://a.example/1.png\nhttps://a.example/2.png', 'ftp://a.example/1.png', 'https:///x', 'a.png'])('%j is not one link over https, and nobody is asked', async (url) => {
    const { service, file } = download({}, { url });
    expect(await failureOf(file)).toMatchObject({ type: 'DataError', message: expect.stringContaining('takes one link that starts with https://') });
    expect(service.sent).toEqual([]);
  });

  test('sends no key, with either connection', async () => {
    const { service, file } = download({ bytes: KINDS[0]?.[1] ?? Buffer.alloc(0) });
    await file;
    await service.engine.run('downloadImage', { url: 'https://cdn.wireflow.ai/a.png' }, { connection: { id: 'webhook', label: null, data: { webhook: 'whk_example12345' } } });
    expect(service.sent).toHaveLength(2);
    expect(JSON.stringify(service.sent)).not.toMatch(/sk-fake|whk_/);
  });
});

let world: MakeWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

describe('Upload an image', () => {
  test('gives a link that the workflow can read, with the name that was typed', async () => {
    world = await startMakeWorld();
    const data = KINDS[0]?.[1] as Buffer;
    const { url, fileName } = await world.run('uploadImage', { data, fileName: ' フェニックス (1).png ' });
    expect(fileName).toBe('フェニックス (1).png');
    const [request] = world.emulator.requests.slice(-1);
    expect(request).toMatchObject({ endpoint: 'mediaUpload', status: expect.any(Number) });
    const file = await world.runKeyless('downloadImage', { url: String(url).replace(/^http:/, 'https:') });
    expect(file['data']).toEqual(data);
  });

  test.each([
    ['README', 'README.png'], ['.env', '.env.png'], ['.png', 'image.png'], ['photo.jpg', 'photo.png'], ['photo.PNG', 'photo.png'], ['page.pdf', 'page.pdf.png'], ['a"b.png', 'a-b.png'], ['a\r\nX-Evil: 1.png', 'aX-Evil- 1.png'],
    ['C:\\pictures\\a.png', 'C-pictures-a.png'], ['../../a.png', '..-..-a.png'], ['con.png', 'con_.png'], ['測試 😀.png', '測試 😀.png'], [`${'é'.repeat(300)}.png`, `${'é'.repeat(60)}.png`],
  ])('is called as it is, with the ending of its bytes, and can not break the form: %j', async (fileName, wanted) => {
    const service = fixedService(() => ({ body: { url: 'https://x.example/a.png' } }));
    expect(await service.run('uploadImage', { data: KINDS[0]?.[1], fileName })).toMatchObject({ fileName: wanted });
    const [head = ''] = String(service.sent[0]?.body).split('\r\n\r\n');
    expect(head.split('\r\n').slice(1)).toEqual([`Content-Disposition: form-data; name="file"; filename="${wanted}"`, 'Content-Type: image/png']);
  });

  test.each([
    ['an empty file', { data: Buffer.alloc(0), fileName: 'a.png' }, 'empty file'],
    ['a name of blanks', { data: Buffer.from('x'), fileName: ' ' }, 'File name is empty'],
    ['a file that is no image', { data: Buffer.from('hello'), fileName: 'a.png' }, 'no image'],
    ['a file that is too large', { data: Buffer.alloc(4 * 1024 * 1024 + 1), fileName: 'a.png' }, 'more than 4 MB'],
  ])('refuses %s, and sends nothing', async (_what, values, words) => {
    const service = fixedService(() => ({ body: { url: 'https://x.example/a.png' } }));
    expect((await failureOf(service.run('uploadImage', values))).message).toContain(words);
    expect(service.sent).toEqual([]);
  });
});
