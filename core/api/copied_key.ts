/** A line of an .env file, as in `export WIREFLOW_API_KEY=`. */
const NAME_OF_LINE = /^(?:export\s+)?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\s*=\s*/;
const QUOTES = /^["'“”‘’`]+|["'“”‘’`]+$/g;

/**
 * A key without what comes along when it is copied: spaces, line breaks, the word "Bearer", and the quotes and the name of a
 * line in an .env file. No key begins or ends with a quote.
 */
export function copiedKey(given: unknown): string {
  if (typeof given !== 'string') return '';
  return given.trim().replace(NAME_OF_LINE, '').replace(QUOTES, '').trim().replace(/^Bearer\s+/i, '').replace(QUOTES, '').trim();
}
