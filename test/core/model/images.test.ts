import { KIND_BY_EXTENSION, pictureKey } from '../../../core/model/images.js';

const LINK = 'https://cdn.example/a/b.png';

describe('two links to one picture have one key', () => {
  test.each([
    [`${LINK}?X-Amz-Signature=1&X-Amz-Date=2`, `${LINK}?X-Amz-Date=3&X-Amz-Signature=4`], [`${LINK}?Expires=1&Signature=x&Key-Pair-Id=k`, LINK], [`${LINK}?X-Goog-Signature=1`, LINK],
    [`${LINK}?sv=2024&se=x&sp=r&sig=y`, `${LINK}?sv=2025&se=z&sp=r&sig=w`], [`${LINK}?token=a`, `${LINK}?token=b`], ['http://cdn.example/a/b.png', LINK], ['https://CDN.example/a/b.png', LINK],
    [`${LINK}?verify=1-a`, `${LINK}?verify=2-b`], [`${LINK}?hdnts=exp=1~hmac=a`, LINK], [`${LINK}?expiry=1&sig=a`, LINK], [`${LINK}?OSSAccessKeyId=a&Expires=1&x-oss-signature=b`, LINK], [`${LINK}?t=1774008000&w=64`, `${LINK}?t=1774008999&w=64`], [`${LINK}?md5=x&e=1774008000`, `${LINK}?md5=y&e=1774008999`],
    [`${LINK}#top`, LINK], ['https://x.test/view?filename=a.png&type=output&token=1', 'https://x.test/view?type=output&filename=a.png'], ['https://x.test/a b.png', 'https://x.test/a%20b.png?sig=1'],
  ])('%s and %s', (one, other) => expect(pictureKey(one)).toBe(pictureKey(other))); // prettier-ignore

  test.each([
    [LINK, 'https://cdn.example/a/c.png'], ['https://x.test/view?filename=a.png', 'https://x.test/view?filename=b.png'], [`${LINK}?v=1`, `${LINK}?v=2`], [`${LINK}?t=1`, `${LINK}?t=2`], [`${LINK}?hash=a`, `${LINK}?hash=b`], [`${LINK}?e=1`, `${LINK}?e=2`], [LINK, 'https://other.example/a/b.png'],
    ['https://x.test/A.png', 'https://x.test/a.png'],
  ])('but not %s and %s', (one, other) => expect(pictureKey(one)).not.toBe(pictureKey(other))); // prettier-ignore
});

test('every ending is written in small letters and has one kind', () => {
  for (const [ending, kind] of Object.entries(KIND_BY_EXTENSION)) expect([ending, kind]).toEqual([expect.stringMatching(/^[a-z0-9]{2,5}$/), expect.stringMatching(/^(image|video|audio|file)$/)]);
});
