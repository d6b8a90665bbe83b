import type { Parameter } from '../format/component.js';

const ABOUT_LIMITS = 'For information about setting limits, see our [Help Center](https://help.make.com/types-of-modules#b3ZEQ).';

/** Make's own wording; in triggers it is required, in searches it stands last and is not. */
export function limitField(most: number, required: boolean): Parameter {
  return {
    name: 'limit',
    type: 'uinteger',
    label: 'Limit',
    required,
    default: most,
    help: required ? `Maximum number of results to return. ${ABOUT_LIMITS}` : `Maximum number of results to return and work with during one execution cycle. ${ABOUT_LIMITS}`,
  };
}
