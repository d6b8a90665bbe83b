import { readCompareOptions, readFluxOptions } from '../../../core/fields/flux_options.js';
import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import { failure } from '../../helpers/core.js';

test.each(['undefined', '#REF!', ' #N/A ', '[object Object]'])('the prompt %j stands for a missing value, and no image is bought for it', async (prompt) => {
  const error = await failure(() => Promise.resolve().then(() => readFluxOptions({ prompt })));
  expect(error).toMatchObject({ kind: 'bad_input', field: 'prompt', problem: 'The field Prompt holds what stands for a missing value, and no text.' });
});

const sizeOf = (size: unknown) => [readFluxOptions({ prompt: 'A boat', size }).size, readCompareOptions({ size }).size];

test.each([
  ['', 'square'], ['story', 'story'], ['Instagram story', 'story'], ['TikTok', 'story'], ['16:9', 'youtube_thumbnail'], ['1280x720', '1280x720'], [' 1080 × 1920 px ', '1080x1920'],
  ...IMAGE_SIZES.flatMap(({ key, label }) => [[key, key], [label, key]]),
])('the size %j is read as %s, as Generate Image reads it', (given, size) => {
  expect(sizeOf(given)).toEqual([size, size]);
}); // prettier-ignore

test.each(['enormous', '16:10', '5x5'])('the size %s is refused in a sentence that names the field and what it takes', async (given) => {
  for (const read of [() => readFluxOptions({ prompt: 'A boat', size: given }), () => readCompareOptions({ size: given })]) {
    const error = await failure(() => Promise.resolve().then(read));
    expect([error.problem, error.nextStep]).toEqual([/^\d+x\d+$/.test(given) ? `The field Size takes sides from 64 to 4,096 pixels, and not ${given}.` : `The field Size knows no size called “${given}”.`, expect.stringMatching(/^Choose one of: square, .*16:9; sides such as 1280x720\.$/)]);
  }
});

test.each([['0,05', 0.05], ['$ 0.05', 0.05], ['٠٫٠٥', 0.05], ['.5', 0.5], ['0,050', 0.05], ['1.000', 1]])('a cap of %j dollars is %s', (max_usd, cap) => expect(readFluxOptions({ prompt: 'A boat', max_usd }).max_usd).toBe(cap));
test.each(['1,000', '$1,000', '٢٬٠٠٠'])('a cap of %j is one dollar to some and a thousand to others, and is asked for again', (max_usd) => {
  expect(() => readFluxOptions({ prompt: 'A boat', max_usd })).toThrow(/^The field Maximum Cost.* needs a number from 0 to .*, such as 0\.05; write a thousand as 1000, without a comma\. /);
});
