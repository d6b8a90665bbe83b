const hex = (digits: string, more = 24) => Buffer.concat([Buffer.from(digits.replace(/ /g, ''), 'hex'), Buffer.alloc(more, 0xee)]);
const brand = (name: string, compatible = '') => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${name}`), Buffer.from([0, 0, 0, 0]), Buffer.from(compatible), Buffer.alloc(16, 0xee)]);

const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
export const PNG = Buffer.concat([hex('89504e470d0a1a0a 0000000d49484452'), PNG_END]);

/** The beginnings of files, and their ends where those tell that they are whole, as their formats define them, by content type and usual ending. */
export const IMAGES: readonly (readonly [contentType: string, ending: string, bytes: Buffer])[] = [
  ['image/png', 'png', PNG],
  ['image/jpeg', 'jpg', Buffer.concat([hex('ffd8ffe0 00104a464946'), Buffer.from('ffd9', 'hex')])],
  ['image/jpeg', 'jpg', Buffer.concat([hex('ffd8ffe1 0018457869660000'), Buffer.from('ffd9', 'hex')])],
  ['image/gif', 'gif', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
  ['image/gif', 'gif', Buffer.from('GIF87a\u0001\u0000\u0001\u0000')],
  ['image/webp', 'webp', Buffer.concat([Buffer.from('RIFF'), Buffer.from([8, 0, 0, 0]), Buffer.from('WEBPVP8L')])],
  ['image/avif', 'avif', brand('avif')],
  ['image/avif', 'avif', brand('mif1', 'miafavif')],
  ['image/heic', 'heic', brand('heic')],
  ['image/heic', 'heic', brand('mif1', 'miafheic')],
  ['image/tiff', 'tif', hex('49492a00')],
  ['image/tiff', 'tif', hex('4d4d002a')],
  ['image/bmp', 'bmp', hex('424d46000000 00000000 36000000')],
  ['image/jxl', 'jxl', hex('ff0a')],
  ['image/jxl', 'jxl', hex('0000000c 4a584c20 0d0a870a')],
  ['image/jp2', 'jp2', hex('0000000c 6a502020 0d0a870a')],
  ['image/x-icon', 'ico', hex('00000100 0100 1010')],
  ['image/svg+xml', 'svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image/svg+xml', 'svg', Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg:svg xmlns:svg="x">')],
];

/** What is no image, whatever it calls itself. */
export const NO_IMAGES: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['an empty file', Buffer.alloc(0)],
  ['a login page', Buffer.from('<!doctype html><title>Sign in</title>')],
  ['a login page in an older encoding', Buffer.concat([Buffer.from('\n<html><title>Anm'), Buffer.from([0xe4]), Buffer.from('lden</title>')])],
  ['a login page in UTF-16', Buffer.from('\ufeff<html>', 'utf16le')],
  ['a page with a picture in it', Buffer.from('<!doctype html><body><svg></svg>')],
  ['an error as JSON', Buffer.from('{"error":"The requested model is deprecated"}')],
  ['two words', Buffer.from('Not Found')],
  ['words that end within a character', Buffer.from('Zugriff verweigert: ä').subarray(0, -1)],
  ['an error as XML', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
  ['a film', brand('isom')],
  ['a WebM', hex('1a45dfa3')],
  ['a sound', Buffer.concat([Buffer.from('RIFF'), Buffer.from([0x24, 0, 0, 0]), Buffer.from('WAVEfmt ')])],
  ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3])])],
  ['an archive', hex('504b0304')],
];
