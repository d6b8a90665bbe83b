import { call, choose, pattern, without, type Expression } from '../iml/expression.js';
import { toMillionths } from './values.js';

/** As JSON writes one, but for powers of ten. */
export const NUMBER = '-?(0|[1-9][0-9]*)([.][0-9]+)?';
/** In no reply: what is lower case stands behind it. */
const MARK = '<';

/** A text that is no number as a whole, such as "1,000": read up to its comma it would be another one. Noted before it is used. */
export const NO_NUMBER_TEXTS = `/"(?!${NUMBER}")([^"\\\\]|\\\\.)*"/g`;

/** JSON whose values that are numbers in quotes have lost them. */
export function withBareNumbers(json: Expression): Expression {
  return without(json, `(?<=:)"(?=${NUMBER}"[,}])|(?<=:"${NUMBER})"(?=[,}])`, 'g');
}

/**
 * Every number under a name in a JSON text (`withBareNumbers`), each behind a mark; what is no number is left out.
 *
 * @param names as a pattern, in the letters of the text
 */
export function markedNumbers(json: Expression, names: string): Expression {
  return call('replace', without(json, MARK, 'g'), pattern(`"(${names})":(?=${NUMBER}[,}])`, 'g'), `'${MARK}'`);
}

/** Of what `markedNumbers` gives, the numbers alone, each behind its mark. */
export function numbersAlone(marked: Expression): Expression {
  return without(marked, `^[^${MARK}]+|(?<=${MARK}[0-9.-]+)[^0-9.${MARK}-][^${MARK}]*`, 'g');
}

/** The largest of them, an amount; undefined where there is none. */
export function largestOf(alone: Expression): Expression {
  const list = call('parseJSON', `'[' + ${call('replace', without(alone, `^${MARK}`), pattern(MARK, 'g'), "','")} + ']'`);
  return choose(`length(${alone}) > 0`, toMillionths(call('max', list)), 'undefined');
}
