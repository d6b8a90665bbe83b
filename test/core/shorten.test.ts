import fc from 'fast-check';
import { shorten } from '../../core/shorten.js';

describe('somebody else\'s text in a sentence of ours', () => {
  test.each([['', 3, ''], ['abc', 3, 'abc'], ['abcd', 3, 'abc…'], ['🌊🌊🌊', 3, '🌊🌊🌊'], ['🌊🌊🌊🌊', 3, '🌊🌊🌊…'], ['x🌊🌊🌊', 3, 'x🌊🌊…'], ['x🌊', 2, 'x🌊']])('%s in %d characters: %s', (words, max, short) => {
    expect(shorten(words, max)).toBe(short);
  });

  test('is its own beginning, never longer than asked, and never half an emoji', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '🌊', '\n', 'é') }), fc.integer({ min: 1, max: 20 }), (words, max) => {
        const short = shorten(words, max);
        if ([...words].length <= max) return expect(short).toBe(words);
        expect([...short]).toEqual([...[...words].slice(0, max), '…']);
      }),
      { numRuns: 200 },
    );
  });

  test('a text of many megabytes costs nothing', () => {
    const words = 'x'.repeat(50_000_000);
    const startedAt = Date.now();
    expect(shorten(words, 10)).toBe('xxxxxxxxxx…');
    expect(Date.now() - startedAt).toBeLessThan(500);
  });
});
