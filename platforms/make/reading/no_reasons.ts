import { NO_REASON_WORDS, NOTHING_WORDS } from '../../../core/api/readers/absent_words.js';
import { asJson, call, EMPTY, firstOf, iml, literal, type Expression } from '../iml/expression.js';
import { withoutSecret } from './secrets.js';

/** As JSON: values that are no reason for anything (core: readers/absent_words.ts), and collections and lists of them. */
const SIGNS = '([{},: ]|[[-^])*';
const noText = (words: string): string => `" *(${words}|${SIGNS})[.]? *"`;
const NONE_BUT_FLAGS = `(null|false|0([.]0+)?|2[0-9][0-9]|${noText(NO_REASON_WORDS.replace('true|', ''))})`;
const NONE = `(null|true|false|0([.]0+)?|2[0-9][0-9]|${noText(NO_REASON_WORDS)})`;
const FLAT = `[{]("[^"]*" *: *${NONE} *,? *)*[}]`;
const NONE_OF_ALL = `(${FLAT}|[[]((${NONE}|${FLAT}) *,? *)*])`;
const END = '(?= *([,}]|]|$))';
/** An error that is none; a flag says that there is one. */
const NO_ERROR = `(${NONE_BUT_FLAGS}|${NONE_OF_ALL}|[{]"[^"]*" *: *${NONE_OF_ALL} *[}])${END}`;

const ERROR_KEYS = 'errors?|error_?message|failure_?reason';
/** Of an error, what may say why. */
const PARTS = 'code|msg|detail|reason';

/** Noted as texts, so that the expressions which look for them stay short. */
export const NO_REASONS = {
  none_parts: `/(?<="(${ERROR_KEYS}|${PARTS})" *: *)${NONE}${END}/gi`,
  none_message: `/(?<="message" *: *)(null|false|0|${noText(NOTHING_WORDS)})${END}/gi`,
  none_errors: `/(?<="(${ERROR_KEYS})" *: *)${NONE_OF_ALL}/gi`,
  none_keyed: `/"[^"]*" *: *(${NONE}|${NONE_OF_ALL}) *,?/gi`,
  none_alone: `/^(${NONE}|${SIGNS}|${NONE_OF_ALL})$/i`,
} as const;
/** An error in an estimate that says something, or may. */
export const TOLD_ERROR = `/"error":(?!${NO_ERROR})/`;
/** In what is no whole JSON: errors that say nothing. */
export const UNTOLD_ERRORS = `/"errors?(_?message)?[[-^]?" *: *${NO_ERROR}/gi`;

/** A reply, as JSON text, in which errors that say nothing are null. All these need `NO_REASONS` in `temp`. */
export function withoutNoReasons(json: Expression): Expression {
  // Twice: an error may stand in an error.
  return ['none_parts', 'none_message', 'none_errors', 'none_errors'].reduce((text, name) => call('replace', text, `temp.${name}`, literal('null')), json);
}

/** Of an error as JSON, what says something: without parts that say nothing, one within another. */
export function saidParts(error: Expression): Expression {
  return call('replace', call('replace', error, 'temp.none_keyed', EMPTY), 'temp.none_keyed', EMPTY);
}

/** The same, and empty where nothing does. */
export function saidIn(error: Expression): Expression {
  return call('replace', saidParts(error), 'temp.none_alone', EMPTY);
}

/** What of these places says something, noted one by one as JSON without secrets; `first` is the first that does. */
export function notedReasons(name: string, places: readonly Expression[]): { readonly temp: Readonly<Record<string, string>>; readonly first: Expression } {
  const temp = Object.fromEntries(places.map((place, at) => [`${name}_${at + 1}`, iml(saidIn(withoutSecret(asJson(place))))]));
  return { temp, first: firstOf(Object.keys(temp).map((each) => `temp.${each}`)) };
}
