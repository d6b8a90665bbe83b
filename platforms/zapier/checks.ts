/**
 * What reads and checks a person's values, loaded when a step runs: it brings zod along, which the editor's calls for the
 * definition need not wait for. In one file, since each further one in the upload takes more room than what stands in it.
 */
export { readFallback } from '../../core/fields/fallback_options.js';
export { readNumberField, readOptionalNumber } from '../../core/fields/number_field.js';
export { plainPicture } from '../../core/fields/plain_picture.js';
export { promptBody, unestimatedInPrompt } from '../../core/fields/prompt_body.js';
export { readPrompts } from '../../core/fields/prompt_list.js';
export { readBatchOptions, readStartOptions, readWaitOptions } from '../../core/fields/start_options.js';
