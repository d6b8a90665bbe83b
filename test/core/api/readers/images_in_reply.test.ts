import fc from 'fast-check';
import { findFiles, findText, mergeFacts } from '../../../../core/api/readers/images_in_reply.js';
import { imagesOf } from '../../../../core/model/images.js';

const A = 'https://cdn.wireflow.ai/a.png';
const B = 'https://cdn.wireflow.ai/b.png';
const urls = (value: unknown) => findFiles(value, null).map(({ url }) => url);
const kind = (value: unknown) => findFiles(value, null)[0]?.kind;

describe('images are found wherever a model puts them', () => {
  test.each<[string, unknown]>([
    ['a link', A], ['a link with spaces around', ` ${A}\n`], ['a list of links', [A]], ['url', { url: A }], ['a list of url', [{ url: A }]],
    ['images', { images: [{ url: A }] }], ['image', { image: { url: A } }], ['image as a link', { image: A }], ['output', { output: A }],
    ['output.images', { output: { images: [A] } }], ['outputUrls before outputUrl', { outputUrl: A, outputUrls: [A] }], ['urls', { urls: [A] }],
    ['files', { files: [{ file: A }] }], ['output.data', { output: { data: [{ url: A }] } }], ['output.result.sample', { output: { result: { sample: A } } }], ['image_url', { output: { image_url: A } }],
    ['imageUrls', { output: { imageUrls: [A] } }], ['image_urls', { image_urls: [A] }], ['imageUrl', { imageUrl: A }], ['results', { output: { results: [{ uri: A }] } }], ['artifacts', { output: { artifacts: [{ file_url: A }] } }],
    ['generations', { output: { generations: [{ img: A }] } }], ['samples', { output: { samples: [A] } }], ['predictions', { output: { predictions: [{ output_url: A }] } }],
    ['JSON text', { output: JSON.stringify({ images: [{ url: A }] }) }], ['a list as JSON text', { output: ` [${JSON.stringify(A)}]` }], ['two signatures of one link', { outputUrls: [A], outputUrl: `${A}?X-Amz-Signature=2` }], ['outputs', { outputs: [{ output: { image: [{ url: A }] } }] }],
    ['the same link twice', { output: { url: A, images: [{ url: A }, A] } }],
  ])('%s', (_name, value) => expect(urls(value)).toEqual([A])); // prettier-ignore

  test('in the order in which they stand', () => {
    expect(urls({ outputUrls: [B, A], outputUrl: B })).toEqual([B, A]);
    expect(urls({ images: [{ url: B }], url: A })).toEqual([B, A]);
  });

  test.each([null, 5, true, '', 'a lighthouse', 'javascript:alert(1)', 'ftp://x/a.png', '//localhost/a.png', '// a.png', 'https://', 'http:// x', { prompt: A }, { input: { url: A } }, { error: A }, {}])(
    '%j holds none',
    (value) => expect(urls(value)).toEqual([]),
  );

  test('a node’s settings are no results, wherever they stand', () => {
    expect(urls({ data: { nodeType: 'generate:flux', config: { image: A }, image: A } })).toEqual([]);
    expect(urls({ data: { params: {}, image_url: A } })).toEqual([]);
  });

  test.each([['a data link', { outputUrl: 'data:image/png;base64,iVBORw0KGgo=' }], ['a data link of no kind (report replicate-python#382)', { outputUrl: 'data:application/octet-stream;base64,iVBORw0KGgo=' }], ['a data link without a kind', { outputUrl: 'DATA:;base64,/9j/4AAQSkZJRg==' }], ['b64_json', { output: { data: [{ b64_json: 'iVBORw0KGgo=' }] } }], ['base64', { output: { images: [{ base64: 'iVBORw0KGgo=' }] } }]])(
    'a picture that stands in the reply itself, as %s, is an output that says so',
    (_name, value) => expect(findFiles(value, 'Flux')).toEqual([{ kind: 'image', url: null, text: expect.stringMatching(/has no link/), width: null, height: null, contentType: null, filename: null, nodeLabel: 'Flux' }]),
  );

  test('a link without its scheme is one on the web', () => {
    expect(urls({ output: { images: [{ url: ` //cdn.wireflow.ai/a.png\n` }] } })).toEqual(['https://cdn.wireflow.ai/a.png']);
  });

  test.each(['/files/a.png', 'files/a.webp?x=1', './out/a.jpeg', '../a.avif'])('a picture whose address is %j is an output that says so', (address) => {
    expect(findFiles({ output: { images: [{ url: address }] } }, 'Flux')).toMatchObject([{ kind: 'image', url: null, text: `A picture whose address is not whole: ${address}`, nodeLabel: 'Flux' }]);
  });

  test.each(['flux/dev', '/files/', 'a.png', 'see /files/a.png', 'image/png', 's3://bucket/a.png'])('but %j is none', (words) => expect(findFiles({ output: { image: words } }, 'Flux')).toEqual([]));

  test('broken JSON text, and one that is too long for a list of links, are text', () => {
    expect(urls({ output: '{"url": ' })).toEqual([]);
    expect(urls({ output: `["${A}","${'x'.repeat(1_000_000)}"]` })).toEqual([]);
  });

  test('nothing is followed for ever', () => {
    const deep = Array.from({ length: 50_000 }).reduce<object>((inner) => ({ output: inner }), { url: A });
    expect(urls(deep)).toEqual([]);
  });
});

describe('what a file is', () => {
  test.each<[unknown, string]>([
    [A, 'image'], ['https://x.test/a.JPG', 'image'], ['https://x.test/a.webp?x=.mp4', 'image'], ['https://x.test/v.mp4', 'video'], ['https://x.test/s.mp3', 'audio'],
    ['https://x.test/t.json', 'file'], ['https://x.test/no-extension', 'image'], [{ video: { url: 'https://x.test/v' } }, 'video'], [{ audio: 'https://x.test/s' }, 'audio'],
    [{ url: 'https://x.test/v', content_type: 'video/mp4' }, 'video'], [{ url: 'https://x.test/v', contentType: 'IMAGE/PNG' }, 'image'],
    [{ url: 'https://x.test/v.png', mime_type: 'video/mp4' }, 'video'], [{ url: A, contentType: 'application/octet-stream' }, 'image'],
    [{ images: ['https://x.test/v.mp4'] }, 'video'], ['https://x.test/a.constructor', 'image'],
    ['https://x.test/view?filename=hero.png', 'image'], ['https://x.test/view?filename=clip.mp4', 'video'], [{ url: 'https://x.test/v', file_name: 'clip.mp4' }, 'video'], [{ url: 'https://x.test/v', fileName: 'scene.glb' }, 'file'],
    ['https://x.test/a.psd', 'file'], [{ images: ['https://x.test/a.psd'] }, 'image'], ['https://x.test/get.php', 'image'], ['https://x.test/v1.0', 'image'], ['https://x.test/a.heic', 'image'], ['https://x.test/a.mkv', 'video'],
    [{ url: 'https://x.test/v', content_type: 'application/pdf' }, 'file'], [{ url: 'https://x.test/v', content_type: 'model/gltf-binary' }, 'file'], [{ url: 'https://x.test/v', content_type: 'binary/octet-stream' }, 'image'],
    [{ url: 'https://x.test/v', content_type: 'text/html; charset=utf-8' }, 'file'], [{ url: 'https://x.test/v', content_type: 'image' }, 'image'],
  ])('%j: %s', (value, expected) => expect(kind(value)).toBe(expected)); // prettier-ignore

  test('a video that one place calls a video is never handed on as a picture', () => {
    const link = 'https://provider.test/abc';
    expect(kind({ outputUrl: link, output: { video: { url: link } } })).toBe('video');
    expect(kind({ output: { video: { url: link } }, outputUrl: link })).toBe('video');
    expect(kind({ outputUrl: link, output: { url: link, content_type: 'video/mp4' } })).toBe('video');
    expect(imagesOf(findFiles({ outputUrl: link, output: { video: link } }, null))).toEqual([]);
  });

  test('its size and type come from wherever they are said', () => {
    expect(findFiles({ outputUrl: A, output: { images: [{ url: A, width: 1024, height: '768', content_type: 'image/png' }] } }, 'Flux')).toEqual([
      { kind: 'image', url: A, text: null, width: 1024, height: 768, contentType: 'image/png', filename: 'a.png', nodeLabel: 'Flux' },
    ]);
    const [file] = findFiles(A, null);
    if (!file) throw new Error('No file');
    expect(mergeFacts({ ...file, width: 1 }, { ...file, width: 2, height: 3, nodeLabel: 'Flux' })).toMatchObject({ width: 1, height: 3, nodeLabel: 'Flux' });
  });

  test.each([['wide'], [NaN], [Infinity], ['0x10'], [null], [{}]])('a width of %j is not known', (width) => expect(findFiles({ url: A, width }, null)[0]?.width).toBeNull());
});

describe('the name of a file is a name, never a path', () => {
  test.each<[string, string | null]>([
    ['https://x.test/a/b.png', 'b.png'], ['https://x.test/caf%C3%A9.png', 'café.png'], ['https://x.test/100%.png', '100%.png'], ['https://x.test/', null], ['https://x.test', null],
    ['https://x.test/..%2F..%2Fetc%2Fpasswd', 'passwd'], ['https://x.test/a%5Cb.png', 'b.png'], ['https://x.test/a%2F', null], ['https://x.test/a%2F..', null], ['https://x.test/%0Aa%00.png', 'a.png'], ['https://x.test/b.png/?q=c.png', 'b.png'],
  ])('%s: %s', (link, name) => expect(findFiles(link, null)[0]?.filename).toBe(name)); // prettier-ignore

  test('for any link', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, more) => {
        for (const { filename } of findFiles(`${url}/${encodeURIComponent(Buffer.from(more).toString())}`, null)) expect(filename ?? 'x').toMatch(/^(?!\.+$)[^/\\\p{Cc}]+$/u);
      }),
      { numRuns: 200 },
    );
  });
});

describe('generated copy', () => {
  test.each<[object, string | null]>([
    [{ text: 'Hi' }, 'Hi'], [{ output: { text: 'Hi' } }, 'Hi'], [{ outputs: [{}, { text: 'Hi' }] }, 'Hi'], [{ text: ' \n' }, null], [{ text: null, output: 'Hi' }, null], [{}, null],
  ])('%j: %s', (node, copy) => expect(findText(node as never)).toBe(copy)); // prettier-ignore
});
