import { badInput } from '../model/errors.js';
import { isBlank } from '../model/unseen.js';

/** What is said about a field that takes a text and was given a list, an object, or a yes or no. */
export function notOneText(label: string): string {
  return `The field ${label} needs one text, but something else was mapped.`;
}

/**
 * The text of a field, as it was typed; a number is taken as a text of its digits.
 *
 * @param nextStep what to do about anything else
 * @returns null for what counts as empty
 * @throws WireflowError `bad_input` that names the field
 */
export function readOneText({ key, label }: { readonly key: string; readonly label: string }, given: unknown, nextStep: string): string | null {
  if (given === undefined || given === null) return null;
  const words = typeof given === 'number' && Number.isFinite(given) ? String(given) : given;
  if (typeof words !== 'string') throw badInput(key, notOneText(label), nextStep);
  return isBlank(words) ? null : words;
}
