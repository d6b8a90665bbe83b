import { asJson, call, firstOf, iml, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { withoutSecret } from '../reading/secrets.js';

/** Where a reply says why: the two documented envelopes first, then what validators write. */
const WORD_PATHS = ['body.error.message', 'body.message', 'body.error', 'body.errors', 'body.detail', 'body.title'];
/** Signs of JSON that are no part of a sentence; `[-^` holds the brackets and the backslash, which IML can not write. */
const SIGNS = '[{}"[-^]+';
const LONGEST_WORDS = 300;

/** JSON as words: a text is itself, and of a list or collection everything that it says. */
export function wordsOf(json: Expression): Expression {
  const spaced = call('replace', call('replace', json, pattern('":', 'g'), literal(': ')), pattern('"?,"', 'g'), literal(', '));
  return call('trim', without(spaced, SIGNS, 'g'));
}

/**
 * What is noted of every reply before its error table is asked (`response.temp` comes before everything else): so each
 * error is a sentence with blanks, and what fills them stands here.
 */
export const ERROR_NOTES: Readonly<Record<string, string>> = {
  said: iml(call('substring', withoutSecret(asJson(firstOf(WORD_PATHS))), '0', String(LONGEST_WORDS))),
  needed: iml(textOr('body.requiredCredits', textOr('body.error.requiredCredits'))),
  available: iml(textOr('body.availableCredits', textOr('body.error.availableCredits', "'fewer'"))),
  wait: iml(textOr('headers.`retry-after`')),
  request: iml(textOr('headers.`x-request-id`')),
  // Whether Wireflow itself has answered: it does so with a collection, and every reply of its own has a number.
  own: iml(`indexOf(${asJson('body')}, '{') = 0 || (length(${asJson('body')}) = 2 && length(${textOr('headers.`x-request-id`')}) > 0)`),
};

/** The service's words without the full stop that the sentence around them brings. */
export const WORDS: Expression = without(wordsOf(textOr('temp.said')), '[.!…]+$');
