import { check } from '../check.js';
import type { ExecutionStatus } from '../../../core/model/execution.js';
import type { Request } from '../format/component.js';
import { choose, EMPTY, iml, isFilled, literal, textOr, without, type Expression } from '../iml/expression.js';
import { MESSAGE } from './execution.js';
import { isGoing } from './status.js';

const FAILED: readonly (readonly [ExecutionStatus, string])[] = [
  ['failed', 'has failed'],
  ['cancelled', 'was cancelled'],
  ['timed_out', 'took too long for Wireflow and was ended'],
];

/**
 * Stops a waiting module at a run that ended without a result, so that nothing after it works on with no image. The
 * type is one after which Make does not run the module again by itself. Stands after `readRun`.
 *
 * @param id of the execution
 */
export function checkSucceeded(id: Expression): Request {
  const how = FAILED.reduce((otherwise, [status, words]) => choose(`temp.status = ${literal(status)}`, literal(words), otherwise), EMPTY);
  const reason = choose(isFilled(textOr('temp.error')), `': ' + ${without('temp.error', '[.!…]+$')}`, EMPTY);
  return check(
    FAILED.map(([status]) => `temp.status != ${literal(status)}`).join(' && '),
    `Execution ${iml(id)} ${iml(how)}${iml(reason)}. Wireflow says that failed executions cost nothing; change the prompt or the inputs, then run the module again.`,
  );
}

/** What a module says when its time was over before the run was. */
export const GOES_ON: Expression = goesOnWhere(isGoing('temp.status'));

/** The same of a module that does not always wait. */
export function goesOnWhere(hasWaited: Expression): Expression {
  return choose(hasWaited, literal('The execution goes on. Read its result later with the module Get an execution.'), MESSAGE);
}
