/** What programs write for a value that is not there, and nobody means. */
const MISSING = /^(undefined|\[object \w+\])$/i;
/** The same in tables, and in words that could be meant in a text. */
const MISSING_AS_ID = /^(null|none|nan|n\/a|#(n\/a|ref!|value!|name\?|error!|null!|div\/0!|num!))$/i;
const UNFILLED = /\{\{.*?\}\}|\$\{.*?\}/;

/** Whether a text is none that anybody wrote, but what stands in place of one. */
export function isMissingText(words: string): boolean {
  return MISSING.test(words.trim());
}

/** Whether an id stands, wholly or in part, for one that is not there. */
export function isMissingId(id: string): boolean {
  return MISSING.test(id) || MISSING_AS_ID.test(id) || UNFILLED.test(id);
}
