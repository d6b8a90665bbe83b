import { startUnknown } from '../../../core/api/error_sentences.js';
import { SAFE_ID } from '../../../core/model/safe_id.js';
import { check } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, choose, EMPTY, firstOf, iml, literal, matches, paths, textOr, without, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { withoutSecret } from './secrets.js';

/** The last part of an address of an execution; empty for any other (core: readers/started.ts). */
const LOCATION = textOr('headers.location');
const FROM_LOCATION = choose(matches(LOCATION, '[^?#]*/executions/[^/?#]+(/poll)?/?([?#].*)?'), without(without(LOCATION, '(/poll)?/?([?#].*)?$'), '^.*/'), EMPTY);

const ID_PLACES = ['body.executionId', 'body.data.executionId', 'body.executionRuns[1].id', 'body.data.executionRuns[1].id', 'body.execution.id', 'body.data.execution.id', 'body.id', 'body.data.id'];
/** What the reply itself says; with quotes, which no ID has. */
const IN_BODY = without(asJson(firstOf(ID_PLACES)), '"', 'g');

const WORDS = [...paths(['body', 'body.data'], ['status']), 'body.executionRuns[1].status', 'body.data.executionRuns[1].status'];

const LOST = startUnknown('Wireflow answered the start with something that names no execution.');
export const STARTED: Expression = 'temp.execution_id';

/**
 * A start, and the check that it has told its execution's id. A reply without one has most likely started a run, so
 * this is an error after which Make does not try again by itself.
 */
export function startedSteps(start: Request): Request[] {
  const temp = {
    ...start.response?.temp,
    id_in_body: iml(IN_BODY),
    id_in_location: iml(FROM_LOCATION),
    // A start that is only acknowledged has not begun to run.
    word: iml(asJson(firstOf([...WORDS, literal('QUEUED')]))),
    reply: iml(withoutSecret(asJson('body'))),
    request_id: iml(textOr('headers.`x-request-id`')),
    started_at: iml('now'),
  };
  return [
    { ...start, response: { ...start.response, temp } },
    { response: { temp: { execution_id: iml(choose('length(temp.id_in_body) > 0', 'temp.id_in_body', 'temp.id_in_location')) } } },
    check(matches('temp.execution_id', SAFE_ID.source.replace(/^\^|\$$/g, '')), inMakeWords(`${LOST.problem} ${LOST.nextStep}`)),
  ];
}

