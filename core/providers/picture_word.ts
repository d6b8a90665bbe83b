import { isWebAddress } from '../json.js';
import type { JobImage } from './job.js';

/** Some leave the type out, some the scheme in front of it. */
const HEAD = /^(?:data:)?\s*(?:([a-z]+\/[^;,\s]+)?(?:;[^,;]*)*;)?base64\s*,/i;
/** Both alphabets of base64. Shorter words are no picture: an id, or "null". */
const BARE = /^[\w+/-]{64,}={0,2}$/;

/**
 * A picture as one word of a reply: a link, a `data:` address, or the bytes in base64, whatever white space stands around
 * or inside. A picture that is handed over once is paid for: what can be read is read.
 *
 * @param linkDiesAtMs when a link dies at the earliest, ms since 1970
 * @returns null for any other word
 */
export function pictureIn(given: string, linkDiesAtMs: number): JobImage | null {
  const word = given.trim();
  if (isWebAddress(word)) return { url: word, base64: null, contentType: null, expiresAtMs: linkDiesAtMs };
  const head = HEAD.exec(word.slice(0, 200));
  if (head !== null) return inline(word.slice(head[0].length), head[1]?.toLowerCase() ?? null);
  // Bytes come in lines, and words have blanks between them.
  return BARE.test(word.slice(0, 200).replace(/[\r\n\t]/g, '')) ? inline(word, null) : null;
}

function inline(base64: string, contentType: string | null): JobImage | null {
  return base64.trim() === '' ? null : { url: null, base64, contentType, expiresAtMs: null };
}
