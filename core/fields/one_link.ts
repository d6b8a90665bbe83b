import { isSafeLink } from '../api/safe_link.js';

/** Platforms join several files with commas, forms with line breaks; some join with nothing. A link in a link stands behind "/" or "=". */
const SEVERAL = /[\s,;|"'>]+https?:\/\/|[^/=?&:@%]https?:\/\//i;
/** A list of links, written as JSON. */
const SEVERAL_AS_JSON = /^\[\s*"[^"]*"\s*,/;
/** An ending of a file, and words behind it. */
const MORE_WORDS = /\.(?:png|jpe?g|webp|gif|avif|heic|svg)\s+(?!.*\.[a-z0-9]{2,5}$)\S/i;
/** What a template leaves where a value was to be put in. */
const PLACEHOLDER = /\{\{.*?\}\}|\$\{.*?\}|%7B%7B/i;
/** For a link that only a page of this network could open; any public host does here. */
const PUBLIC_API = 'https://www.wireflow.ai';

/**
 * A link as it is sent: blanks in its path are written as browsers write them, and nothing else is changed, since a signed
 * link must stay as it is.
 *
 * @param schemes what it may start with
 * @returns what is wrong with it instead, as the end of a sentence that begins with the field
 */
export function readLink(given: string, schemes: 'https' | 'https or http', what = 'a link'): { readonly link: string } | { readonly wrong: string } {
  const typed = given.trim();
  if (SEVERAL.test(typed) || SEVERAL_AS_JSON.test(typed)) return { wrong: 'takes one link, and several were given' };
  if (MORE_WORDS.test(typed)) return { wrong: 'takes one link and nothing behind it' };
  const link = typed.replaceAll(' ', '%20');
  const starts = schemes === 'https' ? /^https:\/\/[^/]/i : /^https?:\/\/[^/]/i;
  if (!starts.test(link) || /\s/.test(link) || !URL.canParse(link)) return { wrong: `needs ${what} that starts with https://` };
  if (PLACEHOLDER.test(link)) return { wrong: 'holds a link with a placeholder in it that was not filled in' };
  if (/^https:/i.test(link) && !isSafeLink(link, PUBLIC_API)) return { wrong: `needs ${what} that Wireflow can open, and this one leads into a private network` };
  return { link };
}
