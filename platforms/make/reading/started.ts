import { startUnknown } from '../../../core/api/error_sentences.js';
import { SAFE_ID } from '../../../core/model/safe_id.js';
import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, choose, EMPTY, iml, isFilled, matches, paths, textOr, without, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { REQUEST_ID, withoutSecret } from './secrets.js';
import { statusWord } from './status.js';
import { notedTexts } from './values.js';

/** The last part of an address of an execution; empty for any other (core: readers/started.ts). */
const AN_ADDRESS = '[^?#]*/executions/[^/?#]+(/poll)?/?([?#].*)?';
const FROM_ADDRESS = without('temp.location', '^[^?#]*/executions/|(/poll)?/?([?#].*)?$', 'g');

/** What the reply itself says. */
const IDS = notedTexts('id', ['body.executionId', 'body.data.executionId', 'body.executionRuns[1].id', 'body.data.executionRuns[1].id', 'body.execution.id', 'body.data.execution.id', 'body.id', 'body.data.id']);

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
    ...IDS.temp,
    location: iml(textOr('headers.location')),
    // A start that is only acknowledged has not begun to run.
    word: iml(statusWord(WORDS, 'QUEUED')),
    reply: iml(withoutSecret(asJson('body'))),
    request_id: iml(REQUEST_ID),
    started_at: iml('now'),
  };
  return [
    { ...start, response: { ...start.response, temp } },
    keep({ id_in_body: iml(textOr(IDS.first)), is_address: iml(matches('temp.location', AN_ADDRESS)) }),
    keep({ id_in_address: iml(choose('temp.is_address', FROM_ADDRESS, EMPTY)) }),
    keep({ execution_id: iml(choose(isFilled('temp.id_in_body'), 'temp.id_in_body', 'temp.id_in_address')) }),
    check(matches('temp.execution_id', SAFE_ID.source.replace(/^\^|\$$/g, '')), inMakeWords(`${LOST.problem} ${LOST.nextStep}`)),
  ];
}

