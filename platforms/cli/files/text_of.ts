/**
 * The text in a file or a pipe, as people save it: in UTF-8, or in UTF-16 that says so by its byte order mark. The mark is no
 * part of it.
 *
 * @returns null for bytes that are no such text: read all the same, letters would become U+FFFD, and be paid for
 */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
