import { plainPicture } from '../../../core/fields/plain_picture.js';
import { promptBody } from '../../../core/fields/prompt_body.js';

test.each([
  ['7', undefined, undefined], ['7.0', '1080.0', ' 1920 '], ['٣', '１０８０', '１９２０'], ['\u200b12', undefined, undefined], [undefined, 640, 480], ['0', undefined, undefined],
])('a seed of %j and sides of %j x %j are elsewhere what they are at Wireflow', (seed, width, height) => {
  const values = { prompt: 'A boat', seed, width, height };
  const body = promptBody(values);
  expect(plainPicture(values)).toEqual({ prompt: 'A boat', seed: body['seed'] ?? null, size: body['width'] === undefined ? 'square' : `${String(body['width'])}x${String(body['height'])}` });
}); // prettier-ignore
