import { keep } from '../check.js';
import type { Request } from '../format/component.js';
import { call, iml, pattern, without, type Expression } from '../iml/expression.js';

const TEXT = '"([^"\\\\]|\\\\.)*"';

/** Finds, in a list of pairs as JSON, those without a value; a plain text, since an expression has no backslash. */
const emptyPairs = (name: string, value: string): string => `/[{]("${name}":${TEXT},)?"${value}":(null|"")(,"${name}":${TEXT})?[}],?|[{]"${name}":${TEXT}[}],?/g`;

/**
 * Leaves out the pairs that came out empty: the last pair of a name counts, and an empty one would take the place of what
 * is filled in. Reads and writes `temp.filled`, the list as JSON.
 */
export function filledPairs(name: string, value: string): Request[] {
  return [keep({ empty_pairs: emptyPairs(name, value) }), keep({ filled: iml(without(call('replace', 'temp.filled', 'temp.empty_pairs', "''"), ',(?=[[-^]$)')) })];
}

/** Whether no name stands in a list twice. */
export function areNamedOnce(names: Expression): Expression {
  return `length(${call('distinct', names)}) = length(${names})`;
}

/** Names as people compare them: whatever their case. */
export function folded(names: Expression): Expression {
  return call('parseJSON', call('lower', call('createJSON', names)));
}

/**
 * The names as a pattern that finds one of them, in quotes.
 *
 * @param names a list as JSON; a name's odd signs are left open, since none can be escaped
 */
export function anyOf(names: Expression): Expression {
  const bare = without(names, '^[[]"?|"?[[-^]$', 'g');
  const parted = call('replace', call('replace', bare, pattern('[^a-z0-9_",-]', 'gi'), "'.'"), pattern('"?,"?', 'g'), "'|'");
  return `'/"(' + ${call('replace', parted, pattern('"', 'g'), "'.'")} + ')"/g'`;
}
