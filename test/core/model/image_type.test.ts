import { imageTypeOf, namedImageType } from '../../../core/model/image_type.js';
import { IMAGES, NO_IMAGES } from '../../helpers/image_bytes.js';

const UNNAMED = { contentType: null, filename: null };
/** Bytes that no table knows, and that are no text. */
const STRANGE = Buffer.from('00ff00fe00fd8899aabb', 'hex');

describe('an image is what its bytes are', () => {
  test.each(IMAGES)('%s (.%s)', (contentType, ending, bytes) => {
    for (const named of [UNNAMED, { contentType: 'application/octet-stream', filename: 'a.mp4' }, { contentType: 'text/html', filename: null }, { contentType: 'image/vnd.example', filename: 'a' }]) {
      expect(imageTypeOf(bytes, named)).toMatchObject({ contentType });
    }
    expect(imageTypeOf(bytes, UNNAMED)?.endings[0]).toBe(ending);
  });

  test.each(NO_IMAGES)('%s is none, though it is called one', (_what, bytes) => {
    expect(imageTypeOf(bytes, { contentType: 'image/png', filename: 'a.png' })).toBeNull();
  });

  test('bytes that are not known are believed to be what the host says, else what the name says, else no image', () => {
    expect(imageTypeOf(STRANGE, { contentType: 'IMAGE/VND.EXAMPLE; q=1', filename: 'a.png' })).toEqual({ contentType: 'image/vnd.example', endings: ['example'] });
    expect(imageTypeOf(STRANGE, { contentType: 'binary/octet-stream', filename: 'a.PNG' })).toMatchObject({ contentType: 'image/png' });
    expect(imageTypeOf(STRANGE, { contentType: null, filename: 'a.mp4' })).toBeNull();
    expect(imageTypeOf(STRANGE, UNNAMED)).toBeNull();
  });
});

test.each([
  ['image/jpg', 'image/jpeg'], ['image/pjpeg', 'image/jpeg'], [' Image/PNG ; charset=utf-8', 'image/png'], ['image/svg+xml', 'image/svg+xml'], ['image/vnd.microsoft.icon', 'image/vnd.microsoft.icon'],
  ['image/', null], ['image/*', null], ['text/html', null], ['', null], [null, null], ['application/image', null],
])('the header %j names %s', (header, type) => expect(namedImageType(header)?.contentType ?? null).toBe(type)); // prettier-ignore
