import type { Parameter } from '../format/component.js';
import { LONGEST_WAIT_S } from '../wait.js';

/** A wait inside one module is counted in seconds; Make's own limit does not leave room for minutes. */
export function longestWaitField(name: string): Parameter {
  return {
    name,
    type: 'uinteger',
    label: 'Longest wait',
    required: false,
    advanced: true,
    default: LONGEST_WAIT_S,
    help: `In seconds. After it, the module gives the execution as it is. At most ${LONGEST_WAIT_S}.`,
    validate: { min: 1, max: LONGEST_WAIT_S },
  };
}
