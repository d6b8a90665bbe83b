/** Platforms join several files with commas, forms with line breaks. */
const SEVERAL = /[\s,;|]+https?:\/\//i;

/**
 * A link as it is sent: blanks in its path are written as browsers write them, and nothing else is changed, since a signed
 * link must stay as it is.
 *
 * @param schemes what it may start with
 * @returns what is wrong with it instead, as the end of a sentence that begins with the field
 */
export function readLink(given: string, schemes: 'https' | 'https or http', what = 'a link'): { readonly link: string } | { readonly wrong: string } {
  const typed = given.trim();
  if (SEVERAL.test(typed)) return { wrong: 'takes one link, and several were given' };
  const link = typed.replaceAll(' ', '%20');
  const starts = schemes === 'https' ? /^https:\/\//i : /^https?:\/\//i;
  if (!starts.test(link) || /\s/.test(link) || !URL.canParse(link)) return { wrong: `needs ${what} that starts with https://` };
  return { link };
}
