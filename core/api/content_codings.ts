/**
 * What a body is packed in, in the order in which that was done (RFC 9110, section 8.4): names in small letters, and none
 * that means "as it is".
 *
 * @param header the value of `Content-Encoding`
 */
export function contentCodings(header: string | null): string[] {
  const names = (header ?? '').toLowerCase().split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && name !== 'identity');
}
