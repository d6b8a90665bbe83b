import fc from 'fast-check';
import { endingKind, nameInDisposition, nameInLink, nameWithEnding } from '../../../core/model/file_name.js';
import { namedImageType, type ImageType } from '../../../core/model/image_type.js';

const of = (name: string) => namedImageType(`image/${name}`) as ImageType;

describe('the name that a link gives its file', () => {
  test.each<[string, string | null]>([
    ['https://x.test/a/b.png', 'b.png'], ['https://x.test/caf%C3%A9%201.png', 'café 1.png'], ['https://x.test/cafe%CC%81.png', 'café.png'], ['https://x.test/100%.png', '100%.png'],
    ['https://x.test/view?filename=hero.png', 'hero.png'], ['https://x.test/view?file=a%2Fhero.png&name=x', 'hero.png'], ['https://x.test/mgram.php?name=map.png', 'map.png'],
    ['https://x.test/0a1b?response-content-disposition=attachment%3B%20filename%3D%22my%20cat.jpg%22', 'my cat.jpg'], ['https://x.test/b.png?filename=c.png', 'b.png'],
    ['https://x.test/view?filename=hero', 'view'], ['https://x.test/', null], ['https://x.test/?filename=hero.png', 'hero.png'], ['https://x.test/...', null],
    ['https://x.test/a%E2%80%AEgnp.exe', 'agnp.exe'], ['https://x.test/%E2%81%A6a%E2%81%A9.png', 'a.png'], ['https://x.test/a%00%0Ab.png', 'ab.png'], ['https://x.test/a%22b%3Ac.png', 'a_b_c.png'],
    ['https://x.test/con.png', 'con_.png'], ['https://x.test/NUL.tar.png', 'NUL_.tar.png'], ['https://x.test/aux', 'aux_'], ['https://x.test/lpt1.webp', 'lpt1_.webp'], ['https://x.test/console.png', 'console.png'], ['https://x.test/icon.png', 'icon.png'],
    ['https://x.test/..%2F..%2Fetc%2Fpasswd', 'passwd'], ['https://x.test/a%5Cb.png', 'b.png'], ['https://x.test/%20a.png%20', 'a.png'], ['https://x.test/%F0%9F%91%A8%E2%80%8D%F0%9F%8D%B3.png', '👨‍🍳.png'],
  ])('%s: %s', (link, name) => expect(nameInLink(link)).toBe(name)); // prettier-ignore

  test.each(['猫', 'é', '🎈', 'a', '👨‍🍳'])('is short enough for every store, its ending kept and no %s cut in two', (character) => {
    const name = nameInLink(`https://x.test/${encodeURIComponent(character.repeat(400))}.webp`) ?? '';
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(encodeURIComponent(name).length).toBeLessThan(1000);
    expect(name).toMatch(/^.+\.webp$/u);
    expect(name.isWellFormed()).toBe(true);
  });

  test('whatever the link is, a name is never a path, and never hides what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const name = nameInLink(`https://x.test/${encodeURIComponent(words.toWellFormed())}`) ?? 'x';
        expect(name).toMatch(/^(?!\.+$)[^/\\"<>:|?*\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      }),
    );
  });
});

test.each<[string | null, string | null]>([
  ['attachment; filename="a.png"', 'a.png'], ['inline; filename=a.png; size=7', 'a.png'], ["attachment; filename*=UTF-8''caf%C3%A9.png; filename=\"cafe.png\"", 'café.png'],
  ["attachment; filename=\"x.png\"; filename*=utf-8'en'%e2%82%ac.png", '€.png'], ['attachment; filename="..\\\\..\\\\a.png"', 'a.png'], ['attachment; filename="a \\"b\\".png"', 'a _b_.png'],
  ['attachment', null], ['attachment; filename=""', null], ['', null], [null, null],
])('the header %j names %s', (header, name) => expect(nameInDisposition(header)).toBe(name)); // prettier-ignore

test.each<[string | null, string, string]>([
  ['a.png', 'png', 'a.png'], ['a.PNG', 'png', 'a.PNG'], ['a.jpeg', 'jpeg', 'a.jpeg'], ['a.jfif', 'jpeg', 'a.jfif'], ['a.png', 'webp', 'a.webp'], ['a.png', 'jpeg', 'a.jpg'],
  ['0a1b2c3d', 'png', '0a1b2c3d.png'], ['v1.0', 'png', 'v1.0.png'], ['mgram_pict.php', 'png', 'mgram_pict.png'], ['a.tar.gz', 'png', 'a.tar.gz.png'], ['flux.dev', 'png', 'flux.dev.png'],
  [null, 'webp', 'image.webp'], ['.png', 'png', 'image.png'], ['clip.mp4', 'gif', 'clip.gif'], ['a.svg', 'svg+xml', 'a.svg'], ['a', 'vnd.example', 'a.example'],
])('%s of the type %s is saved as %s', (name, type, saved) => expect(nameWithEnding(name, of(type))).toBe(saved)); // prettier-ignore

test.each<[string | null, string | null]>([
  ['a.png', 'image'], ['a.HEIC', 'image'], ['a.mov', 'video'], ['a.mp3', 'audio'], ['a.pdf', 'file'], ['a.psd', 'unknown'], ['a.constructor', null], ['a.php', null], ['v1.0', null], ['photo.v2', null], ['photo.2x', null], ['hero.final', null], ['a', null], [null, null],
])('the ending of %s says %s', (name, kind) => expect(endingKind(name)).toBe(kind)); // prettier-ignore
