import { text } from '../../json.js';

/** Words by which programs write that there is nothing, as parts of a pattern. */
const NOTHING = ['null', 'nil', 'none', 'undefined', 'false', 'nan', 'n[/]?a', '-+', '0+'];
/** Words, and codes of HTTP, that stand where an error would and say that there is none, or no more than that there is one. */
const NO_REASON = [...NOTHING, 'true', 'ok', 'okay', 'success', 'successful', 'no errors?', '2[0-9][0-9]', '.object object.'];

/** As parts of a pattern for a whole text, in any case: the words for nothing, and all those that are no reason for anything. */
export const NOTHING_WORDS = NOTHING.join('|');
export const NO_REASON_WORDS = NO_REASON.join('|');

/** What is left of JSON, or of a sentence, without words. */
const SIGNS = '[{}[\\],"\\s.:;!?…-]+';
const IS_NOTHING = new RegExp(`^(${NOTHING_WORDS}|${SIGNS})[.]?$`, 'i');
const IS_NO_REASON = new RegExp(`^(${NO_REASON_WORDS}|${SIGNS})[.]?$`, 'i');

/** A text that says something, or null: "null" and "None" are what programs make of nothing. */
export function wordsIn(value: unknown): string | null {
  const words = text(value);
  return words === null || IS_NOTHING.test(words.trim()) ? null : words;
}

/** As `wordsIn`, of an error: `0`, "false" and "OK" say that there is none, "true" not which. */
export function reasonWordsIn(value: unknown): string | null {
  const words = text(value);
  return words === null || IS_NO_REASON.test(words.trim()) ? null : words;
}
