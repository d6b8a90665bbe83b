const YES = new Set(['true', 'yes', 'y', '1', 'on', 'checked']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'unchecked']);

/** Yes or no, as a switch gives it or in one of the words and digits that other steps write for it; null for anything else. */
export function yesOrNo(given: unknown): boolean | null {
  if (!['string', 'number', 'boolean'].includes(typeof given)) return null;
  const word = String(given).trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}
