import { isCutOff, PictureEnd } from '../../../core/model/picture_end.js';
import { IMAGES, NO_IMAGES } from '../../helpers/image_bytes.js';

test.each(IMAGES)('a whole %s (.%s) is not cut off', (_type, _ending, bytes) => expect(isCutOff(bytes)).toBe(false));
test.each(IMAGES)('a whole %s (.%s) is not cut off by what somebody put behind its end', (_type, _ending, bytes) => expect(isCutOff(Buffer.concat([bytes, Buffer.alloc(500)]))).toBe(false));
test.each(IMAGES.filter(([type]) => /png|jpeg|webp/.test(type)))('a %s (.%s) without its last bytes is', (type, _ending, bytes) => expect(isCutOff(bytes.subarray(0, type === 'image/webp' ? -3 : -5))).toBe(true));
test('a WebP that leaves out the byte which makes it even, and counts it, is whole', () => {
  const even = Buffer.concat([Buffer.from('RIFF'), Buffer.from([12, 0, 0, 0]), Buffer.from('WEBPVP8LABC')]);
  expect([isCutOff(even), isCutOff(even.subarray(0, -1))]).toEqual([false, true]);
});
test.each(NO_IMAGES)('%s is judged elsewhere', (_what, bytes) => expect(isCutOff(bytes)).toBe(false));

test.each(IMAGES)('a %s (.%s) that comes in pieces of any length is judged as the whole', (_type, _ending, bytes) => {
  for (const length of [1, 2, 3, 5, 13, 1000]) {
    const end = new PictureEnd();
    for (let at = 0; at < bytes.length - 5; at += length) end.push(bytes.subarray(at, Math.min(at + length, bytes.length - 5)));
    expect({ length, isCutOff: end.isCutOff }).toEqual({ length, isCutOff: isCutOff(bytes.subarray(0, -5)) });
    expect(end.push(bytes.subarray(-5)).isCutOff).toBe(false);
  }
});
