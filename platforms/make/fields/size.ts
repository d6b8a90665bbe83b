import { CUSTOM_SIZE, IMAGE_SIZES, namesOf, SIDE_LIMITS_PX } from '../../../core/model/image_sizes.js';
import type { Json } from '../format/component.js';
import { call, literal, matches, pattern, textOr, without, type Expression } from '../iml/expression.js';

/** What a size is told apart by: letters, digits, and the signs of a ratio and of a fraction. A comma would make two of it where lists are searched. */
const NO_SIGNS = '[^a-z0-9:/.]+';
const folded = (name: string): string => name.toLowerCase().replace(new RegExp(NO_SIGNS, 'g'), '').replace('/', ':');
/** A shape as a whole number: `map` compares texts. */
const shapeOf = (width: number, height: number): string => String(Math.round((width / height) * SHAPE_UNITS));
const SHAPE_UNITS = 1_000_000;

/** Every size under each of its names, as data that expressions look up; a ratio stands for the first size that has it. */
export const PRESETS = IMAGE_SIZES.flatMap((size) =>
  [...new Set([...namesOf(size), ...(isFirst(size.aspectRatio, size.key) ? [size.aspectRatio] : [])].map(folded))].map((name) => ({
    name, key: size.key, width: size.width, height: size.height, ratio: size.aspectRatio, shape: shapeOf(size.width, size.height),
  })),
); // prettier-ignore
/** The same, and the choice that leaves the sides to two fields of their own. */
export const SIZES: Json = [...PRESETS, { name: CUSTOM_SIZE, key: CUSTOM_SIZE }];

function isFirst(aspectRatio: string, key: string): boolean {
  return IMAGE_SIZES.find((size) => size.aspectRatio === aspectRatio)?.key === key;
}

/** A column of the first size whose `by` is this. */
export const ofSize = (key: string, by: string, wanted: Expression): Expression => call('first', call('map', 'temp.sizes', literal(key), literal(by), wanted));

/** A size as it was typed or mapped, as `SIZES` names it, or as sides: "1080x1920px". */
export function sizeName(size: Expression): Expression {
  const signs = call('replace', call('lower', textOr(size)), pattern('[×х*]| by ', 'g'), literal('x'));
  return call('replace', without(signs, NO_SIGNS, 'g'), pattern('[/∶：]'), literal(':'));
}

const UNIT = 'pixels?|px';
const SIDE = `([0-9]+)(${UNIT})?`;
export const hasSides = (name: Expression): Expression => matches(name, `${SIDE}x${SIDE}`);

/** The first or the second side of what has sides, as a number. */
export function side(index: 0 | 1, name: Expression): Expression {
  // Units have an x of their own.
  return call('parseNumber', without(without(name, UNIT, 'g'), index === 0 ? 'x.*$' : '^.*x'), literal('.'));
}

/** Whether both sides, noted before as `temp.across` and `temp.down`, are those of an image. */
export const SIDES_FIT: Expression = ['temp.across', 'temp.down'].map((each) => `${each} >= ${SIDE_LIMITS_PX.min} && ${each} <= ${SIDE_LIMITS_PX.max}`).join(' && ');
export const RATIO_OF_SIDES: Expression = ofSize('ratio', 'shape', `'' + round(temp.across / temp.down * ${SHAPE_UNITS})`);
