import { ADVICE } from '../../../core/api/advice.js';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { asJson, call, EMPTY, firstOf, iml, literal, paths, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { REQUEST_ID, withoutSecret } from '../reading/secrets.js';
import { bareText } from '../reading/values.js';
import { inMakeWords } from '../words.js';
import { coreError } from './core_words.js';

/** Where a reply says why: the two documented envelopes first, then what validators write. */
const WORD_PATHS = ['body.error.message', 'body.message', 'body.error', 'body.errors', 'body.detail'];
/** Signs of JSON that are no part of a sentence; `[-^` holds the brackets and the backslash, which IML can not write. */
const SIGNS = '[{}"[-^]+';
/** Of a reply that says why in no place that is known: what is no reason, and names that say no more than that one follows. */
const NO_REASON = '^".*|"(ok|success|code|status|stack|request_?id)":("[^"]*"|[^",}]*),?|"[a-z_]*(error|mess|msg|reason|desc|detail)[a-z_]*":';
const LONGEST_WORDS = 300;

function spaced(json: Expression): Expression {
  return call('replace', call('replace', json, pattern('":', 'g'), literal(': ')), pattern('"?,"', 'g'), literal(', '));
}

/** JSON as words: a text is itself, and of a list or collection everything that it says. */
export function wordsOf(json: Expression): Expression {
  return call('trim', without(spaced(json), SIGNS, 'g'));
}

/**
 * What is noted of every reply before its error table is asked (`response.temp` comes before everything else): so each
 * error is a sentence with blanks, and what fills them stands here.
 */
const OF_EVERY_REPLY: Readonly<Record<string, string>> = {
  said: iml(without(withoutSecret(asJson(firstOf(WORD_PATHS))), '^""$')),
  rest: iml(withoutSecret(without(asJson('body'), NO_REASON, 'gi'))),
  needed: iml(textOr('body.requiredCredits', textOr('body.error.requiredCredits'))),
  available: iml(textOr('body.availableCredits', textOr('body.error.availableCredits', "'fewer'"))),
  // A date says nothing where a number of seconds is told.
  wait: iml(without(textOr('headers.`retry-after`'), '^.*[^0-9].*$')),
  request: iml(REQUEST_ID),
  // Whether Wireflow itself has answered: it does so with a collection, and every reply of its own has a number.
  own: iml(`indexOf(${asJson('body')}, '{') = 0 || (length(${asJson('body')}) = 2 && length(${textOr('headers.`x-request-id`')}) > 0)`),
};

/** A start that may have been made is not to be sent again, whatever the service advises (core: api/advice.ts). */
export const ADVICE_PATTERN = `/${ADVICE}/gi`;

export const NOTHING_STARTED = 'Nothing was started.';

export interface NoteOptions {
  /** For a free look before a start: every sentence says that none was made. */
  readonly isBeforeStart?: boolean | undefined;
}

/** The execution that an error names beside itself; no sign of it leads anywhere else. */
const NAMED = without(bareText([...paths(['body', 'body.data'], ['executionId', 'execution_id'])]), '[^a-z0-9_.:~-]+', 'gi');

/** The service keeps what it said to this Only Once ID: there was a start before. */
const IS_KNOWN = call('contains', call('lower', asJson('body')), literal('idempoten'));

/** What is said where somebody on the way to Wireflow has refused, with the number that they gave. */
function foreignWords(endpoint: EndpointName, isBeforeStart: boolean): string {
  const { problem, nextStep } = coreError(endpoint, { status: 403, body: '<html></html>' });
  return [problem.replace('403', iml('statusCode')), ...(isBeforeStart ? [NOTHING_STARTED] : []), nextStep].join(' ');
}

/** What the base's table says of this endpoint alone: what was not found, and which scope the key lacks. */
export function errorNotes(endpoint: EndpointName, { isBeforeStart = false }: NoteOptions = {}): Readonly<Record<string, string>> {
  const { problem, nextStep } = coreError(endpoint, { status: 404 });
  const scope = ENDPOINTS[endpoint].auth === 'none' ? {} : { no_scope: coreError(endpoint, { status: 403 }).problem.replace(/\.$/, '') };
  return {
    ...OF_EVERY_REPLY,
    theirs: inMakeWords(foreignWords(endpoint, isBeforeStart)),
    ...(ENDPOINTS[endpoint].starts ? { named: iml(NAMED), is_known: iml(IS_KNOWN), advice: ADVICE_PATTERN } : {}),
    missing: inMakeWords([problem, ...(isBeforeStart ? [NOTHING_STARTED] : []), nextStep].join(' ')),
    ...scope,
    ...(isBeforeStart ? { before: `${NOTHING_STARTED} ` } : {}),
  };
}

/** The service's words as JSON: where they usually stand, else all that it says. */
export const SAID: Expression = textOr('temp.said', textOr('temp.rest'));

/** JSON as words of a bounded length, without the full stop that the sentence around them brings. */
export function quotedWords(said: Expression): Expression {
  return call('trim', without(spaced(call('substring', said, '0', String(LONGEST_WORDS))), `${SIGNS}|[.!…,"}[-^]+$`, 'g'));
}

/** The service's words, if any. */
export const WORDS: Expression = quotedWords(SAID);
/** The same of a start, without such advice. */
const SAID_OF_A_START: Expression = call('replace', SAID, 'temp.advice', EMPTY);
export const WORDS_OF_A_START: Expression = quotedWords(SAID_OF_A_START);
export const HAS_WORDS_OF_A_START: Expression = `length(${SAID_OF_A_START}) > 2`;
/** A reply without words is noted as an empty JSON text or collection. */
export const HAS_WORDS: Expression = `length(${SAID}) > 2`;
