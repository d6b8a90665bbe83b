import { ADVICE } from '../../../core/api/advice.js';
import { asJson, call, EMPTY, firstOf, iml, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { withoutSecret } from '../reading/secrets.js';

/** Signs of JSON that are no part of a sentence; `[-^` holds the brackets and the backslash, which IML can not write. */
const SIGNS = '[{}"[-^]+';
const LONGEST_WORDS = 300;

/**
 * What a request that may be refused notes beforehand, as plain texts, so that what quotes the service stays short:
 * `signs` finds the signs of JSON and what ends a sentence; `said` and `rest` are empty until a reply has said something.
 */
export const QUOTING = { signs: `/${SIGNS}|[.!…,"}[-^]+$/g`, said: '', rest: '' } as const;
/** The same of a start: `advice` finds the advice to send it again, which may have been made (core: api/advice.ts). */
export const QUOTING_A_START = { ...QUOTING, advice: `/${ADVICE}/gi` } as const;

/** Noted of a reply: the first of these places that says something, as JSON without secrets; an empty text where none does. */
export function noteSaid(places: readonly Expression[]): string {
  return iml(without(withoutSecret(asJson(firstOf(places))), '^""$'));
}

function spaced(json: Expression): Expression {
  return call('replace', call('replace', json, pattern('":', 'g'), literal(': ')), pattern('"?,"', 'g'), literal(', '));
}

/** JSON as words: a text is itself, and of a list or collection everything that it says. */
export function wordsOf(json: Expression): Expression {
  return call('trim', without(spaced(json), SIGNS, 'g'));
}

/** JSON as words of a bounded length, without the full stop that the sentence around them brings. Needs `QUOTING`. */
function quotedWords(said: Expression): Expression {
  return call('trim', call('replace', spaced(call('substring', said, '0', String(LONGEST_WORDS))), 'temp.signs', EMPTY));
}

/** The service's words as JSON: where they usually stand (`said`), else elsewhere (`rest`). */
export const SAID: Expression = textOr('temp.said', 'temp.rest');
/** The same of a start, without advice. Needs `QUOTING_A_START`. */
const SAID_OF_A_START: Expression = call('replace', SAID, 'temp.advice', EMPTY);

/** The service's words, and whether there are any; a reply without words is noted as an empty JSON text or collection. */
export interface Quote {
  readonly words: Expression;
  readonly hasWords: Expression;
}

const quoteOf = (said: Expression): Quote => ({ words: quotedWords(said), hasWords: `length(${said}) > 2` });
export const QUOTE = quoteOf(SAID);
/** Of a start that may have been made. */
export const QUOTE_OF_A_START = quoteOf(SAID_OF_A_START);
