import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import { fitSides, snapSides } from '../../../core/providers/fit_size.js';
import { PROVIDERS } from '../../../core/providers/job.js';
import { findOffer, whyNot, type Wish } from '../../../core/providers/offers.js';
import { ASPECT_RATIOS, MEGAPIXELS, TIERS } from '../../../core/providers/tiers.js';

const wish = (parts: Partial<Wish> = {}): Wish => ({ tier: 'final', size: '1:1', megapixels: 1, inputImages: 0, ...parts });
const has = (provider: (typeof PROVIDERS)[number], parts: Partial<Wish>) => findOffer(provider, wish(parts)) !== null;

// docs/providers.md, "Which pairs exist": provider, tier, then 1, 2 and 4 megapixels in a square.
test.each([
  ['bfl', 'draft', false, false, false], ['deepinfra', 'draft', true, true, false], ['replicate', 'draft', true, false, false],
  ['bfl', 'standard', true, true, false], ['deepinfra', 'standard', true, true, false], ['replicate', 'standard', true, true, false],
  ['bfl', 'final', true, true, true], ['deepinfra', 'final', true, true, false], ['replicate', 'final', true, true, true],
  ['bfl', 'max', true, true, true], ['deepinfra', 'max', true, true, false], ['replicate', 'max', true, true, true],
  ['bfl', 'ultra', false, false, true], ['deepinfra', 'ultra', false, false, false], ['replicate', 'ultra', false, false, true],
  ['bfl', 'flux_3', true, true, true], ['deepinfra', 'flux_3', false, false, false], ['replicate', 'flux_3', false, false, false],
] as const)('%s, %s: 1, 2, 4 megapixels', (provider, tier, ...expected) => {
  expect(MEGAPIXELS.map((megapixels) => has(provider, { tier, megapixels }))).toEqual(expected);
}); // prettier-ignore

test('wide pictures stop where a side stops', () => {
  expect(has('deepinfra', { size: '16:9', megapixels: 2 })).toBe(false);
  expect(has('replicate', { size: '16:9', megapixels: 2 })).toBe(true);
  expect(has('replicate', { size: '16:9', megapixels: 4 })).toBe(false);
  expect(has('bfl', { size: '16:9', megapixels: 4 })).toBe(true);
  expect(has('bfl', { tier: 'standard', size: '16:9', megapixels: 2 })).toBe(false);
  // replicate/flux-fine-tuner#55: 21:9 asked for with a side beyond the limit.
  expect(findOffer('replicate', wish({ tier: 'standard', size: 'banner' }))?.sides).toEqual({ width: 1408, height: 608 });
});

test('every size that is offered keeps the model’s rules and never exceeds its megapixels', () => {
  for (const provider of PROVIDERS) {
    for (const { key: tier } of TIERS) {
      for (const size of [...ASPECT_RATIOS, ...IMAGE_SIZES.map(({ key }) => key)]) {
        for (const megapixels of MEGAPIXELS) {
          const offer = findOffer(provider, wish({ tier, size, megapixels }));
          if (offer === null) {
            expect(whyNot(provider, wish({ tier, size, megapixels }))).toMatch(/^\S.*\.$/);
            continue;
          }
          if (offer.sides === null || offer.model.sizing.by !== 'sides') continue;
          const { width, height } = offer.sides;
          const { multiple, minPx, maxPx, maxPixels } = offer.model.sizing.rules;
          expect([width % multiple, height % multiple]).toEqual([0, 0]);
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(minPx);
          expect(Math.max(width, height)).toBeLessThanOrEqual(maxPx);
          expect(width * height).toBeLessThanOrEqual(Math.min(maxPixels, megapixels * 1_048_576));
          const [across = 1, down = 1] = offer.aspectRatio.split(':').map(Number);
          expect(Math.abs(width / height / (across / down) - 1)).toBeLessThan(0.04);
        }
      }
    }
  }
});

test('sides are rounded down before they are sent', () => {
  expect(findOffer('bfl', wish({ size: '1032x1024' }))).toMatchObject({ sides: { width: 1024, height: 1024 }, megapixels: 1 });
  expect(findOffer('bfl', wish({ size: '1920 × 1080' }))).toMatchObject({ sides: { width: 1920, height: 1072 }, megapixels: 2 });
  expect(findOffer('bfl', wish({ size: '3040x1360' }))?.sides).toEqual({ width: 3040, height: 1360 });
  expect(findOffer('bfl', wish({ size: '3072x1728' }))).toBeNull();
  expect(findOffer('deepinfra', wish({ size: '1920x1080' }))).toBeNull();
  expect(findOffer('bfl', wish({ tier: 'ultra', megapixels: 4, size: '2000x1000' }))).toBeNull();
  expect(findOffer('bfl', wish({ size: 'huge' }))).toBeNull();
});

test('input images go only where a model takes them', () => {
  expect(findOffer('bfl', wish({ inputImages: 1 }))?.model.id).toBe('flux-2-pro');
  expect(findOffer('deepinfra', wish({ inputImages: 1 }))).toBeNull();
  expect(findOffer('bfl', wish({ tier: 'edit', inputImages: 1 }))?.model.id).toBe('flux-kontext-pro');
  expect(findOffer('bfl', wish({ tier: 'edit', inputImages: 1, megapixels: 2 }))?.model.id).toBe('flux-2-pro');
  expect(findOffer('replicate', wish({ tier: 'edit', inputImages: 2 }))?.model.id).toBe('black-forest-labs/flux-2-pro');
  expect(whyNot('deepinfra', wish({ inputImages: 1 }))).toContain('from an input image. Nearest: 1024 × 1024 (1 megapixel) at Black Forest Labs.');
});

test('fitting and snapping', () => {
  const rules = { multiple: 16, minPx: 64, maxPx: 4096, maxPixels: 4_194_304 };
  expect(fitSides('1:1', 1_048_576, rules)).toEqual({ width: 1024, height: 1024 });
  expect(fitSides('16:9', 2_097_152, rules)).toEqual({ width: 1920, height: 1088 });
  expect(fitSides('9:16', 4_194_304, rules)).toEqual({ width: 1536, height: 2720 });
  expect(snapSides({ width: 1023, height: 65 }, rules)).toEqual({ width: 1008, height: 64 });
  expect(snapSides({ width: 63, height: 1024 }, rules)).toBeNull();
});
