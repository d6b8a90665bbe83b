import type { Parameter } from '../format/component.js';

/** Make's own wording; in triggers it is required, in searches it stands last and is not. */
export function limitField(most: number, required: boolean): Parameter {
  return {
    name: 'limit',
    type: 'uinteger',
    label: 'Limit',
    required,
    default: most,
    help: 'The maximum number of results to be worked with during one execution cycle.',
  };
}
