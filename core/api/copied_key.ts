import { UNSEEN_ENDS } from '../model/unseen.js';

/**
 * What a key is called where it was copied: in an .env file, a command of any system, JSON, a header, a page. For example
 * `export WIREFLOW_API_KEY=`, `set `, `$env:`, `"WIREFLOW_API_KEY": `, `Authorization: `, `API key: `.
 */
const NAME_OF_LINE = /^.*(?:[ _-]key|_token|authorization)["'“”‘’`\s]*[=:"'“”‘’`\s]\s*/i;
const QUOTES = /^["'“”‘’`]+|["'“”‘’`,;]+$/g;
const BEARER = /^Bearer\s+/i;

/** What comes along when a key is copied, in the order in which it is taken away; n8n takes it away in an expression. */
export const COPIED_ALONG: readonly RegExp[] = [UNSEEN_ENDS, NAME_OF_LINE, QUOTES, UNSEEN_ENDS, BEARER, QUOTES, UNSEEN_ENDS];

/**
 * A key without what comes along when it is copied: spaces, line breaks, the word "Bearer", and the name and the quotes that
 * it had there. No key begins or ends with a quote.
 */
export function copiedKey(given: unknown): string {
  return typeof given === 'string' ? COPIED_ALONG.reduce((rest, along) => rest.replace(along, ''), given) : '';
}
