/** What programs and tables write for a value that is not there, and nobody means. */
const MISSING = /^(undefined|\[object \w+\]|#(n\/a|ref!|value!|name\?|error!|null!|num!|div\/0!|spill!|calc!))$/i;
/** The same in words that could be meant in a text. */
const MISSING_AS_ID = /^(null|none|nan|n\/a)$/i;
const UNFILLED = /\{\{.*?\}\}|\$\{.*?\}/;

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
