import { pictureIn } from '../../../core/providers/picture_word.js';
import { PNG } from '../../helpers/image_bytes.js';

const BYTES = Buffer.concat([PNG, Buffer.from(Array.from({ length: 240 }, (_, index) => (index * 37) % 256))]);
const BASE64 = BYTES.toString('base64');
const LINK = 'https://delivery-eu1.bfl.ai/a.png?sig=fake';

// Runware/sdk-python#63 and others: pictures that were paid for and not read
test.each<[string, string, string | null]>([
  ['a data address', `data:image/png;base64,${BASE64}`, 'image/png'],
  ['one in capitals', `DATA:IMAGE/PNG;BASE64,${BASE64}`, 'image/png'],
  ['one with white space around', `\n data:image/png;base64,${BASE64} \n`, 'image/png'],
  ['one with white space inside', `data:image/png;base64, ${BASE64.replace(/.{76}/g, '$&\r\n')}`, 'image/png'],
  ['one with a parameter', `data:image/webp;charset=utf-8;base64,${BASE64}`, 'image/webp'],
  ['one without a type', `data:;base64,${BASE64}`, null],
  ['one without its type and semicolon', `data:base64,${BASE64}`, null],
  ['one without its scheme', `image/png;base64,${BASE64}`, 'image/png'],
  ['no more than the word base64 in front', `base64,${BASE64}`, null],
  ['bytes alone', BASE64, null],
  ['bytes in lines', BASE64.replace(/.{76}/g, '$&\n'), null],
  ['bytes in the alphabet of addresses', BYTES.toString('base64url'), null],
])('%s is a picture, byte for byte', (_, word, contentType) => {
  const image = pictureIn(word, 7);
  expect(image).toMatchObject({ url: null, contentType, expiresAtMs: null });
  expect(Buffer.from(image?.base64 ?? '', 'base64').equals(BYTES)).toBe(true);
});

test.each([LINK, ` ${LINK}\n`])('%j is a link that dies', (word) => {
  expect(pictureIn(word, 7)).toEqual({ url: LINK, base64: null, contentType: null, expiresAtMs: 7 });
});

test.each(['', ' ', 'null', 'soon', 'job-1234567890', 'http://[', 'ftp://a.test/b.png', 'data:image/png;base64,', 'The model refused: this prompt is not allowed here, since it names a person who is alive', 'This model can not be run at the moment since all machines that could do so are busy please come back later', 'f'.repeat(40)])('%j is none', (word) => {
  expect(pictureIn(word, 7)).toBeNull();
});
