import { STATUS_WORDS, type ExecutionStatus } from '../../../core/model/execution.js';
import { call, literal, lookUp, pattern, textOr, type Expression } from '../iml/expression.js';

/** The service's word for a state in the core's closed set; a missing or unknown word means "still running". */
export function statusFrom(word: Expression): Expression {
  const plain = call('replace', call('upper', call('trim', textOr(word, literal('RUNNING')))), pattern('[ -]+', 'g'), literal('_'));
  const running = literal('running' satisfies ExecutionStatus);
  return textOr(lookUp(plain, Object.entries(STATUS_WORDS).map(([from, to]) => [from, literal(to)])), running);
}

/** Whether a run in this state will change again; the state is one of the core's words. */
export function isGoing(status: Expression): Expression {
  return `(${(['queued', 'running'] satisfies ExecutionStatus[]).map((word) => `${status} = ${literal(word)}`).join(' || ')})`;
}

export function isStatus(status: Expression, word: ExecutionStatus): Expression {
  return `${status} = ${literal(word)}`;
}
