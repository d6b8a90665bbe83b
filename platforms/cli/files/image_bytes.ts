/** What an image file is, by how its bytes begin; names and headers lie. */
const SIGNATURES: readonly (readonly [extension: string, begins: (head: string) => boolean])[] = [
  ['png', (head) => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['jpg', (head) => head.startsWith('\xff\xd8\xff')],
  ['gif', (head) => /^GIF8[79]a/.test(head)],
  ['webp', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['avif', (head) => head.slice(4, 8) === 'ftyp' && /avif|avis/.test(head.slice(8, 32))],
  ['bmp', (head) => head.startsWith('BM') && head.slice(6, 10) === '\0\0\0\0'],
  ['tiff', (head) => head.startsWith('II*\0') || head.startsWith('MM\0*')],
  ['svg', (head) => /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/s.test(head)],
];
const HEAD_BYTES = 1024;

/** The ending that a picture's bytes ask for, or null when they are no picture. */
export function imageExtension(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return SIGNATURES.find(([, begins]) => begins(head))?.[0] ?? null;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', svg: 'image/svg+xml' };

export function contentTypeOf(extension: string): string {
  return CONTENT_TYPES[extension] ?? `image/${extension}`;
}
