import { UNSEEN_ENDS } from '../model/unseen.js';

/**
 * What a key is called where it was copied: in an .env file, a command of any system, JSON, a header, a page. For example
 * `export WIREFLOW_API_KEY=`, `set `, `$env:`, `"WIREFLOW_API_KEY": `, `Authorization: `, `API key: `.
 */
const NAME_OF_LINE = /^.*(?:[ _-]key|apikey|_token|authorization)["'“”‘’`\s]*[=:"'“”‘’`\s]\s*/i;
/** Angle brackets stand around the place of a key on many a page, as in `Bearer <token>`. */
const QUOTES = /^["'“”‘’`<]+|["'“”‘’`,;>]+$/g;
/** Some services' pages write "Token" there. */
const BEARER = /^(?:Bearer|Token):?\s+/i;

/** What comes along when a key is copied, in the order in which it is taken away; n8n takes it away in an expression. */
export const COPIED_ALONG: readonly RegExp[] = [UNSEEN_ENDS, NAME_OF_LINE, QUOTES, UNSEEN_ENDS, BEARER, QUOTES, UNSEEN_ENDS];

/**
 * A key without what comes along when it is copied: spaces, line breaks, the word "Bearer" or "Token", and the name, quotes and angle brackets that
 * it had there. No key begins or ends with one of those.
 */
export function copiedKey(given: unknown): string {
  return typeof given === 'string' ? COPIED_ALONG.reduce((rest, along) => rest.replace(along, ''), given) : '';
}
