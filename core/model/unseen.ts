/** Blanks, and control and format characters, which nobody sees: they come along when a text is copied. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}]';
const ALL_UNSEEN = new RegExp(`^${UNSEEN}*$`, 'u');
/** What nobody sees at the ends of a text. */
export const UNSEEN_ENDS = new RegExp(`^${UNSEEN}+|${UNSEEN}+$`, 'gu');

/** Whether a text shows nothing. */
export function isBlank(words: string): boolean {
  return ALL_UNSEEN.test(words);
}

/** What counts as left empty: platforms hand over nothing, null, or a text that shows nothing. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}

/** A text without what is not seen of it at its ends. */
export function withoutUnseenEnds(words: string): string {
  return words.replace(UNSEEN_ENDS, '');
}
