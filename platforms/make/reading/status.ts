import { STATUS_WORDS, type ExecutionStatus } from '../../../core/model/execution.js';
import { asJson, call, firstOf, literal, lookUp, pattern, textOr, type Expression } from '../iml/expression.js';

/** The service's word for a state, as JSON: no type of value breaks that. Without one the run goes on. */
export function statusWord(places: readonly Expression[]): Expression {
  return asJson(firstOf([...places, literal('RUNNING')]));
}

/** A word in the core's closed set; a missing or unknown one means "still running". */
export function statusFrom(word: Expression): Expression {
  const plain = call('replace', call('upper', word), pattern('[^A-Z]+', 'g'), literal('_'));
  const known = lookUp(plain, Object.entries(STATUS_WORDS).map(([from, to]) => [`_${from}_`, literal(to)]));
  return textOr(known, literal('running' satisfies ExecutionStatus));
}

/** Whether a word of `statusWord` is one of those for a state. */
export function saysState(word: Expression, isWanted: (status: ExecutionStatus) => boolean): Expression {
  const words = Object.entries(STATUS_WORDS).filter(([, status]) => isWanted(status)).map(([from]) => from.replace('_', '[^A-Z]*'));
  return `length(${call('replace', call('upper', word), pattern(`^[^A-Z]*(${words.join('|')})[^A-Z]*$`), literal(''))}) = 0`;
}

/** Whether a run in this state will change again; the state is one of the core's words. */
export function isGoing(status: Expression): Expression {
  return `(${(['queued', 'running'] satisfies ExecutionStatus[]).map((word) => `${status} = ${literal(word)}`).join(' || ')})`;
}
