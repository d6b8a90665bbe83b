/**
 * The readers that check what a person has filled in, as one place to load them from: they bring a library along that the
 * app's start need not wait for, and a bundle is smaller with one such place than with one for each.
 */
export { readNumberField, readOptionalNumber } from './number_field.js';
export { promptBody, unestimatedInPrompt } from './prompt_body.js';
export { readPrompts } from './prompt_list.js';
export { readBatchOptions, readStartOptions, readWaitOptions } from './start_options.js';
