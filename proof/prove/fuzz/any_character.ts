import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;
const CODE_POINTS = 0x110000;

/**
 * Any character of Unicode, as a unit of `fc.string`. It draws what fast-check's own unit "binary" draws, which first
 * makes a table of all 1.1 million of them, in each test file anew (0.6 s).
 */
export const anyCharacter = fc.integer({ min: 0, max: CODE_POINTS - SURROGATES - 1 }).map(
  (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
  (character) => {
    const point = typeof character === 'string' && [...character].length === 1 ? character.codePointAt(0)! : NaN;
    if (Number.isNaN(point) || (point >= FIRST_SURROGATE && point < FIRST_SURROGATE + SURROGATES)) throw new Error('Not one character');
    return point < FIRST_SURROGATE ? point : point - SURROGATES;
  },
);
