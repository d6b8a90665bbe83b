import { unreadable } from '../../../core/api/readers/reply.js';
import type { ExecutionStatus } from '../../../core/model/execution.js';
import { STATUS_WORDS } from '../../../core/model/status_words.js';
import { check, keep } from '../check.js';
import { wordsOf } from '../errors/said.js';
import type { Json, Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, isFilled, literal, paths, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { bodyIfJson, TEXT_UNLESS_REFUSED, WHOLE_COLLECTION } from './json_text.js';
import { REQUEST_ID, withoutSecret } from './secrets.js';

/** Keys of which a reply about an execution has at least one (core: readers/execution.ts). */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

const BODY = bodyIfJson();
/** Where a reply says its state, in the order in which the core looks. */
const PLACES = ['status', 'data.status', 'execution.status', 'result.status', 'executionRuns.1.status'];
/** Each place by itself: together they would make an expression that nobody can read. */
const NOTED = Object.fromEntries(PLACES.map((place, at) => [`word_${at + 1}`, call('replace', call('upper', call('createJSON', textOr(call('get', BODY, literal(place))))), pattern('[^A-Z]+', 'g'), literal('_'))]));
/** Low lines around each word; more than one line where a reply has been looked at. */
const WORDS = Object.keys(NOTED).map((name) => `temp.${name}`).join(' + ');

/**
 * What is kept of a reply about an execution: texts alone, since what a second reply's lists and collections do to the
 * first one's is told in more than one way (docs/make-engine.md, "Readings"). `beforeLook` stands before, and `AFTER_LOOK`
 * behind the request.
 */
export const POLL_TEMP = {
  reply: iml(withoutSecret(call('createJSON', BODY))),
  ...Object.fromEntries(Object.entries(NOTED).map(([name, word]) => [name, iml(word)])),
  request_id: iml(REQUEST_ID),
} as const;

/** A look's reply is read by the app, so that a page in its place does not end the module. */
export const LOOK_TYPE = TEXT_UNLESS_REFUSED;

/** What a look needs to find noted before it is made. */
export function beforeLook(more: Readonly<Record<string, Json>> = {}): Request {
  return keep({ ...Object.fromEntries(Object.keys(NOTED).map((name, at) => [name, at === 0 ? '_' : ''])), whole: WHOLE_COLLECTION, ...more });
}

const FIRST_WORD = without(call('replace', 'temp.words', pattern('^_+'), literal('_')), '(?<=[A-Z]_)_.*$');

/** Notes the first word of all as `temp.word`; the one from before stays where nothing was looked at. */
export const AFTER_LOOK: readonly Request[] = [
  keep({ words: iml(WORDS) }),
  keep({ word: iml(choose('length(temp.words) > 1', FIRST_WORD, textOr('temp.word', literal('_')))) }),
];

/** Whether the last look's word is one of those that a pattern of `wordsPattern` finds. */
export function lookSays(words: Expression): Expression {
  return `length(${call('replace', WORDS, words, EMPTY)}) = 0`;
}

/** As the text of a pattern: all that a look says, if its word means one of these states. */
export function wordsPattern(isOne: (status: ExecutionStatus) => boolean): string {
  const words = Object.entries(STATUS_WORDS).filter(([, status]) => isOne(status)).map(([word]) => word);
  return `/^_+(${words.join('|')})_.*$/`;
}

const LONGEST_WORDS = '200';
/** What the reply itself says, as the table of errors has noted it. */
const SAID = wordsOf(call('substring', textOr('temp.said'), '0', LONGEST_WORDS));
/** The same of an execution's reply, which is taken as a text. */
const SAID_OF_A_RUN = wordsOf(call('substring', asJson(firstOf(paths(['temp.run'], ['message', 'detail']))), '0', LONGEST_WORDS));

/** Stops at a reply that says nothing about an execution, rather than calling it one that still runs. */
export const checkReadable: readonly Request[] = [
  keep({ said_of_run: iml(textOr('temp.own_words', SAID_OF_A_RUN)) }),
  check(firstOf(paths(['temp.run'], MARKS)), inMakeWords(notReadable('an execution', '', 'temp.said_of_run'))),
];

/** The core's sentence for a reply that lacks what it should hold, with what is known beside it; the reply itself stands in Make's log. */
export function notReadable(expected: string, known = '', said = SAID): Expression {
  const { problem, nextStep } = unreadable({ body: undefined, requestId: null, location: null, raw: '' }, expected);
  const words = `${iml(choose(isFilled(said), literal(': '), EMPTY))}${iml(said)}`;
  return [problem.replace(': an empty reply', words), known, nextStep].filter((part) => part !== '').join(' ');
}
