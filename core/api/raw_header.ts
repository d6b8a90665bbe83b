/**
 * A `Location` as an address. It may hold letters as they are, which Node hands over byte by byte (RFC 9110, section 5.5):
 * each byte is escaped, so that the host gets back those that it sent, be they UTF-8 or Latin-1.
 */
export function escapedLocation(header: string): string {
  return header.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Where a reply leads to.
 *
 * @param header the value of `Location`
 * @param from the address that has answered
 * @returns the whole address; null where there is none
 */
export function redirectTarget(header: string | null, from: string): string | null {
  const location = header === null ? null : escapedLocation(header);
  return location === null || !URL.canParse(location, from) ? null : new URL(location, from).href;
}

/** A header's words, where its bytes are UTF-8 and Node has handed them over one by one; as they are otherwise. */
export function headerWords(value: string): string {
  try {
    return /^[\0-\xff]*$/.test(value) ? new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0))) : value;
  } catch {
    return value;
  }
}
