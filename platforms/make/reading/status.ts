import type { ExecutionStatus } from '../../../core/model/execution.js';
import { STATUS_WORDS } from '../../../core/model/status_words.js';
import type { Json } from '../format/component.js';
import { call, firstOf, literal, pattern, textOr, type Expression } from '../iml/expression.js';

/**
 * The service's word for a state, in capitals between two low lines. It is read as JSON, which no type of value breaks.
 *
 * @param otherwise what is meant where the service says nothing; no word means that the run goes on
 */
export function statusWord(places: readonly Expression[], otherwise: 'QUEUED' | '-' = '-'): Expression {
  return call('replace', call('upper', call('createJSON', firstOf([...places, literal(otherwise)]))), pattern('[^A-Z]+', 'g'), literal('_'));
}

/** The service's words and what they mean, as data that expressions look up. */
export const STATES: Json = Object.entries(STATUS_WORDS).map(([word, status]) => ({ word: `_${word}_`, status }));

/** A word in the core's closed set; a missing or unknown one means "still running". Looks it up in `temp.states`. */
export function statusFrom(word: Expression): Expression {
  return textOr(call('first', call('map', 'temp.states', literal('status'), literal('word'), word)), literal('running' satisfies ExecutionStatus));
}

/** Whether a run in this state will change again; the state is one of the core's words. */
export function isGoing(status: Expression): Expression {
  return `(${(['queued', 'running'] satisfies ExecutionStatus[]).map((word) => `${status} = ${literal(word)}`).join(' || ')})`;
}
