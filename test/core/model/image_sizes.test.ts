import { CUSTOM_SIZE, IMAGE_SIZES, SIDE_LIMITS_PX } from '../../../core/model/image_sizes.js';

describe('sizes by purpose', () => {
  test.each(IMAGE_SIZES)('$label is what it says, and what models make without rounding', ({ label, aspectRatio, width, height }) => {
    const [across = 0, down = 0] = aspectRatio.split(':').map(Number);
    expect(width * down).toBe(height * across);
    expect(label).toContain(`(${aspectRatio})`);
    for (const side of [width, height]) {
      expect(side % 16).toBe(0);
      expect(side).toBeGreaterThanOrEqual(SIDE_LIMITS_PX.min);
      expect(side).toBeLessThanOrEqual(SIDE_LIMITS_PX.max);
    }
    expect(width * height).toBeLessThanOrEqual(1_048_576);
    expect(width * height).toBeGreaterThan(700_000);
    // What the models with an aspect_ratio input know.
    expect(['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '4:5', '5:4', '9:16']).toContain(aspectRatio);
  });

  test('each has a key and a label of its own', () => {
    expect(new Set(IMAGE_SIZES.map(({ key }) => key)).size).toBe(IMAGE_SIZES.length);
    expect(new Set(IMAGE_SIZES.map(({ label }) => label.toLowerCase())).size).toBe(IMAGE_SIZES.length);
    expect(IMAGE_SIZES.map(({ key }) => key)).not.toContain(CUSTOM_SIZE);
    for (const { key } of IMAGE_SIZES) expect(key).toMatch(/^[a-z_]+$/);
  });

  test.each(['square', 'story', 'youtube_thumbnail'])('there is %s', (key) => expect(IMAGE_SIZES.map((size) => size.key)).toContain(key));
});
