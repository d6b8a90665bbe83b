import { lookAtFirst, startUnknown } from '../../../core/api/error_sentences.js';
import { SAFE_ID } from '../../../core/model/safe_id.js';
import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, isFilled, literal, matches, paths, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { wordsOf } from '../errors/said.js';
import { tellJson, withIdsAsTexts } from './json_text.js';
import { NO_REASONS, notedReasons, UNTOLD_ERRORS } from './no_reasons.js';
import { REQUEST_ID, withoutSecret } from './secrets.js';
import { statusWord } from './status.js';
import { bareText, notedTexts } from './values.js';

/** The last part of an address of an execution; empty for any other (core: readers/started.ts). */
const AN_ADDRESS = '[^?#]*/executions/[^/?#]+(/poll)?/?([?#].*)?';
const FROM_ADDRESS = without('temp.location', '^[^?#]*/executions/|(/poll)?/?([?#].*)?$', 'g');

/** The reply, read once it is known to be JSON. */
const TOLD = 'temp.told';
const inTold = (keys: readonly string[]): Expression[] => paths([TOLD, `${TOLD}.data`], keys);

/** What the reply itself says: as an execution's ID first, which an error may name as well. */
const NAMED = notedTexts('named', inTold(['executionId', 'execution_id']));
const IDS = notedTexts('id', [`${TOLD}.executionRuns[1].id`, `${TOLD}.data.executionRuns[1].id`, ...inTold(['execution.id']), ...inTold(['id'])]);
const RUN_WORD = firstOf([`${TOLD}.executionRuns[1].status`, `${TOLD}.data.executionRuns[1].status`]);
/** Said under a success status, this is none (core: readers/refusal.ts). */
const flag = (key: string): string => iml(inTold([key]).map((place) => bareText([place])).join(' + '));
const IS_REFUSED = "contains(temp.success + temp.ok, 'false')";
const REASONS = notedReasons('why', [...paths([TOLD], ['error.message', 'message', 'error', 'detail']), `${TOLD}.data.error`]);

/** Where the reply is no JSON: the one execution that it names in JSON's manner all the same, cut off or inside something else. */
const NAMES_ONE = '.*execution_?id[[-^]?" *: *[[-^]?"[a-z0-9_][a-z0-9_.:~-]*[[-^]?".*';
const NAMED_IN_WORDS = without('temp.words', '^.*execution_?id[[-^]?" *: *[[-^]?"|[[-^]?".*$', 'gi');

const LOST = startUnknown('Wireflow answered the start with something that names no execution.');
const REFUSED = startUnknown('Wireflow answered with an error under a success status.');
export const STARTED: Expression = 'temp.execution_id';

/** The words of the error, in the core's sentence. */
const REASON = iml(choose(isFilled(textOr('temp.reason')), "': “' + temp.reason + '”'", EMPTY));
const WITH_WORDS = REFUSED.problem.replace('status.', `status${REASON}.`);
const LOST_WITH_WORDS = LOST.problem.replace('execution.', `execution${REASON}.`);
const NAMED_FIRST = lookAtFirst('ID').replace('ID', iml('temp.named_id'));

/**
 * A start, and the check that it has told its execution's id. A reply without one has most likely started a run, so
 * this is an error after which Make does not try again by itself. The reply is taken as a text, since Make itself would
 * end the module at one that is no JSON, with words that say nothing of the start.
 */
export function startedSteps(start: Request): Request[] {
  const temp = {
    ...start.response?.temp,
    location: iml(textOr('headers.location')),
    // As JSON: an error's body is a collection.
    raw: iml(asJson('body')),
    request_id: iml(REQUEST_ID),
    started_at: iml('now'),
  };
  return [
    { ...start, response: { ...start.response, type: { '*': 'automatic', '200-399': 'text' }, temp } },
    keep({ raw: iml(choose("indexOf(temp.raw, '\"') = 0", call('parseJSON', 'temp.raw'), 'temp.raw')) }),
    keep({ reply: iml(withoutSecret('temp.raw')) }),
    ...tellJson('temp.raw'),
    keep({ ...NO_REASONS, untold_errors: UNTOLD_ERRORS, words: iml(choose("temp.is_json && indexOf(temp.raw, '[') != 0", EMPTY, call('replace', 'temp.raw', pattern('[^!-\uffff]+', 'g'), literal(' ')))) }),
    keep({ names_two: iml(matches('temp.words', '.*execution_?id.*execution_?id.*', 'i')), is_named: iml(matches('temp.words', NAMES_ONE, 'i')), is_error: iml(`contains(${call('lower', call('replace', 'temp.words', 'temp.untold_errors', EMPTY))}, 'error')`) }),
    keep({ id_in_words: iml(choose('temp.is_named && !temp.names_two && !temp.is_error', NAMED_IN_WORDS, EMPTY)) }),
    keep({ raw: iml(choose('temp.is_json', withIdsAsTexts('temp.raw'), literal('{}'))), reply: iml(choose('temp.is_json', 'temp.reply', literal('{}'))) }),
    keep({ told: iml(call('parseJSON', 'temp.raw')) }),
    keep({ ...NAMED.temp, ...IDS.temp, success: flag('success'), ok: flag('ok'), ...REASONS.temp, run_word: iml(RUN_WORD) }),
    keep({ word: iml(statusWord([...inTold(['status']), 'temp.run_word'], 'QUEUED')), named_id: iml(textOr(NAMED.first)), is_address: iml(matches('temp.location', AN_ADDRESS)), reason: iml(wordsOf(textOr(REASONS.first))) }),
    keep({ id_elsewhere: iml(choose('temp.is_address', FROM_ADDRESS, 'temp.id_in_words')), id_in_body: iml(textOr('temp.named_id', textOr(IDS.first))) }),
    check(`!${IS_REFUSED} || length(temp.named_id) = 0`, inMakeWords(`${WITH_WORDS} ${NAMED_FIRST}`)),
    check(`!${IS_REFUSED}`, inMakeWords(`${WITH_WORDS} ${REFUSED.nextStep}`)),
    keep({ execution_id: iml(choose(isFilled('temp.id_in_body'), 'temp.id_in_body', 'temp.id_elsewhere')) }),
    check(matches('temp.execution_id', SAFE_ID.source.replace(/^\^|\$$/g, '')), inMakeWords(`${LOST_WITH_WORDS} ${LOST.nextStep}`)),
  ];
}
