/** What programs and tables write for a value that is not there, and nobody means, as a pattern without a backslash, which Make can not write. */
export const MISSING_WORDS = 'undefined|[[]object [a-z0-9_]+]|#(n/a|ref!|value!|name[?]|error!|null!|num!|div/0!|spill!|calc!)';
/** The same in words that could be meant in a text. */
export const MISSING_ID_WORDS = 'null|none|nan|n/a';
/** A placeholder that nobody has filled in. */
export const UNFILLED_WORDS = '[{][{].*[}][}]|[$][{].*[}]';

const MISSING = new RegExp(`^(${MISSING_WORDS})$`, 'i');
const MISSING_AS_ID = new RegExp(`^(${MISSING_ID_WORDS})$`, 'i');
const UNFILLED = new RegExp(UNFILLED_WORDS);

/** Whether a text is none that anybody wrote, but what stands in place of one. */
export function isMissingText(words: string): boolean {
  return MISSING.test(words.trim());
}

/** Whether an id stands, wholly or in part, for one that is not there. */
export function isMissingId(id: string): boolean {
  return MISSING.test(id) || MISSING_AS_ID.test(id) || UNFILLED.test(id);
}

/** What is said about a field that holds such a text. */
export const standsForMissing = (label: string): string => `The field ${label} holds what stands for a missing value, and no text.`;
