import type { Json, Request } from '../format/component.js';
import { startUnknown } from '../../../core/api/error_sentences.js';
import { check } from '../check.js';
import { call, choose, firstOf, iml, literal, pattern, textOr } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { executionOutput } from './execution.js';
import { statusFrom } from './status.js';

const LOCATION = call('replace', call('first', call('split', textOr('headers.location'), literal('?'))), pattern('/poll/?$'), 'emptystring');

/** Where the body holds no id, the last part of the `Location` header is one (core: readers/started.ts). */
const ID = firstOf([
  'body.executionId',
  'body.data.executionId',
  'body.executionRuns[1].id',
  'body.data.executionRuns[1].id',
  'body.execution.id',
  'body.data.execution.id',
  'body.id',
  'body.data.id',
  call('last', call('split', LOCATION, literal('/'))),
]);

const WORD = firstOf(['body.status', 'body.data.status', 'body.executionRuns[1].status', 'body.data.executionRuns[1].status']);

const LOST = startUnknown('Wireflow answered the start with something that names no execution.');

/**
 * A start, and the check that it has told its execution's id. A reply without one has most likely started a run, so
 * this is an error after which Make does not try again by itself.
 */
export function startedSteps(start: Request): Request[] {
  const temp = {
    execution_id: iml(ID),
    // A start that is only acknowledged has not begun to run.
    status: iml(choose(WORD, statusFrom(WORD), literal('queued'))),
    run: iml(choose('body.executionId', 'body', firstOf(['body.data', 'body']))),
    reply: iml('body'),
    request_id: iml('headers.`x-request-id`'),
    started_at: iml('now'),
  };
  return [
    { ...start, response: { ...start.response, temp } },
    check('temp.execution_id', inMakeWords(`${LOST.problem} ${LOST.nextStep}`)),
  ];
}

/** What is known of a run that has just been started. */
export const startedOutput: Json = executionOutput({
  run: 'temp.run',
  id: 'temp.execution_id',
  requestId: 'temp.request_id',
  reply: 'temp.reply',
  status: 'temp.status',
});
