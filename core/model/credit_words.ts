/**
 * Words that say that an account is empty, in small letters. Services say it under whatever status they like (docs/providers.md,
 * "Errors"): a 400, a refused key's 401, a limit's 429.
 */
export const CREDIT_WORDS = [
  'positive balance',
  'payment required',
  '(insufficient|not[ _-]?enough|too[ _-]?few|out[ _-]?of|no|low)[ _-]?(remaining |more |account )?(credit|balance|funds|quota)',
  '(credit|balance|funds)s?( balance)? (is |are |has been |have been )?(too low|exhausted|depleted|used up|insufficient)',
  'exceeded your current quota',
].join('|');

const PATTERN = new RegExp(`\\b(${CREDIT_WORDS})`, 'i');

/** Whether somebody else's words say that an account has no credit left. */
export function saysNoCredit(words: string): boolean {
  return PATTERN.test(words);
}
