const SPACES = /^\s+|\s+$/g;
/** A line of an .env file, as in `export WIREFLOW_API_KEY=`. */
const NAME_OF_LINE = /^(?:export\s+)?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\s*=\s*/;
const QUOTES = /^["'“”‘’`]+|["'“”‘’`]+$/g;
const BEARER = /^Bearer\s+/i;

/** What comes along when a key is copied, in the order in which it is taken away; n8n takes it away in an expression. */
export const COPIED_ALONG: readonly RegExp[] = [SPACES, NAME_OF_LINE, QUOTES, SPACES, BEARER, QUOTES, SPACES];

/**
 * A key without what comes along when it is copied: spaces, line breaks, the word "Bearer", and the quotes and the name of a
 * line in an .env file. No key begins or ends with a quote.
 */
export function copiedKey(given: unknown): string {
  return typeof given === 'string' ? COPIED_ALONG.reduce((rest, along) => rest.replace(along, ''), given) : '';
}
