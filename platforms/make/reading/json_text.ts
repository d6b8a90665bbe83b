import { keep } from '../check.js';
import type { Request } from '../format/component.js';
import { call, choose, iml, literal, pattern, without, type Expression } from '../iml/expression.js';

/** A backslash, which an expression can not write: of the range from `[` to `^` the one sign that is none of the others. */
const BACKSLASH = '(?![[^]|])[[-^]';
const ESCAPE = `${BACKSLASH}["/bfnrtu[-^]`;
/** Everything but quotes and control signs. */
const STRING = '"[ !#-\uffff]*"';
const LITERAL = 'true|false|null|-?(0|[1-9][0-9]*)([.][0-9]+)?(e[+-]?[0-9]+)?';
const BLANKS = '[^!-\uffff]+';
const OBJECT_OR_LIST = '[{](s:[sv](,s:[sv])*)?[}]|[[]([sv](,[sv])*)?]';
/** No reply to a start is known to be deeper than four. */
const MOST_LEVELS = 12;
const LEVELS_PER_STEP = 2;

/**
 * Tells whether a text is JSON without reading it: what `parseJSON` makes of one that is none would end the module in Make's
 * own words. Strings become `s`, other values `v`, and level by level what holds only those becomes a `v` as well.
 * `temp.is_json` is then the answer; deeper than twelve levels counts as none.
 */
export function tellJson(text: Expression): Request[] {
  const collapsed = (shape: Expression): Expression => call('replace', shape, pattern(OBJECT_OR_LIST, 'g'), literal('v'));
  const strings = call('replace', call('replace', text, pattern(ESCAPE, 'g'), literal('_')), pattern(STRING, 'g'), literal('s'));
  return [
    keep({ shape: iml(strings) }),
    keep({ shape: iml(without(call('replace', 'temp.shape', pattern(LITERAL, 'gi'), literal('v')), BLANKS, 'g')) }),
    ...Array.from({ length: MOST_LEVELS / LEVELS_PER_STEP }, () => keep({ shape: iml(collapsed(collapsed('temp.shape'))) })),
    keep({ is_json: iml(choose("temp.shape = 'v'", 'true', 'false')) }),
  ];
}

/** IDs that are numbers too large to be read exactly become texts. */
export function withIdsAsTexts(json: Expression): Expression {
  const key = '"(execution_?)?id" *: *';
  const edges = `(?<=${key})(?=[0-9]{15,} *[,}])|(?<=${key}[0-9]{15,})(?= *[,}])`;
  return call('replace', json, pattern(edges, 'gi'), literal('"'));
}

/** How a reply is taken whose words count even where they are no JSON: Make itself would end the module at such a one, in words that know nothing of the start. Refusals are read as ever. */
export const TEXT_UNLESS_REFUSED = { '*': 'automatic', '200-399': 'text' } as const;

/** A blank, as it is or as JSON writes it. */
const BLANK = '([^!-~]|[[-^][nrt])';

/** What JSON makes of a text that is itself a collection as JSON, and of nothing else; noted before the reply comes, so that expressions stay short. */
export const WHOLE_COLLECTION = `/^"${BLANK}*[{].*[}]${BLANK}*"$/`;

/**
 * The reply as a collection, or an empty one where it is a page, a part of JSON, a refusal, or nothing. Stands where a
 * request has no steps in which to look closer (`tellJson`); needs `WHOLE_COLLECTION` as `temp.whole`.
 *
 * @param otherwise as JSON
 */
export function bodyIfJson(otherwise = '{}'): Expression {
  return call('parseJSON', choose(`length(${call('replace', call('createJSON', "ifempty(body, '-')"), 'temp.whole', "''")}) = 0`, 'body', literal(otherwise)));
}
