import { MISSING_ID_WORDS, MISSING_WORDS, UNFILLED_WORDS } from '../../../core/fields/missing_value.js';
import { call, EMPTY, isFilled, literal, type Expression } from '../iml/expression.js';

/** Blanks, and control and format characters, which nobody sees (core: model/unseen.ts). */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}]';

/**
 * Patterns that an expression can not write, since it has no backslash: noted as plain texts before they are used.
 * `unseen` finds what nobody sees of a text, `unseen_ends` the same at its ends, and `unseen_strings` texts in JSON that
 * show nothing; `missing_text`, `missing_id` and `missing_strings` find what stands for a missing value, the last in JSON,
 * under any name.
 */
export const UNSEEN_PATTERNS = {
  unseen: `/${UNSEEN}+/gu`,
  unseen_ends: `/^${UNSEEN}+|${UNSEEN}+$/gu`,
  // Not from a quote within a text on: JSON has a backslash before it.
  unseen_strings: `/(?<!\\\\)"(${UNSEEN}|\\\\([nrtbf]|u00[01][0-9a-f]))+"/gu`,
  missing_text: `/^[^!-~]*(${MISSING_WORDS})[^!-~]*$/i`,
  missing_id: `/^(${MISSING_WORDS}|${MISSING_ID_WORDS})$|${UNFILLED_WORDS}/i`,
  missing_strings: `/: *" *(${MISSING_WORDS}) *"(?=[,}])/gi`,
} as const;

/** Whether a text shows anything; an empty one does not. */
export function isSeen(text: Expression): Expression {
  return isFilled(call('replace', text, 'temp.unseen', EMPTY));
}

/** A text without what is not seen at its ends. */
export function withoutUnseenEnds(text: Expression): Expression {
  return call('replace', text, 'temp.unseen_ends', EMPTY);
}

/** In no reply, and in nobody's inputs. */
const FOUND = '<missing>';

/** Whether a text is none that anybody wrote. */
export function isMissingText(text: Expression): Expression {
  return `length(${call('replace', text, 'temp.missing_text', EMPTY)}) < length(${text})`;
}

/** The ID without what stands, wholly or in part, for one that is not there. */
export function withoutMissing(id: Expression): Expression {
  return call('replace', id, 'temp.missing_id', EMPTY);
}

/** In JSON, a text that stands for a missing value, under whichever name. */
export function isMissingIn(json: Expression): Expression {
  return `indexOf(${call('replace', json, 'temp.missing_strings', literal(FOUND))}, ${literal(FOUND)}) >= 0`;
}
